from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.driving import Desk
from tests.journeys.conftest import REPORT, City

from core.resources import resource


def test_read_tells_the_sections_with_their_kinds(desk: Desk) -> None:
    out = desk.does("plan", "read", REPORT)

    assert "海州市2025：5个章节，3项重点任务，7个事项" in out
    assert "[review] 一、 2024年工作回顾" in out
    assert "[tasks] （一） 扩大有效需求" in out


def test_read_as_json_holds_every_part(desk: Desk) -> None:
    data = desk("plan", "read", REPORT, "--json").data

    assert set(data) == {"title", "place", "year", "sections", "tasks", "items", "commitments"}
    assert (data["place"], data["year"]) == ("海州市", 2025)


def test_suggestions_come_with_the_json_where_they_are_asked_for(desk: Desk) -> None:
    data: Any = desk("plan", "read", REPORT, "--json", "--suggest").data

    assert {row["commitment"] for row in data["suggestions"]["commitments"]} == {
        place for place, row in enumerate(data["commitments"]) if row["kind"] == "target"
    }
    assert [row["item"] for row in data["suggestions"]["items"]] == [row["id"] for row in data["items"]]


def test_leads_are_proposed_as_a_table_to_check(desk: Desk, tmp_path: Path) -> None:
    workspace = tmp_path / "w.jiannuo"
    desk.does("plan", "new", resource("report", "changzhou_2025.md"), "-o", workspace, "--units", resource("report", "units.csv"))

    out = desk.does("plan", "leads", workspace, "-o", tmp_path / "leads.csv")

    assert "个事项没有牵头单位" in out
    assert "市商务局" in desk.does("plan", "leads", workspace)
    rows: Any = desk("plan", "leads", workspace, "--json").data
    assert rows[0]["code"] == "0.1"
    assert "已明确" in desk.does("plan", "assign", workspace, "--duties", tmp_path / "leads.csv")


def test_a_sample_plan_says_so_on_its_papers(desk: Desk, tmp_path: Path) -> None:
    workspace = tmp_path / "w.jiannuo"
    desk.does("plan", "new", REPORT, "-o", workspace, "--sample")

    assert desk("plan", "new", REPORT, "-o", workspace, "--sample").status == 1


def test_confirming_takes_a_decision_on_all_at_once_or_none(city: City) -> None:
    assert city.desk("plan", "confirm", city.office).status == 2
    assert "已确认0条" in city.desk.does("plan", "confirm", city.office, "--all")


def test_send_writes_task_files_again_without_a_new_revision(city: City) -> None:
    out = city.desk.does("plan", "send", city.office, "-d", city.folder / "again")

    assert "写出4个任务包" in out
    assert len(list((city.folder / "again").iterdir())) == 4


def test_before_the_first_issue_nothing_is_sent_summed_up_or_printed(desk: Desk, tmp_path: Path) -> None:
    workspace, period = tmp_path / "w", "2025-03"
    desk.does("plan", "new", REPORT, "-o", workspace)

    for words in (
        ("plan", "send", workspace, "-d", tmp_path / "t"),
        ("feedback", workspace, "-d", tmp_path / "t"),
        ("rollup", workspace, "--period", period),
        ("briefing", workspace, "--period", period, "-o", tmp_path / "b.pdf"),
        ("ledger", workspace, "--period", period, "-o", tmp_path / "l.xlsx"),
        ("submit", workspace, "--period", period, "-o", tmp_path / "r.jnb"),
    ):
        assert "还没有下发" in desk.refuses(*words)

    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["w"]


def test_a_new_plan_may_begin_from_last_years(city: City) -> None:
    text = REPORT.read_text(encoding="utf-8").replace("2025年", "2026年").replace("2024年", "2025年")
    report = city.table("next.txt", text)

    out = city.desk.does("plan", "new", report, "-o", city.folder / "next.jiannuo", "--from", city.office)

    assert "项指标与上年方案相同，沿用编号" in out
