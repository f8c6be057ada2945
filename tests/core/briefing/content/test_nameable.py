from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.content.example import example_picture
from tests.core.briefing.content.pictures import JUDGEMENTS, NORTH, PICTURE, SOUTH, STATS, TRADE, rated, report, with_judgement

from core.briefing.content.nameable import (
    arrears,
    is_nameable,
    late_units,
    named_ahead,
    named_behind,
    of_figures,
    of_headlines,
    of_work,
    returned_units,
    unnamed_count,
)
from core.briefing.content.overview import behind_rows
from core.briefing.content.view import View
from core.briefing.picture import Picture
from core.model.progress import Standing, SubmissionState


def reported(picture: Picture, unit: str, state: SubmissionState, first_on: date | None = None) -> Picture:
    reports = tuple(replace(report(each.unit, state), first_on=first_on) if each.unit == unit else each for each in picture.reports)
    return replace(picture, reports=reports)


def test_a_row_on_an_unreviewed_figure_names_nobody() -> None:
    projects = next(row for row in JUDGEMENTS if row.indicator == "projects" and row.is_city)
    view = View(with_judgement(PICTURE, replace(projects, is_unreviewed=True)))

    assert projects in named_behind(View(PICTURE))
    assert not any(row.indicator == "projects" and row.is_city for row in named_behind(view))
    assert unnamed_count(view) == unnamed_count(View(PICTURE)) + 1


@pytest.mark.parametrize(("state", "named"), [(SubmissionState.ACCEPTED, True), (SubmissionState.SUBMITTED, False)])
def test_a_self_rating_names_its_lead_only_once_accepted(state: SubmissionState, named: bool) -> None:  # a case
    view = View(reported(with_judgement(PICTURE, rated("i6", Standing.BEHIND)), STATS, state))

    assert any(row.item == "i6" for row in named_behind(view)) == named


def test_units_are_ordered_by_number_of_items_behind_then_by_depth() -> None:
    found = arrears(View(PICTURE))

    assert [(each.unit.id, each.count, each.shaded) for each in found] == [(SOUTH, 1, (1, 0)), (TRADE, 1, (1, 0)), (NORTH, 1, (0, 0))]


@given(unreviewed=st.sets(st.integers(min_value=0, max_value=len(example_picture().judgements) - 1)))
def test_whatever_waits_for_a_review_nobody_is_named_for_it(unreviewed: set[int]) -> None:
    picture = example_picture()
    rows = tuple(replace(row, is_unreviewed=row.is_unreviewed or index in unreviewed) for index, row in enumerate(picture.judgements))
    view = View(replace(picture, judgements=rows))

    named = (*named_behind(view), *named_ahead(view))
    counts = [(each.count, each.shaded[1], each.shaded[0]) for each in arrears(view)]
    assert not any(row.is_unreviewed for row in named)
    assert counts == sorted(counts, reverse=True)


def test_rows_behind_are_parted_without_loss() -> None:
    view = View(example_picture())
    rows = behind_rows(view)

    assert sorted((*of_headlines(view, rows), *of_figures(view, rows), *of_work(view, rows)), key=rows.index) == list(rows)
    assert any(is_nameable(view, row) for row in rows)


@pytest.mark.parametrize(
    ("state", "first_on", "said"),
    [
        (SubmissionState.MISSING, None, "逾期5天"),
        (SubmissionState.ACCEPTED, date(2025, 6, 30), "迟报2天"),
        (SubmissionState.RETURNED, date(2025, 6, 28), ""),
        (SubmissionState.ACCEPTED, None, ""),
    ],
)
def test_who_is_late_is_told_by_the_first_submission(state: SubmissionState, first_on: date | None, said: str) -> None:
    picture = reported(PICTURE, SOUTH, state, first_on)

    assert "".join(mark.label for unit, mark in late_units(View(picture)) if unit.id == SOUTH) == said


def test_returned_units_are_those_that_have_to_report_again() -> None:
    assert [unit.id for unit in returned_units(View(reported(PICTURE, NORTH, SubmissionState.RETURNED)))] == [NORTH]
