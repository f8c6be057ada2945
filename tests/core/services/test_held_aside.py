"""What is authentic and does not count is stored, listed with its reason, and changes no figure, roll-up or paper (design §6)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.services.exchanging import MARCH, PROJECTS, district, hand_up, later_office, rows
from tests.core.services.test_merging import forget_what_went_out
from tests.journeys.conftest import City

from core.briefing.picture import Picture
from core.changes.authority import NotCounting
from core.changes.change import PLAN, Json, Register, unit_scope
from core.changes.cuts import CutReason
from core.changes.registers import INDICATOR, OBSERVATION, PROGRESS, observation_id, progress_id
from core.ids import UnitId
from core.services.assignments import find_indicator
from core.services.briefings import picture, roll_up_json
from core.services.cuts import cut_site
from core.services.desk import Desk
from core.services.held_aside import unused
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback, write_report
from core.services.reviews import accept
from core.store.integrity import damages
from core.store.queries import units_of_sites
from core.store.records import filings


def _shown(desk: Desk) -> tuple[Picture, dict[str, object]]:
    """All that a paper is made of, but for the mark of its inputs, and the roll-up."""
    return replace(picture(desk, MARCH), fingerprint=""), roll_up_json(desk, MARCH)


def _figure(desk: Desk, unit: UnitId, *, subject: UnitId) -> Register:
    return Register(OBSERVATION, observation_id(unit, find_indicator(desk.plan, "1.1.1", PROJECTS).id, subject, MARCH), "value")


def _text(desk: Desk, unit: UnitId) -> Register:
    return Register(PROGRESS, progress_id(unit, desk.find_item("1.1.1").id, MARCH), "text")


FOR_ANOTHER: dict[str, Callable[[Desk], tuple[Register, Json]]] = {
    "a figure in another unit's name": lambda east: (
        _figure(east, east.find_unit("西区").id, subject=east.find_unit("西区").id),
        {"value": "30"},
    ),
    "a text in another unit's name": lambda east: (_text(east, east.find_unit("西区").id), "西区进展顺利。"),
}


@pytest.mark.parametrize("what", FOR_ANOTHER)
def test_what_a_unit_writes_for_another_is_held(city: City, what: str) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        before = _shown(office)
        with district(city) as east:
            register, value = FOR_ANOTHER[what](east)
            with east.writing() as work:  # as a program would that somebody has changed
                work.set(unit_scope(east.unit), register, value)
            report = write_report(east, city.folder / "evil.jnb")

        merge(office, dry_run(office, [report.path]))

        assert _shown(office) == before
        assert [(each.reason, each.count) for each in unused(office).left_out] == [(NotCounting.WRONG_UNIT, 1)]
        assert damages(office.workspace) == ()


def test_figures_that_the_office_writes_for_a_unit_are_held_at_both_ends(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        east_id = office.find_unit("东区").id
        before = _shown(office)
        with office.writing() as work:
            work.set(unit_scope(east_id), _figure(office, east_id, subject=east_id), {"value": "36"})
        sent = [file.path for file in write_feedback(office, city.folder / "feedback") if file.recipient == east_id]

        assert _shown(office) == before
        assert [each.reason for each in unused(office).left_out] == [NotCounting.NOT_THE_UNIT]
    with district(city) as east:
        shown = _shown(east)
        merge(east, dry_run(east, sent))

        assert _shown(east)[1] == shown[1]
        assert [each.reason for each in unused(east).left_out] == [NotCounting.NOT_THE_UNIT]


def test_a_plan_that_a_unit_changes_goes_nowhere(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        before, plan = _shown(office), office.issued_plan
        with district(city) as east:
            own = east.issued_plan
            with east.writing() as work:
                work.set(PLAN, Register(INDICATOR, own.indicators[0].id, "name"), "容易的指标")
            assert [each.reason for each in unused(east).left_out] == [NotCounting.NOT_THE_OFFICE]
            assert east.issued_plan == own
        hand_up(city, office, "16")

        assert office.issued_plan == plan
        assert unused(office).left_out == ()
        assert _shown(office) != before  # by what it handed up alone


def test_what_a_revoked_computer_goes_on_writing_is_held(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        east_id = office.find_unit("东区").id
        (site,) = [site for site, unit in units_of_sites(office.workspace.database).items() if unit == east_id]
        cut_site(office, site, reason=CutReason.REVOKED, text="电脑遗失")
        before = _shown(office)

        hand_up(city, office, "19")

        assert _shown(office) == before
        assert {each.reason for each in unused(office).left_out} == {NotCounting.BEYOND_CUT}


def test_a_submission_that_knew_of_no_acceptance_is_a_request(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        unit = office.find_unit("东区").id
        accept(office, unit, MARCH)
        before = _shown(office)

        hand_up(city, office, "19")

        shown = _shown(office)
        assert shown[1] == before[1]
        assert (shown[0].judgements, shown[0].history, shown[0].progress) == (before[0].judgements, before[0].history, before[0].progress)
        filing = filings(office.workspace.database, period=MARCH, unit=unit)[unit, MARCH]
        assert (filing.submission.number, filing.newer and filing.newer.number) == (1, 2)


def test_another_branch_of_a_stream_is_held(city: City) -> None:
    copy = Path(shutil.copy(city.unit("东区"), city.folder / "copy.jiannuo"))
    one = city.hands_up("东区", str(MARCH), rows("15"), report="one.jnb")
    shutil.copy(copy, city.unit("东区"))
    forget_what_went_out(city)
    other = city.hands_up("东区", str(MARCH), rows("14"), report="other.jnb")
    with later_office(city) as office:
        merge(office, dry_run(office, [one]))
        before = _shown(office)

        run = dry_run(office, [other])
        merge(office, run)

        assert run.files[0].forks != ()
        assert _shown(office) == before
        assert len(unused(office).branches) == 1
