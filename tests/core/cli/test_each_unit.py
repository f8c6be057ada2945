from __future__ import annotations

import os

import pytest
from tests.core.briefing.reading_back import full_text
from tests.journeys.conftest import City

from core.cli import each_unit

PERIOD = "2025-03"


def test_every_unit_gets_its_paper_and_each_is_told(city: City) -> None:
    folder = city.folder / "papers"

    said = city.desk.does("briefing", city.office, "--kind", "unit", "--period", PERIOD, "--each-unit", folder)

    names = sorted(path.name for path in folder.iterdir())
    assert names
    assert all(name in said for name in names)
    assert "东区进展报告" in full_text((folder / f"单位进展报告_东区_{PERIOD}.pdf").read_bytes())


def test_several_processes_print_the_same(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = city.folder / "one", city.folder / "two"
    city.desk.does("briefing", city.office, "--kind", "unit", "--period", PERIOD, "--each-unit", one)
    monkeypatch.setattr(each_unit, "LEAST_FOR_ANOTHER", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    city.desk.does("briefing", city.office, "--kind", "unit", "--period", PERIOD, "--each-unit", two)

    assert {path.name: path.read_bytes() for path in two.iterdir()} == {path.name: path.read_bytes() for path in one.iterdir()}


@pytest.mark.parametrize("words", [(), ("-o", "a.pdf", "--each-unit", "d"), ("--unit", "东区", "--each-unit", "d")])
def test_it_is_one_file_or_a_folder(city: City, words: tuple[str, ...]) -> None:
    assert city.desk("briefing", city.office, "--kind", "unit", "--period", PERIOD, *words).status == 2
