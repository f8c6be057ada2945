from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    DISTRICT_2,
    DRAFT,
    FIGURE,
    OFFICE,
    ROOT,
    SHARED,
    TOWN,
    TOWN_1,
    author,
    deliver,
    enrol,
    figure,
    make,
    not_counting,
    place,
    tables,
)

from core.calc.judgement import Figure
from core.changes.change import Json, Register, Scope
from core.ids import SiteId
from core.model.period import Period
from core.model.progress import Missing, Standing, SubmissionState
from core.store.records import DRAFT as DRAFT_LAYER
from core.store.records import draft_observations, evidence_of, figures, filings, progress_of
from core.store.workspace import Workspace, WorkUnit

JUNE = Period.of_month(2025, 6)
KEY = (DISTRICT, JUNE)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[dict[SiteId, Workspace]]:
    opened = {site: make(tmp_path / site, site) for site in (OFFICE, DISTRICT_1, DISTRICT_2, TOWN_1)}
    for site, workspace in opened.items():
        with workspace.unit_of_work(author()) as work:
            enrol(work, site)
            if site == OFFICE:
                place(work, DISTRICT, ROOT)
                place(work, TOWN, DISTRICT)
    yield opened
    for workspace in opened.values():
        workspace.close()


def _hand_up(work: WorkUnit, value: Json, identity: str, number: int) -> None:
    first, _ = work.position(SHARED)
    work.set(SHARED, FIGURE, value)
    last, chain = work.position(SHARED)
    facts: Json = {"period": "2025-06", "number": number, "first": first + 1, "last": last, "hash": chain.hex()}
    work.set(SHARED, Register("submission", f"{DISTRICT}/{identity}", "handed_up"), facts)


def _review(workspace: Workspace, identity: str, reviewer: str, *, accepted: bool, unit: str = DISTRICT) -> None:
    """Answer a submission as it is held, wherever that is."""
    rows = workspace.database.execute("SELECT last_seq, hash FROM submission WHERE unit = ? AND id = ?", (unit, identity)).fetchall()
    last, chain = rows[0] if rows else (0, "")
    value: Json = {"accepted": accepted, "reason": "" if accepted else "数字不符", "comments": {"gdp": "请核"}, "last": last, "hash": chain}
    with workspace.unit_of_work(author()) as work:
        work.set(Scope(unit), Register("review", f"{unit}/{identity}/{reviewer}", "decision"), value)


def _submission(*, last: int, chain: str, period: str = "2025-06", number: int = 1) -> Json:
    return {"period": period, "number": number, "first": 1, "last": last, "hash": chain}


def _figures(workspace: Workspace) -> list[Figure]:
    return list(figures(workspace.database, until=JUNE))


def test_drafts_are_no_figures_yet(sites: dict[SiteId, Workspace]) -> None:
    district = sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        work.set(DRAFT, FIGURE, figure("5"))

    assert _figures(district) == []
    assert [each.value for each in draft_observations(district.database, DISTRICT, JUNE)] == [Decimal(5)]


def test_figure_handed_up_counts_with_the_state_of_its_submission(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    submitted = _figures(office)
    _review(office, "b1", ROOT, accepted=True)

    assert [(each.observation.value, each.state) for each in submitted] == [(Decimal(5), SubmissionState.SUBMITTED)]
    assert [each.state for each in _figures(office)] == [SubmissionState.ACCEPTED]


def test_accepted_figure_stays_in_use_when_the_unit_hands_up_again(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    _review(office, "b1", ROOT, accepted=True)
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("6"), "b2", 2)
    deliver(district, office)

    filing = filings(office.database)[KEY]
    assert [each.observation.value for each in _figures(office)] == [Decimal(5)]
    assert (filing.submission.number, filing.newer and filing.newer.number) == (1, 2)


def test_returned_figure_is_replaced_by_the_next_submission(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    _review(office, "b1", ROOT, accepted=False)
    returned = filings(office.database)[KEY]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("6"), "b2", 2)
    deliver(district, office)

    assert (returned.state, returned.review and returned.review.comments) == (SubmissionState.RETURNED, (("gdp", "请核"),))
    assert filings(office.database)[KEY].state is SubmissionState.SUBMITTED
    assert [each.observation.value for each in _figures(office)] == [Decimal(6)]


def test_two_computers_that_differ_leave_the_figure_missing_as_a_conflict(sites: dict[SiteId, Workspace]) -> None:
    office = sites[OFFICE]
    for number, site in ((1, DISTRICT_1), (2, DISTRICT_2)):
        with sites[site].unit_of_work(author()) as work:
            _hand_up(work, figure(str(number)), f"b{number}", number)
        deliver(sites[site], office)

    (only,) = _figures(office)
    assert (only.observation.value, only.observation.missing) == (None, Missing.CONFLICT)


def test_reviewed_value_stands_beside_the_unit_s_own(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    with office.unit_of_work(author()) as work:
        work.set(SHARED, Register("reviewed_value", f"{FIGURE.id}/{ROOT}", "value"), {"value": "4.5", "reason": "口径"})

    (only,) = _figures(office)
    assert only.observation.value == Decimal(5)
    assert only.reviewed is not None
    assert (only.reviewed.value, only.reviewed.reason) == (Decimal("4.5"), "口径")


def test_review_of_the_highest_shows_although_the_district_s_is_later(sites: dict[SiteId, Workspace]) -> None:
    office, town, district = sites[OFFICE], sites[TOWN_1], sites[DISTRICT_1]
    with town.unit_of_work(author()) as work:
        last, chain = work.position(Scope(TOWN))
        facts: Json = {"period": "2025-06", "number": 1, "first": 1, "last": last, "hash": chain.hex()}
        work.set(Scope(TOWN), Register("submission", f"{TOWN}/b1", "handed_up"), facts)
    deliver(town, office)
    _review(office, "b1", ROOT, accepted=False, unit=TOWN)
    deliver(office, district)
    with district.unit_of_work(author()) as work:
        for second in range(9):
            work.set(DRAFT, FIGURE, figure(str(second)))  # time goes by
    _review(district, "b1", DISTRICT, accepted=True, unit=TOWN)
    deliver(district, office)

    filing = filings(office.database)[TOWN, JUNE]
    assert (filing.state, filing.review and filing.review.reviewer) == (SubmissionState.RETURNED, ROOT)


def test_review_of_another_unit_s_submission_of_the_same_name_is_not_taken(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    _review(district, "b1", DISTRICT, accepted=True, unit=TOWN)
    deliver(district, office)

    assert filings(office.database)[KEY].state is SubmissionState.SUBMITTED


def test_figures_of_later_periods_and_other_years_are_left_out(sites: dict[SiteId, Workspace]) -> None:
    district = sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)

    assert list(figures(district.database, until=Period.of_month(2025, 5))) == []
    assert list(figures(district.database, until=Period.of_month(2026, 6))) == []
    assert list(figures(district.database, until=Period.of_month(2025, 12), unit=TOWN)) == []


def test_accepted_submission_cannot_be_written_over(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    register = Register("submission", f"{DISTRICT}/b1", "handed_up")
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    _review(office, "b1", ROOT, accepted=True)
    with district.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("999"))
        last, chain = work.position(SHARED)
        work.set(SHARED, register, _submission(last=last, chain=chain.hex()))
    deliver(district, office)

    assert [(each.observation.value, each.state) for each in _figures(office)] == [(Decimal(5), SubmissionState.ACCEPTED)]
    assert list(not_counting(office).values()) == ["handed_up_before"]
    assert tables(office)["submission"] == tables(district)["submission"]


def test_submission_that_does_not_name_what_it_covers_is_none(sites: dict[SiteId, Workspace]) -> None:
    district = sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("5"))
        for number, forged in enumerate(
            (_submission(last=2, chain="00"), _submission(last=1, chain=work.position(SHARED)[1].hex()), "newer")
        ):
            work.set(SHARED, Register("submission", f"{DISTRICT}/b{number}", "handed_up"), forged)

    assert _figures(district) == []
    assert filings(district.database) == {}
    assert list(not_counting(district).values()) == ["wrong_hash"] * 3


def test_review_of_another_content_than_the_submission_s_says_nothing(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    _review(office, "b1", ROOT, accepted=True)  # of what it does not hold
    deliver(district, office)

    assert filings(office.database)[KEY].state is SubmissionState.SUBMITTED


def test_figure_that_no_submission_covers_does_not_count(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    other = Register("observation", f"{DISTRICT}/jobs/{DISTRICT}/2025-06", "value")
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    with district.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("999"))
        work.set(SHARED, other, figure("999"))
    deliver(district, office)
    submitted = _figures(office)
    _review(office, "b1", ROOT, accepted=True)

    assert [(each.observation.value, each.state) for each in submitted] == [(Decimal(5), SubmissionState.SUBMITTED)]
    assert [(each.observation.value, each.state) for each in _figures(office)] == [(Decimal(5), SubmissionState.ACCEPTED)]


def test_figure_first_given_after_an_acceptance_is_not_accepted(sites: dict[SiteId, Workspace]) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    _review(office, "b1", ROOT, accepted=True)
    with district.unit_of_work(author()) as work:
        work.set(SHARED, Register("observation", f"{DISTRICT}/jobs/{DISTRICT}/2025-06", "value"), figure("7"))
        _hand_up(work, figure("6"), "b2", 2)
    deliver(district, office)

    found = {each.observation.indicator: (each.observation.value, each.state) for each in _figures(office)}
    assert found == {"gdp": (Decimal(5), SubmissionState.ACCEPTED), "jobs": (Decimal(7), SubmissionState.SUBMITTED)}


@pytest.mark.parametrize("period", ["2025-Q2", "2025-H1"])
def test_submission_of_another_frequency_displaces_none(sites: dict[SiteId, Workspace], period: str) -> None:
    office, district = sites[OFFICE], sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        _hand_up(work, figure("5"), "b1", 1)
    deliver(district, office)
    _review(office, "b1", ROOT, accepted=True)
    with district.unit_of_work(author()) as work:
        work.set(SHARED, FIGURE, figure("999"))
        last, chain = work.position(SHARED)
        forged = _submission(last=last, chain=chain.hex(), period=period, number=9)
        work.set(SHARED, Register("submission", f"{DISTRICT}/b9", "handed_up"), forged)
    deliver(district, office)

    assert [(each.observation.value, each.state) for each in _figures(office)] == [(Decimal(5), SubmissionState.ACCEPTED)]


@pytest.mark.parametrize(
    ("period", "until", "counts"),
    [("2025-Q2", "2025-06", True), ("2025-Q1", "2025-06", False), ("2025-06", "2025-Q2", True), ("2025-05", "2025-06", False)],
)
def test_figure_belongs_to_the_submission_of_the_plan_s_period_in_which_its_own_ends(
    sites: dict[SiteId, Workspace], period: str, until: str, counts: bool
) -> None:
    district = sites[DISTRICT_1]
    with district.unit_of_work(author()) as work:
        work.set(SHARED, Register("observation", f"{DISTRICT}/gdp/{DISTRICT}/{period}", "value"), figure("5"))
        last, chain = work.position(SHARED)
        handed_up = _submission(last=last, chain=chain.hex(), period=until)
        work.set(SHARED, Register("submission", f"{DISTRICT}/b1", "handed_up"), handed_up)

    assert bool(list(figures(district.database, until=Period.parse(until)))) is counts


def test_texts_and_evidence_of_a_period_come_by_layer_and_unit(sites: dict[SiteId, Workspace]) -> None:
    district = sites[DISTRICT_1]
    facts: Json = {"item": "i", "period": "2025-06", "name": "a.pdf", "sha256": "00", "size": 1, "caption": "图"}
    with district.unit_of_work(author()) as work:
        for field, value in {"text": "进展", "problems": "问题", "self_rating": "behind"}.items():
            work.set(DRAFT, Register("progress", f"{DISTRICT}/i/2025-06", field), value)
        work.set(DRAFT, Register("evidence", f"{DISTRICT}/e1", "file"), facts)

    (progress,) = progress_of(district.database, JUNE, layer=DRAFT_LAYER, unit=DISTRICT)
    (evidence,) = evidence_of(district.database, JUNE, layer=DRAFT_LAYER)
    assert (progress.text, progress.problems, progress.next_steps, progress.self_rating) == ("进展", "问题", "", Standing.BEHIND)
    assert (evidence.item, evidence.name, evidence.caption) == ("i", "a.pdf", "图")
    assert progress_of(district.database, JUNE) == []
    assert evidence_of(district.database, JUNE, unit=DISTRICT) == []
