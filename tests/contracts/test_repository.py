"""What must be in the repository: resources, licences, and the two commands that everyone starts with."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from core.resources import resource, resource_folder
from core.services.desk import VERSION

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
FONT_BUDGET_MB = 45


@pytest.mark.parametrize("name", ["changzhou_2025.md", "units.csv", "assignments.csv", "indicators.csv", "sample_texts.json"])
def test_the_example_is_here(name: str) -> None:
    assert resource("report", name).is_file()


def test_the_examples_units_are_its_seven_districts_and_a_dozen_bureaus() -> None:
    with resource("report", "units.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    districts = [row["简称"] for row in rows if row["类型"] == "辖市区"]
    assert districts == ["溧阳市", "金坛区", "武进区", "新北区", "天宁区", "钟楼区", "常州经开区"]
    assert sum(row["类型"] == "部门" for row in rows) >= 12


def test_fonts_are_here_with_their_licences_and_within_their_budget() -> None:
    folder = resource_folder() / "fonts"
    fonts = [path for path in folder.rglob("*") if path.suffix in {".ttf", ".otf", ".ttc"}]
    licences = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".ttf", ".otf", ".ttc"}]

    assert fonts
    assert licences
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= FONT_BUDGET_MB * 1_000_000


def test_the_licence_is_the_one_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_opens_with_the_two_commands(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    run, test = text.find("python3 dev.py run"), text.find("python3 dev.py test")
    assert 0 < run < test
    assert test < len(text) / 2


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-bench.lock"])
def test_a_lock_names_versions_and_hashes_and_no_host(name: str) -> None:
    lines = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    named = [line for line in lines if line and not line.startswith(("#", "--hash"))]

    assert named
    assert all("==" in line for line in named)
    assert sum(line.startswith("--hash=sha256:") for line in lines) >= len(named)
    assert not [line for line in lines if "://" in line or line.startswith(("-i", "--index", "--extra", "--find", "--trusted"))]


def test_the_program_and_its_package_bear_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == VERSION
