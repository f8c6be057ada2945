from __future__ import annotations

from pathlib import Path

from tests.driving import Desk
from tests.journeys.conftest import REPORT, City


def test_items_are_confirmed_by_their_codes(tmp_path: Path) -> None:
    desk, office = Desk(tmp_path / "data"), tmp_path / "w.jiannuo"
    desk.does("plan", "new", REPORT, "-o", office)

    assert "已确认3条" in desk.does("plan", "confirm", office, "2.1.1")  # the item, its indicator, its base
    assert "已确认0条" in desk.does("plan", "confirm", office, "2.1.1")
    assert "9.9.9" in desk.refuses("plan", "confirm", office, "9.9.9")


def test_codes_and_all_together_or_neither_is_a_slip(city: City) -> None:
    assert city.desk("plan", "confirm", city.office).status == 2
    assert city.desk("plan", "confirm", city.office, "1.1.1", "--all").status == 2


def test_a_corrected_report_is_read_again_before_the_plan_is_issued(city: City, tmp_path: Path) -> None:
    desk, office, corrected = Desk(tmp_path / "data"), tmp_path / "w.jiannuo", tmp_path / "corrected.txt"
    desk.does("plan", "new", REPORT, "-o", office)
    desk.does("plan", "confirm", office, "--all")
    corrected.write_text(REPORT.read_text(encoding="utf-8").replace("60个以上", "65个以上"), encoding="utf-8")

    told = desk.does("plan", "reread", office, corrected)

    assert "6个事项不变，1个有改动待确认，新增0个，去掉0个" in told
    assert "还有2条" in desk.refuses("plan", "issue", office, "-d", tmp_path / "tasks")
    assert "已经下发" in city.desk.refuses("plan", "reread", city.office, corrected)
