from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import REPORT

from core.errors import NotTheOffice, PlanPeriodsFixed
from core.model.period import Frequency
from core.services.desk import Desk, Program, open_desk
from core.services.plan_settings import change_settings, settings_as_json, settings_for_new_plan, shown_settings
from core.services.plans import NewPlan, new_plan


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_plan_asks_its_indicators_as_often_as_it_reports(program: Program, tmp_path: Path) -> None:
    settings = settings_for_new_plan(settings_file(tmp_path, '填报频次 = "季"\n起始月份 = 4\n'))
    new_plan(program, NewPlan(REPORT, tmp_path / "w.jiannuo", settings=settings))

    with open_desk(program, tmp_path / "w.jiannuo") as desk:
        assert [str(period) for period in desk.plan.periods] == ["2025-Q2", "2025-Q3", "2025-Q4"]
        assert {indicator.frequency for indicator in desk.plan.indicators} == {Frequency.QUARTER}


def test_before_the_first_issue_indicators_follow_the_plans_frequency_unless_they_had_another(program: Program, tmp_path: Path) -> None:
    new_plan(program, NewPlan(REPORT, tmp_path / "w.jiannuo"))

    with open_desk(program, tmp_path / "w.jiannuo") as desk:
        before = {indicator.id: indicator.frequency for indicator in desk.plan.indicators}
        changed = change_settings(desk, settings_file(tmp_path, '填报频次 = "半年"'))

        assert [(shown.name, shown.text) for shown in changed] == [("frequency", "半年")]
        assert [str(period) for period in desk.plan.periods] == ["2025-H1", "2025-H2"]
        followed = {each: Frequency.HALF if frequency is Frequency.MONTH else frequency for each, frequency in before.items()}
        assert Frequency.MONTH in before.values()
        assert {indicator.id: indicator.frequency for indicator in desk.plan.indicators} == followed


def test_settings_lie_on_the_desk_until_the_next_revision(office: Desk, tmp_path: Path) -> None:
    change_settings(office, settings_file(tmp_path, "临期天数 = 7"))

    assert office.plan.settings.due_soon_days == 7
    assert office.issued_plan.settings.due_soon_days == 10


def test_periods_of_an_issued_plan_stay_what_they_are(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(PlanPeriodsFixed) as caught:
        change_settings(office, settings_file(tmp_path, '填报频次 = "季"\n一二月合并 = true\n截止日 = 5\n'))

    assert caught.value.names == "填报频次、一二月合并"
    assert office.plan.settings.due_day == 28


def test_a_file_that_says_what_stands_already_changes_nothing(office: Desk, tmp_path: Path) -> None:
    assert change_settings(office, settings_file(tmp_path, '填报频次 = "月"\n截止日 = 28\n')) == ()


def test_a_unit_sets_nothing(east: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotTheOffice):
        change_settings(east, settings_file(tmp_path, "截止日 = 5"))


def test_every_setting_is_shown_with_its_names_and_what_is_not_the_default_marked(office: Desk, tmp_path: Path) -> None:
    change_settings(office, settings_file(tmp_path, '[节假日表]\n放假 = ["2025-10-01..2025-10-08", 2025-05-01]\n'))
    shown = {each.name: each for each in shown_settings(office.plan.settings)}

    assert len(shown) == len(office.plan.settings.__struct_fields__)
    assert (shown["calendar"].label, shown["calendar"].text) == ("节假日表", "放假2025-05-01、2025-10-01至2025-10-08")
    assert [name for name, each in shown.items() if not each.is_default] == ["calendar"]


def test_as_json_settings_have_their_english_names_and_the_periods_that_follow(office: Desk) -> None:
    told = settings_as_json(office.plan.settings, office.plan.periods)

    assert told["amount_shades"] == ["-10", "-30"]
    assert (told["frequency"], told["calendar"]) == ("month", {"holidays": [], "working_days": []})
    assert told["periods"] == [str(period) for period in office.plan.periods]
