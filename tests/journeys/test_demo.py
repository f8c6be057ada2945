"""The demo: what it makes, that it says so, and that it makes the same again."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.conftest import Demo
from tests.driving import Desk, content_of, run_program
from tests.journeys.printed import Printed

JUNE = "2025-06"


def test_json_names_every_file_by_its_path(demo: Demo) -> None:
    told = json.loads(demo.folder.with_name("demo.json").read_text(encoding="utf-8"))

    assert {tuple(row) for row in told} == {("role", "file", "unit", "period")}
    assert all(Path(row["file"]).is_file() for row in told)


def test_the_demo_lists_all_that_it_made(demo: Demo) -> None:
    rows = json.loads((demo.folder / "demo.json").read_text(encoding="utf-8"))
    roles = Counter(row["role"] for row in rows)

    assert all((demo.folder / row["file"]).is_file() for row in rows)
    assert (roles["office"], roles["district"], roles["bureau"], roles["briefing"], roles["leader"], roles["ledger"]) == (1, 3, 2, 4, 1, 1)
    assert roles["task_file"] == 23
    assert roles["report"] == 23 * 6 - 1 + 1  # one stays silent once, one reports twice


def test_one_submission_came_back_and_was_made_again(demo: Demo, desk: Desk) -> None:
    assert len(demo.files("report", unit="溧阳市", period="2025-05")) == 2
    assert demo.files("report", unit="钟楼区", period=JUNE) == []

    complaint = desk.refuses("review", demo.file("office"), "accept", "溧阳市", "2025-05")

    assert "已经核定" in complaint


def test_the_roll_up_of_the_demo_is_that_of_its_office(demo: Demo, desk: Desk) -> None:
    kept = json.loads(demo.file("rollup").read_text(encoding="utf-8"))

    assert desk("rollup", demo.file("office"), "--period", JUNE, "--json").data == kept


def test_the_demo_holds_every_standing_that_a_half_year_can_have(demo: Demo) -> None:
    rows = json.loads(demo.file("rollup").read_text(encoding="utf-8"))["rows"]

    assert {row["standing"] for row in rows} >= {"ahead", "on", "behind", "unrated"}
    assert {row["source"] for row in rows} >= {"accepted", "submitted", "sum", None}


def issue_date(paper: Path) -> str:
    """The date on a paper's masthead, as --date takes it."""
    found = re.search(r"督查室(\d{4})年(\d+)月(\d+)日", Printed.read(paper).pages[0])
    assert found is not None
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"


def test_a_printed_briefing_can_be_printed_again(demo: Demo, desk: Desk, tmp_path: Path) -> None:
    day = issue_date(demo.file("briefing", unit="常州市"))

    desk.does("briefing", demo.file("office"), "--period", JUNE, "--date", day, "-o", tmp_path / "again.pdf")

    assert (tmp_path / "again.pdf").read_bytes() == demo.file("briefing", unit="常州市").read_bytes()


def test_a_district_prints_its_briefing_from_the_offices_workspace(demo: Demo, desk: Desk, tmp_path: Path) -> None:
    day = issue_date(demo.file("briefing", unit="武进区"))

    desk.does("briefing", demo.file("office"), "--period", JUNE, "--unit", "武进区", "--date", day, "-o", tmp_path / "again.pdf")

    assert (tmp_path / "again.pdf").read_bytes() == demo.file("briefing", unit="武进区").read_bytes()


def test_a_district_prints_its_own_briefing_from_its_own_workspace(demo: Demo, desk: Desk, tmp_path: Path) -> None:
    desk.does("briefing", demo.file("district", unit="武进区"), "--period", JUNE, "-o", tmp_path / "own.pdf")

    assert (tmp_path / "own.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("role", ["briefing", "leader", "task_file", "report", "feedback", "ledger", "rollup"])
def test_the_same_demo_twice_gives_the_same_bytes(demo: Demo, second_demo: Demo, role: str) -> None:
    for first, again in zip(demo.files(role), second_demo.files(role), strict=True):
        assert first.relative_to(demo.folder) == again.relative_to(second_demo.folder)
        assert first.read_bytes() == again.read_bytes(), first.name


def test_the_same_demo_twice_gives_the_same_fingerprints(demo: Demo, second_demo: Demo, desk: Desk) -> None:
    for role, unit in (("office", "常州市"), ("district", "溧阳市"), ("bureau", "市发改委")):
        fingerprints = [desk.does("fingerprint", each.file(role, unit=unit)) for each in (demo, second_demo)]
        assert fingerprints[0] == fingerprints[1]


def test_a_demo_replaces_an_earlier_one_and_nothing_else(demo: Demo, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "demo.json").write_text("[]", encoding="utf-8")
    (folder / "半成品.jnb").write_text("上次没有做完", encoding="utf-8")

    answer = run_program(tmp_path / "data", "demo", folder)

    assert answer.status == 0, answer.err
    assert not (folder / "半成品.jnb").exists()
    assert "示例" in answer.out
    assert len(content_of(folder)) == len(content_of(demo.folder))


def test_the_demo_leaves_nothing_in_the_data_folder(demo: Demo) -> None:
    data = demo.folder.parent / "demo-data"

    assert not data.exists() or not list(data.iterdir())
