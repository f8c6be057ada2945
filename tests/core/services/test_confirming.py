from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.services.planning import fresh_office, indicator_named, item_of_code, waiting

from core.errors import (
    IndicatorIssued,
    IndicatorNameMissing,
    ItemUnknown,
    NotAQuantity,
    NotTheOffice,
    RangeTurned,
    ReferenceMissing,
    TargetWithoutValue,
    UserError,
)
from core.ids import ItemId
from core.model.indicator import Comparator, RollUpRule, Target, ValueKind, WordySort
from core.services.confirming import (
    TypedAchievement,
    TypedIndicator,
    confirm,
    confirm_indicator,
    correct,
    correct_achievement,
    drop_achievement,
    drop_indicator,
)
from core.services.desk import Desk, Program
from core.services.plan_edits import redo_plan_edit, undo_plan_edit

LISTED = "新增上市企业"
TYPED = TypedIndicator(LISTED, ValueKind.CUMULATIVE, Comparator.AT_LEAST, "8", "", "家")


def test_an_item_is_confirmed_with_its_indicators_and_their_bases(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        item, indicator = item_of_code(desk, "2.1.1"), indicator_named(desk, LISTED)
        base = desk.plan.indicators_by_id[indicator].baseline
        assert base is not None
        assert {item.id, indicator} <= waiting(desk)
        assert not base.confirmed

        edit = confirm(desk, [item.id])

        assert not {item.id, indicator} & waiting(desk)
        assert desk.plan.indicators_by_id[indicator].baseline == replace(base, confirmed=True)
        undo_plan_edit(desk, edit)
        assert {item.id, indicator} <= waiting(desk)
        assert desk.plan.indicators_by_id[indicator].baseline == base
        redo_plan_edit(desk, edit)
        assert not {item.id, indicator} & waiting(desk)


def test_confirming_twice_changes_nothing(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        item = item_of_code(desk, "2.1.1").id
        confirm(desk, [item])

        assert confirm(desk, [item]).is_empty


def test_one_indicator_is_confirmed_alone(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        item, indicator = item_of_code(desk, "2.1.1").id, indicator_named(desk, LISTED)

        confirm_indicator(desk, indicator)

        assert item in waiting(desk)
        assert indicator not in waiting(desk)


def test_a_correction_is_kept_and_confirmed(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        indicator = indicator_named(desk, LISTED)

        correct(desk, indicator, replace(TYPED, name="新增境内外上市企业", value="８", base="5"))

        held = desk.plan.indicators_by_id[indicator]
        assert (held.name, held.target, held.baseline and held.baseline.value) == (
            "新增境内外上市企业",
            Target(Comparator.AT_LEAST, Decimal(8)),
            Decimal(5),
        )
        assert indicator not in waiting(desk)


def test_another_kind_gets_the_rule_of_that_kind(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        indicator = indicator_named(desk, LISTED)

        correct(desk, indicator, replace(TYPED, kind=ValueKind.SHARE, unit="%"))

        assert desk.plan.indicators_by_id[indicator].unit_roll_up is RollUpRule.NONE


def test_a_target_in_words_has_a_sort(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        indicator = indicator_named(desk, LISTED)
        words = replace(TYPED, comparator=Comparator.QUALITATIVE, value="", wording="稳步增加", sort=WordySort.DIRECTIONAL)

        correct(desk, indicator, words)

        target = desk.plan.indicators_by_id[indicator].target
        assert (target.comparator, target.value, target.wording, target.sort) == (
            Comparator.QUALITATIVE,
            None,
            "稳步增加",
            WordySort.DIRECTIONAL,
        )


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (replace(TYPED, name=" "), IndicatorNameMissing),
        (replace(TYPED, value=""), TargetWithoutValue),
        (replace(TYPED, value="八家左右"), NotAQuantity),
        (replace(TYPED, base="若干"), NotAQuantity),
        (replace(TYPED, comparator=Comparator.RANGE, value="5"), TargetWithoutValue),
        (replace(TYPED, comparator=Comparator.RANGE, value="5", high="3"), RangeTurned),
        (replace(TYPED, comparator=Comparator.QUALITATIVE, wording="同步", sort=WordySort.RELATIVE), ReferenceMissing),
    ],
)
def test_what_cannot_be_kept_changes_nothing(program: Program, tmp_path: Path, typed: TypedIndicator, error: type[UserError]) -> None:
    with fresh_office(program, tmp_path) as desk:
        before = desk.plan

        with pytest.raises(error):
            correct(desk, indicator_named(desk, LISTED), typed)

        assert desk.plan == before


def test_a_dropped_indicator_takes_its_links_along_and_comes_back(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        indicator, before = indicator_named(desk, LISTED), desk.plan
        assert any(each.indicator == indicator for each in before.achievements)

        edit = drop_indicator(desk, indicator)

        assert indicator not in desk.plan.indicators_by_id
        assert indicator not in waiting(desk)
        assert not any(each.indicator == indicator for each in desk.plan.achievements)
        undo_plan_edit(desk, edit)
        assert desk.plan == before


def test_a_result_of_last_year_is_corrected_linked_and_dropped(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        achievement, before = desk.plan.achievements[0], desk.plan
        indicator = indicator_named(desk, LISTED)

        edit = correct_achievement(desk, achievement.id, TypedAchievement("新增上市公司", "１２", "家", indicator))

        held = desk.plan.achievements[0]
        assert (held.name, held.value, held.unit, held.indicator) == ("新增上市公司", Decimal(12), "家", indicator)
        assert achievement.id not in waiting(desk)
        undo_plan_edit(desk, edit)
        assert desk.plan == before
        with pytest.raises(NotAQuantity):
            correct_achievement(desk, achievement.id, TypedAchievement("新增上市公司", "若干"))
        with pytest.raises(IndicatorNameMissing):
            correct_achievement(desk, achievement.id, TypedAchievement(" "))
        drop_achievement(desk, achievement.id)
        assert achievement.id not in {each.id for each in desk.plan.achievements} | waiting(desk)


def test_a_result_without_a_figure_is_told_in_words_and_gets_one(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        achievement = desk.plan.achievements[0].id

        correct_achievement(desk, achievement, TypedAchievement("上市企业"))
        assert desk.plan.achievements[0].comparator is Comparator.QUALITATIVE
        correct_achievement(desk, achievement, TypedAchievement("上市企业", "6", "家"))
        assert (desk.plan.achievements[0].comparator, desk.plan.achievements[0].wording) == (Comparator.EQUAL, "")


def test_what_units_have_keeps_its_kind_but_may_be_renamed(office: Desk) -> None:
    indicator = indicator_named(office, LISTED)
    target = office.plan.indicators_by_id[indicator].target

    with pytest.raises(IndicatorIssued):
        drop_indicator(office, indicator)
    with pytest.raises(IndicatorIssued):
        correct(office, indicator, replace(TYPED, unit="户"))
    correct(office, indicator, replace(TYPED, name="新增上市公司"))
    assert office.plan.indicators_by_id[indicator].name == "新增上市公司"
    assert target.value == 6


def test_only_the_office_confirms_and_only_what_there_is(east: Desk, office: Desk) -> None:
    with pytest.raises(NotTheOffice):
        confirm(east, [east.plan.items[0].id])
    with pytest.raises(ItemUnknown):
        confirm(office, [ItemId("gone")])
