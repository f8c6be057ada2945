from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from tests.core.briefing.reading_back import full_text, printed_pages
from tests.driving import Desk
from tests.journeys.conftest import City

from core.briefing import fonts
from core.briefing.blocks import FontRole
from core.briefing.font_files import FontFile

PERIOD = "2025-03"


def test_the_roll_up_is_a_line_a_row_or_json(city: City) -> None:
    lines = city.desk.does("rollup", city.office, "--period", PERIOD).splitlines()
    rows = city.desk("rollup", city.office, "--period", PERIOD, "--json").data["rows"]

    assert isinstance(rows, list)
    assert [line.split("\t")[3] for line in lines] == [row["explanation"] for row in rows]


def test_a_briefing_bears_the_date_asked_for(city: City) -> None:
    papers = [city.folder / name for name in ("a.pdf", "b.pdf", "c.pdf")]
    for paper, day in zip(papers, ("2025-04-01", "2025-04-02", "2025-04-01"), strict=True):
        city.desk.does("briefing", city.office, "--period", PERIOD, "--date", day, "-o", paper)

    first, second, third = (paper.read_bytes() for paper in papers)
    assert first == third
    assert first != second


def test_a_units_briefing_needs_a_unit_of_the_plan(city: City) -> None:
    assert "南区" in city.desk.refuses("briefing", city.office, "--period", PERIOD, "--unit", "南区", "-o", city.folder / "b.pdf")


def test_a_fingerprint_is_sixty_four_digits_of_a_hash(city: City) -> None:
    whole = city.desk.does("fingerprint", city.office).strip()
    plan = city.desk.does("fingerprint", city.office, "--scope", "plan").strip()

    assert len(whole) == len(plan) == 64
    assert int(whole, 16) != int(plan, 16)


def test_fonts_are_told_for_every_role(desk: Desk) -> None:
    rows = json.loads(desk.does("fonts", "--json"))

    assert {row["role"] for row in rows} >= {role.value for role in FontRole}
    assert all(row["family"] and row["file"] for row in rows)
    assert len(desk.does("fonts").splitlines()) == len(rows)


def test_official_fonts_are_used_from_then_on_where_the_machine_has_them(
    city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    official = tmp_path / "simfang.ttf"
    bundled = {row["role"]: row["file"] for row in json.loads(city.desk.does("fonts", "--json"))}
    shutil.copy(bundled["fangsong"], official)
    monkeypatch.setattr(
        fonts, "installed_fonts", lambda: {FontRole.FANGSONG: FontFile(FontRole.FANGSONG, "仿宋_GB2312", official, is_bundled=False)}
    )

    chosen = json.loads(city.desk.does("fonts", "--use", "official", "--json"))

    assert {row["role"]: row["file"] for row in chosen} == bundled | {"fangsong": str(official)}
    assert json.loads(city.desk.does("fonts", "--json")) == chosen
    city.desk.does("fonts", "--use", "bundled")
    assert {row["role"]: row["file"] for row in json.loads(city.desk.does("fonts", "--json"))} == bundled


def test_a_leaders_page_is_one_page(city: City) -> None:
    path = city.folder / "专报.pdf"

    city.desk.does("briefing", city.office, "--kind", "leader", "--period", PERIOD, "-o", path)

    assert len(printed_pages(path.read_bytes())) == 1


@pytest.mark.parametrize("kind", ["work", "leader"])
def test_a_paper_on_a_full_disk_is_one_sentence_and_the_old_file_stays(city: City, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    path = city.folder / "b.pdf"
    path.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    sentence = city.desk.refuses("briefing", city.office, "--kind", kind, "--period", PERIOD, "-o", path)

    assert "b.pdf" in sentence
    assert path.read_bytes() == b"old"
    assert not list(city.folder.glob("*.tmp*"))


def test_a_period_that_nobody_has_reported_makes_a_paper(city: City) -> None:
    for kind in ("work", "leader"):
        path = city.folder / f"{kind}.pdf"
        city.desk.does("briefing", city.office, "--kind", kind, "--period", "2025-11", "-o", path)
        assert "未报" in full_text(path.read_bytes())
