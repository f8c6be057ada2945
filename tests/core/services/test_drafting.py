from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.services.figuring import APRIL, LISTED, MARCH, arrives, asked, hand_up, item, key, type_in, values, written
from tests.journeys.conftest import City

from core.errors import CannotRecordThis, ChecksFailed, EvidenceGone, NoPeriodBefore, NothingToSubmit, PeriodNotInPlan
from core.ids import EvidenceId, IndicatorId, UnitId
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing, SubmissionState
from core.services.briefings import roll_up
from core.services.checking import check_period
from core.services.desk import Desk
from core.services.drafting import (
    last_progress,
    remove_evidence,
    same_as_last,
    set_caption,
    set_figure,
    set_figure_reason,
    set_figure_status,
    set_self_rating,
    set_text,
)
from core.services.progress import attach, record, submit
from core.services.typed_figures import Typed, TypedFigure
from core.store.records import DRAFT, evidence_of, filings, progress_of

EMPTY = TypedFigure()


def shared_fields(office: Desk, unit: UnitId) -> set[str]:
    rows = office.workspace.database.execute("SELECT field FROM register WHERE scope = ? AND entity = 'progress'", (unit,)).fetchall()
    return {field for (field,) in rows}


def test_a_figure_is_kept_in_the_draft(east: Desk) -> None:
    edit = type_in(east, "２０")

    assert values(east) == ["20"]
    assert [value for _, value in edit.after] == [{"value": "20"}]


def test_the_same_number_written_otherwise_changes_nothing(east: Desk) -> None:
    type_in(east, "20")

    assert type_in(east, "20.0").is_empty


def test_a_table_that_writes_out_actual_says_the_same(east: Desk, city: City) -> None:
    record(east, MARCH, city.table("r.csv", "事项编号,指标,数值,数据状态\n1.1.1,新增总投资超亿元项目,20,实际\n"))

    assert type_in(east, "20").is_empty


def test_a_status_leaves_the_number_as_it_stands(east: Desk) -> None:
    type_in(east, "20")

    edit = set_figure_status(east, key(east), DataStatus.FLASH)

    assert [value for _, value in edit.after] == [{"value": "20", "status": "flash"}]


def test_a_status_of_a_missing_figure_leaves_its_reason(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED))

    edit = set_figure_status(east, key(east), DataStatus.EXPECTED)

    assert [value for _, value in edit.after] == [{"missing": "not_started", "status": "expected"}]


def test_an_actual_status_says_nothing_of_its_own(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure("20", status=DataStatus.FLASH))

    edit = set_figure_status(east, key(east), DataStatus.ACTUAL)

    assert [value for _, value in edit.after] == [{"value": "20"}]


def test_a_status_of_an_empty_figure_changes_nothing(east: Desk) -> None:
    assert set_figure_status(east, key(east), DataStatus.FLASH).is_empty


def test_a_reason_stands_in_place_of_the_number(east: Desk) -> None:
    type_in(east, "20")

    edit = set_figure_reason(east, key(east), Missing.NOT_PUBLISHED)

    assert [value for _, value in edit.after] == [{"missing": "not_published"}]


def test_the_same_reason_again_changes_nothing(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED, status=DataStatus.FLASH))

    assert set_figure_reason(east, key(east), Missing.NOT_STARTED).is_empty


def test_a_reason_taken_back_empties_the_figure(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED))

    edit = set_figure_reason(east, key(east), None)

    assert [value for _, value in edit.after] == [None]


def test_a_reason_taken_back_leaves_a_number_that_has_come_meanwhile(east: Desk) -> None:
    type_in(east, "20")

    assert set_figure_reason(east, key(east), None).is_empty


def test_an_emptied_figure_is_missed_by_the_checks(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "1", LISTED)

    set_figure(east, key(east), EMPTY)

    assert values(east) == ["1"]
    assert [(finding.code, finding.item) for finding in check_period(east, MARCH)] == [("figure-missing", item(east))]


def test_an_emptied_figure_is_not_handed_up(east: Desk) -> None:
    hand_up(east)

    set_figure(east, key(east), EMPTY)

    with pytest.raises(ChecksFailed):
        submit(east, MARCH)


def test_an_emptied_figure_leaves_the_offices_figures_as_they_were(east: Desk, office: Desk, tmp_path: Path) -> None:
    hand_up(east)
    arrives(east, office, tmp_path)
    set_figure(east, key(east), EMPTY)
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED))
    submit(east, MARCH)
    arrives(east, office, tmp_path)

    (row,) = [row for row in roll_up(office, MARCH) if (row.indicator, row.unit) == (asked(east).indicator.id, east.unit)]
    assert (row.value, row.missing) == (None, Missing.NOT_STARTED)


def test_emptying_an_empty_figure_writes_nothing(east: Desk) -> None:
    assert set_figure(east, key(east), EMPTY).is_empty


def test_what_was_filled_in_and_emptied_again_is_nothing_to_hand_up(east: Desk) -> None:
    hand_up(east)
    set_text(east, MARCH, item(east), "problems", "难")
    set_text(east, MARCH, item(east), "problems", "")

    with pytest.raises(NothingToSubmit):
        submit(east, MARCH)


def test_a_text_that_was_handed_up_is_handed_up_empty(east: Desk, office: Desk, tmp_path: Path) -> None:
    set_text(east, MARCH, item(east), "problems", "难以推进，用地未落实。")
    hand_up(east)
    set_text(east, MARCH, item(east), "problems", " ")

    assert submit(east, MARCH).registers == 1
    arrives(east, office, tmp_path)
    assert [entry.problems for entry in progress_of(office.workspace.database, MARCH)] == [""]


def test_an_amount_is_added_to_the_total_before(east: Desk) -> None:
    type_in(east, "20")

    set_figure(east, key(east, period=APRIL), TypedFigure("2", Typed.OTHER))

    assert values(east, APRIL) == ["22"]


def test_an_amount_before_any_total_is_what_the_year_came_to(east: Desk) -> None:
    set_figure(east, key(east, period=APRIL), TypedFigure("2", Typed.OTHER))

    assert values(east, APRIL) == ["2"]


def test_only_what_is_asked_is_set(east: Desk, office: Desk) -> None:
    own = key(east)
    other = office.find_unit("西区").id

    with pytest.raises(CannotRecordThis):
        set_figure(east, replace(own, subject=other), TypedFigure("5"))
    with pytest.raises(CannotRecordThis):
        set_figure(east, replace(own, period=Period.parse("2025-Q1")), TypedFigure("5"))
    with pytest.raises(PeriodNotInPlan):
        set_figure(east, replace(own, period=Period.parse("2024-03")), TypedFigure("5"))


def test_texts_of_an_item_are_kept_beside_each_other(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工。")
    set_text(east, MARCH, item(east), "next_steps", "推进。")
    set_self_rating(east, MARCH, item(east), Standing.ON)

    (progress,) = progress_of(east.workspace.database, MARCH, layer=DRAFT)
    assert (progress.text, progress.problems, progress.next_steps, progress.self_rating) == ("开工。", "", "推进。", Standing.ON)


def test_a_rating_can_be_taken_back(east: Desk) -> None:
    set_self_rating(east, MARCH, item(east), Standing.ON)
    set_self_rating(east, MARCH, item(east), None)

    assert [entry.self_rating for entry in progress_of(east.workspace.database, MARCH, layer=DRAFT)] == [None]


def test_a_note_is_handed_up_with_the_rest(east: Desk, office: Desk, tmp_path: Path) -> None:
    set_text(east, MARCH, item(east), "note", "含跨区项目一个")
    hand_up(east)
    arrives(east, office, tmp_path)

    assert shared_fields(office, east.unit) == {"note"}
    assert progress_of(office.workspace.database, MARCH) == []


def test_other_units_items_are_refused(east: Desk) -> None:
    with pytest.raises(CannotRecordThis):
        set_text(east, MARCH, item(east, "1.2.1"), "text", "甲")


def test_evidence_taken_off_before_handing_up_was_never_there(east: Desk, tmp_path: Path) -> None:
    attached = attach(east, MARCH, item(east), written(tmp_path))
    remove_evidence(east, attached.id)
    type_in(east, "20")
    type_in(east, "1", LISTED)

    assert submit(east, MARCH).registers == 2


def test_evidence_taken_off_is_handed_up_as_taken_off(east: Desk, office: Desk, tmp_path: Path) -> None:
    attached = attach(east, MARCH, item(east), written(tmp_path))
    hand_up(east)
    arrives(east, office, tmp_path)
    remove_evidence(east, attached.id)

    assert submit(east, MARCH).registers == 1
    arrives(east, office, tmp_path)
    assert evidence_of(office.workspace.database, MARCH) == []
    assert filings(office.workspace.database, period=MARCH)[east.unit, MARCH].state is SubmissionState.SUBMITTED


def test_a_caption_is_handed_up_with_its_evidence(east: Desk, office: Desk, tmp_path: Path) -> None:
    set_caption(east, attach(east, MARCH, item(east), written(tmp_path)).id, " 批复 ")
    hand_up(east)
    arrives(east, office, tmp_path)

    assert [file.caption for file in evidence_of(office.workspace.database, MARCH)] == ["批复"]


def test_evidence_that_is_gone_cannot_be_taken_off(east: Desk, tmp_path: Path) -> None:
    attached = attach(east, MARCH, item(east), written(tmp_path))
    remove_evidence(east, attached.id)

    for gone in (attached.id, EvidenceId("e0")):
        with pytest.raises(EvidenceGone):
            set_caption(east, gone, "甲")


def test_last_periods_figures_and_texts_fill_what_is_empty(east: Desk) -> None:
    type_in(east, "20")
    set_text(east, MARCH, item(east), "text", "开工。")
    set_text(east, MARCH, item(east), "problems", "用地紧张。")
    set_text(east, APRIL, item(east), "text", "四月续建。")

    edit = same_as_last(east, APRIL, item(east))

    (progress,) = progress_of(east.workspace.database, APRIL, layer=DRAFT)
    assert (progress.text, progress.problems) == ("四月续建。", "用地紧张。")
    assert values(east, APRIL) == ["20"]
    assert len(edit.after) == 2


def test_last_periods_reason_is_repeated_too(east: Desk) -> None:
    set_figure(east, key(east), TypedFigure(missing=Missing.NOT_STARTED))

    same_as_last(east, APRIL, item(east))

    assert values(east, APRIL) == ["not_started"]


def test_what_is_filled_in_is_not_repeated_over(east: Desk) -> None:
    type_in(east, "20")
    type_in(east, "25", period=APRIL)

    assert same_as_last(east, APRIL, item(east)).is_empty
    assert values(east, APRIL) == ["25"]


def test_the_first_period_repeats_none(east: Desk) -> None:
    with pytest.raises(NoPeriodBefore):
        same_as_last(east, Period.parse("2025-01"), item(east))


def test_what_was_said_last_is_the_draft_or_what_was_handed_up(east: Desk) -> None:
    assert last_progress(east, MARCH, item(east)) is None

    set_text(east, MARCH, item(east), "text", "开工。")

    said = last_progress(east, MARCH, item(east))
    assert said is not None
    assert said.text == "开工。"


def test_half_a_character_is_kept_as_a_mark_of_its_loss(east: Desk) -> None:
    set_text(east, MARCH, item(east), "text", "开工\ud83d")

    (progress,) = progress_of(east.workspace.database, MARCH, layer=DRAFT)
    assert progress.text == "开工�"


def test_an_indicator_that_the_plan_does_not_have_is_refused(east: Desk) -> None:
    with pytest.raises(CannotRecordThis):
        set_figure(east, replace(key(east), indicator=IndicatorId("gone")), TypedFigure("5"))
