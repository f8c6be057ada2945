from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.errors import SettingRefused, SettingsNotReadable, SettingUnknown
from core.model.check_settings import CheckLimits, CheckSeverities, InspectionLimits, SamplingWeights
from core.model.office_calendar import DueMove, OfficeCalendar
from core.model.period import Frequency
from core.model.plan_settings import PlanSettings
from core.model.setting_labels import GROUP_LABELS, SETTING_LABELS, WORD_LABELS
from core.model.severity import Severity
from core.workbook.settings_file import read_settings

DEFAULTS = PlanSettings()


def read(folder: Path, text: str, before: PlanSettings = DEFAULTS) -> PlanSettings:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, before)


def test_every_setting_of_a_plan_has_a_chinese_name_of_its_own() -> None:
    assert list(SETTING_LABELS) == list(DEFAULTS.__struct_fields__)
    assert len(set(SETTING_LABELS.values())) == len(SETTING_LABELS)


def test_the_documentation_names_every_setting_in_both_languages() -> None:
    text = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")

    assert [name for name, label in SETTING_LABELS.items() if f"| `{name}` | {label} |" not in text] == []


def test_settings_go_by_their_chinese_or_english_names(tmp_path: Path) -> None:
    chinese = read(tmp_path, '填报频次 = "季"\n截止日 = 5\n次月截止 = "是"\n"截止日逢休息日" = "顺延"\n')
    english = read(tmp_path, 'frequency = "quarter"\ndue_day = 5\ndue_in_next_month = true\ndue_moves = "next"\n')

    assert chinese == english
    assert chinese == replace(DEFAULTS, frequency=Frequency.QUARTER, due_day=5, due_in_next_month=True, due_moves=DueMove.NEXT)


def test_lines_are_written_as_a_list_or_as_one_text(tmp_path: Path) -> None:
    lists, texts = (
        read(tmp_path, text).distribution
        for text in ('分送范围 = ["报：市长。", "发：各单位。"]', 'distribution = "报：市长。\\n发：各单位。"')
    )

    assert lists == texts == "报：市长。\n发：各单位。"


def test_what_a_file_does_not_name_stays(tmp_path: Path) -> None:
    before = replace(DEFAULTS, due_day=5, masthead="督查简报")

    assert read(tmp_path, "text_limit = 200", before) == replace(before, text_limit=200)


def test_numbers_are_exact(tmp_path: Path) -> None:
    assert read(tmp_path, "about_tolerance_points = 0.1").about_tolerance_points == Decimal("0.1")
    assert read(tmp_path, "amount_shades = [-10, -25.5]").amount_shades == (Decimal(-10), Decimal("-25.5"))


def test_days_off_are_named_one_by_one_or_by_both_ends(tmp_path: Path) -> None:
    found = read(tmp_path, '[节假日表]\n放假 = [2025-05-01, "2025-10-01..2025-10-03"]\n调休上班 = ["2025-10-11"]\n').calendar

    assert found.holidays == {date(2025, 5, 1), date(2025, 10, 1), date(2025, 10, 2), date(2025, 10, 3)}
    assert found.working_days == {date(2025, 10, 11)}


def test_the_list_of_days_that_a_file_does_not_name_stays(tmp_path: Path) -> None:
    before = replace(DEFAULTS, calendar=OfficeCalendar(frozenset({date(2025, 1, 1)})))

    found = read(tmp_path, "[calendar]\nworking_days = [2025-10-11]\n", before).calendar

    assert found == OfficeCalendar(frozenset({date(2025, 1, 1)}), frozenset({date(2025, 10, 11)}))


@pytest.mark.parametrize(
    "text",
    [
        'frequency = "week"',
        "first_month = 13",
        "first_month = 0",
        "due_day = 28.5",
        "due_day = true",
        "due_soon_days = -1",
        'joins_january = "也许"',
        "amount_ahead = inf",
        'amount_ahead = "10"',
        "amount_shades = [-30, -10]",
        "amount_shades = [-10]",
        'masthead = "两行\\n"',
        "masthead = 1",
        "distribution = 1",
        "distribution = [1]",
        "calendar = 1",
        "[calendar]\nfree = []",
        "[calendar]\nholidays = 2025-05-01",
        '[calendar]\nholidays = ["5月1日"]',
        '[calendar]\nholidays = ["2025-10-08..2025-10-01"]',
        '[calendar]\nholidays = ["1900-01-01..2100-01-01"]',
        "[calendar]\nholidays = [2025-05-01T08:00:00]",
        "[calendar]\nholidays = [2025-05-01]\nworking_days = [2025-05-01]",
    ],
)
def test_a_value_that_a_setting_cannot_have_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingRefused):
        read(tmp_path, text)


@pytest.mark.parametrize("text", ["due_dy = 5", "due_day = 5\n截止日 = 6", "[plan]\ndue_day = 5"])
def test_what_is_no_setting_or_named_twice_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingUnknown):
        read(tmp_path, text)


@pytest.mark.parametrize("data", [b"due_day 5", b"\xff\xfe", "刊头 = 简报".encode("gb18030"), b"a = " + b"[" * 5000])
def test_what_is_no_toml_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)

    with pytest.raises(SettingsNotReadable):
        read_settings(path, DEFAULTS)


@given(st.text(max_size=80))
def test_no_text_is_read_without_a_named_refusal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    with suppress(SettingRefused, SettingUnknown, SettingsNotReadable):
        assert isinstance(read_settings(path, DEFAULTS), PlanSettings)


def test_limits_and_weights_stand_in_tables_of_their_own(tmp_path: Path) -> None:
    text = "[审核界限]\n数量级倍数 = 10000\noutlier_score = 5.5\n[抽查权重]\n已完成 = 0\n[inspection]\n集中份额 = 0.4\n"

    found = read(tmp_path, text)

    assert found == replace(
        DEFAULTS,
        checks=CheckLimits(magnitude=10000, outlier_score=Decimal("5.5")),
        sampling=SamplingWeights(done=0),
        inspection=InspectionLimits(late_share=Decimal("0.4")),
    )


def test_severities_go_by_the_names_of_findings_and_hold_what_differs(tmp_path: Path) -> None:
    before = read(tmp_path, '[审核级别]\n累计下降 = "强制性"\noutlier = "hint"\n文数不符 = "核实性"\n')
    after = read(tmp_path, '[severities]\n偏离历史 = "核实性"\n', before)

    assert before.severities.changed == (("outlier", Severity.HINT), ("total-falls", Severity.BLOCKING))
    assert after.severities == CheckSeverities((("total-falls", Severity.BLOCKING),))


@pytest.mark.parametrize(
    "text",
    [
        "checks = 3",
        "[checks]\n数量级 = 3",
        "[checks]\nmagnitude = 1",
        "[checks]\noutlier_score = -1",
        "[checks]\noutlier_least = 2",
        "[sampling]\nplain = 0",
        "[sampling]\ndone = -1",
        '[severities]\n累计下降 = "严重"',
        '[severities]\n累计上升 = "提示性"',
        "severities = []",
    ],
)
def test_a_table_with_what_it_cannot_have_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingRefused):
        read(tmp_path, text)


def test_every_limit_and_weight_has_a_chinese_name_of_its_own() -> None:
    text = (Path(__file__).parents[3] / "docs" / "files.md").read_text(encoding="utf-8")

    for group, labels in GROUP_LABELS.items():
        assert list(labels) == list(group.__struct_fields__)  # type: ignore[attr-defined]  # groups are structs
        assert len(set(labels.values())) == len(labels)
        joined = " ".join(text.split())
        assert [name for name, label in labels.items() if f"{label} `{name}` {getattr(group(), name)}" not in joined] == []


def test_every_word_of_a_setting_has_a_chinese_one() -> None:
    kinds = {type(member) for member in WORD_LABELS}

    assert kinds == {type(value) for value in (DEFAULTS.frequency, DEFAULTS.due_moves, Severity.HINT)}
    assert set(WORD_LABELS) == {member for kind in kinds for member in kind}
