from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.core.services.exchanging import district, feed_back, hand_up, later_office
from tests.journeys.conftest import City

from core.changes.cuts import CutReason
from core.clock import SteppingClock
from core.errors import NotTheOffice, SiteUnknown, WordsDiffer
from core.ids import SiteId
from core.services.cuts import cut_site
from core.services.desk import Desk, Program, open_desk
from core.services.merging import dry_run, merge
from core.services.packing import write_report
from core.services.renewal import renew
from core.services.site_keys import SiteKeyState, SiteState, check_site, own_words, site_keys


def _of_east(desk: Desk) -> SiteKeyState:
    return next(each for each in site_keys(desk) if each.unit == desk.find_unit("东区").id)


def test_a_new_computer_is_unchecked_until_its_six_words_were_compared(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        with district(city) as east:
            read_out = own_words(east)
        before = _of_east(office)

        after = check_site(office, before.name.site, "、".join(read_out))

        assert (before.state, before.words) == (SiteState.UNCHECKED, read_out)
        assert (after.state, _of_east(office).state) == (SiteState.CHECKED, SiteState.CHECKED)
        feed_back(city, office)
        office_words = own_words(office)
    with district(city) as east:
        assert _of_east(east).state is SiteState.HERE
        assert [each.words for each in site_keys(east) if each.unit == east.plan.root] == [office_words]  # to be compared the other way


def test_other_words_check_nobody(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        known = _of_east(office)

        with pytest.raises(WordsDiffer):
            check_site(office, known.name.site, " ".join(own_words(office)))
        with pytest.raises(SiteUnknown):
            check_site(office, SiteId("nobody"), " ".join(known.words))
        assert _of_east(office).state is SiteState.UNCHECKED
    with district(city) as east, pytest.raises(NotTheOffice):
        check_site(east, known.name.site, " ".join(known.words))


def test_a_computer_says_who_admitted_it_and_one_that_is_cut_off_is_told_so(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        first = _of_east(office).name.site
        path = Path(shutil.copy(city.unit("东区"), city.folder / "second.jiannuo"))
        with open_desk(Program(SteppingClock(datetime(2025, 3, 27, tzinfo=UTC)), city.folder / "data", "乙"), path) as second:
            renew(second)
            report = write_report(second, city.folder / "second.jnb")
        merge(office, dry_run(office, [report.path]))
        cut_site(office, first, reason=CutReason.REVOKED, text="换了电脑")

        states = {each.name.site: (each.state, each.admitted_by) for each in site_keys(office) if each.unit == office.find_unit("东区").id}

        assert states.pop(first) == (SiteState.CUT, None)
        assert [*states.values()] == [(SiteState.UNCHECKED, first)]
