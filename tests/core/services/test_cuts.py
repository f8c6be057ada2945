from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.core.services.exchanging import MARCH, district, feed_back, hand_up, later_office, rows
from tests.core.services.forging import Forger
from tests.core.services.test_merging import forget_what_went_out
from tests.journeys.conftest import City

from core.bundle.contents import StreamSlice
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.changes.change import PLAN, StreamKey, unit_scope
from core.changes.cuts import CutReason
from core.clock import SteppingClock
from core.errors import BranchUnknown, CutNotHeld, InvitationUsedTwice, NotTheOffice, OwnSiteNotCut, ReasonMissing, SiteUnknown
from core.ids import SiteId
from core.services.briefings import fingerprint
from core.services.cuts import cut_site, cut_unit, settle_fork
from core.services.desk import Desk, Program, open_desk
from core.services.held_aside import unused
from core.services.merging import dry_run, merge
from core.services.opening import open_task_file
from core.services.packing import write_report, write_task_files
from core.services.renewal import renew
from core.store.cutting import Branch
from core.store.integrity import damages
from core.store.queries import units_of_sites
from core.store.records import figures


def _east(office: Desk) -> SiteId:
    unit = office.find_unit("东区").id
    return next(site for site, owner in units_of_sites(office.workspace.database).items() if owner == unit)


def _projects(desk: Desk) -> list[str]:
    found = figures(desk.workspace.database, until=MARCH)
    return sorted(str(each.observation.value) for each in found if each.observation.reporter == desk.find_unit("东区").id)


def test_what_a_revoked_computer_hands_up_afterwards_counts_nowhere(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        before = _projects(office)
        (cut,) = cut_site(office, _east(office), reason=CutReason.REVOKED, text="电脑遗失")
        held = fingerprint(office)
        hand_up(city, office, "19")

        assert (cut.stream, cut.branch) == (StreamKey(_east(office), unit_scope(office.find_unit("东区").id)), Branch.HELD)
        assert _projects(office) == before
        assert fingerprint(office) == held
        assert damages(office.workspace) == ()
        feed_back(city, office)
    with district(city) as east:
        assert _projects(east) == before


def test_a_cut_may_be_advanced_after_looking(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        site = _east(office)
        cut_site(office, site, reason=CutReason.REVOKED, text="电脑遗失")
        hand_up(city, office, "19")
        reference = [*_projects(office)]

        cut_site(office, site, reason=CutReason.REVOKED, text="核对无误")

        assert _projects(office) != reference
        assert "19" in _projects(office)


def test_a_cut_at_an_earlier_number_takes_back_what_counted(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        site = _east(office)

        cut_site(office, site, reason=CutReason.REVOKED, text="冒用", at=1)

        assert _projects(office) == []
        with pytest.raises(CutNotHeld):
            cut_site(office, site, reason=CutReason.REVOKED, text="冒用", at=1000)


def test_a_cut_is_the_offices_about_a_known_other_and_has_a_reason(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        site = _east(office)
        with pytest.raises(OwnSiteNotCut):
            cut_site(office, office.identity.site, reason=CutReason.REVOKED, text="丢失")
        with pytest.raises(SiteUnknown):
            cut_site(office, SiteId("nobody"), reason=CutReason.REVOKED, text="丢失")
        with pytest.raises(SiteUnknown):
            cut_unit(office, office.find_unit("西区").id, reason=CutReason.RETIRED, text="撤并")
        with pytest.raises(ReasonMissing):
            cut_unit(office, office.find_unit("东区").id, reason=CutReason.RETIRED, text=" ")
        with pytest.raises(BranchUnknown):
            settle_fork(office, StreamKey(site, unit_scope(office.find_unit("东区").id)), "ff", text="核实")
    with district(city) as east, pytest.raises(NotTheOffice):
        cut_site(east, site, reason=CutReason.REVOKED, text="丢失")


def _branches(city: City) -> tuple[Path, Path]:
    """Two files that the eastern district's site made of March on two copies of its workspace."""
    shutil.copy(city.unit("东区"), city.folder / "copy.jiannuo")
    one = city.hands_up("东区", str(MARCH), rows("15"), report="one.jnb")
    shutil.copy(city.folder / "copy.jiannuo", city.unit("东区"))
    forget_what_went_out(city)
    other = city.hands_up("东区", str(MARCH), rows("14"), report="other.jnb")
    return one, other


@pytest.mark.parametrize("chosen", ["15", "14"])
def test_a_settled_fork_is_the_same_whichever_branch_arrived_first(city: City, chosen: str) -> None:
    files = dict(zip(("15", "14"), _branches(city), strict=True))
    told = []
    for first, second in (("15", "14"), ("14", "15")):
        office = Path(shutil.copy(city.office, city.folder / f"{first}.jiannuo"))
        with open_desk(Program(SteppingClock(datetime(2099, 1, 1, tzinfo=UTC)), city.folder / "data", "测试员"), office) as desk:
            for each in (first, second):
                merge(desk, dry_run(desk, [files[each]]))
            assert first in _projects(desk)
            (piece,) = [piece for piece in read_bundle(files[chosen]).slices if piece.key.site == _east(desk)]

            settled = settle_fork(desk, piece.key, piece.after.hex()[:12], text="与该单位电话核实")

            assert settled.branch is Branch.HELD
            assert chosen in _projects(desk)
            assert damages(desk.workspace) == ()
            assert dry_run(desk, list(files.values())).new == 0
            told.append((_projects(desk), fingerprint(desk), desk.workspace.database.execute("SELECT count(*) FROM aside").fetchone()))
    assert told[0] == told[1]


def test_a_unit_whose_computer_is_revoked_gets_a_new_task_file_and_no_answer_waits_for_it(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        assert "东区" not in [file.path.stem.rpartition("_")[2] for file in write_task_files(office, city.folder / "before")]
        cut_unit(office, office.find_unit("东区").id, reason=CutReason.REVOKED, text="电脑遗失")

        sent = write_task_files(office, city.folder / "after")

        (again,) = [file.path for file in sent if file.recipient == office.find_unit("东区").id]
    city.desk.does("open", again, "-o", city.folder / "new.jiannuo")
    table = city.table("new.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + rows("18"))
    city.desk.does("record", city.folder / "new.jiannuo", table, "--period", str(MARCH))
    city.desk.does("submit", city.folder / "new.jiannuo", "--period", str(MARCH), "-o", city.folder / "new.jnb")
    with later_office(city) as office:
        run = dry_run(office, [city.folder / "new.jnb"])
        assert run.files[0].refused is None
        merge(office, run)
        assert "18" in _projects(office)


def _goes_on_as_another(city: City, name: str, projects: str) -> Path:
    """A copy of the eastern district's workspace goes on as a new site on the old one's word, and hands March up."""
    path = Path(shutil.copy(city.unit("东区"), city.folder / f"{name}.jiannuo"))
    with open_desk(Program(SteppingClock(datetime(2025, 3, 27, tzinfo=UTC)), city.folder / "data", name), path) as copy:
        renew(copy)
    table = city.table(f"{name}.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + rows(projects))
    city.desk.does("record", path, table, "--period", str(MARCH))
    city.desk.does("submit", path, "--period", str(MARCH), "-o", city.folder / f"{name}.jnb")
    return city.folder / f"{name}.jnb"


def test_whom_a_revoked_computer_admits_afterwards_counts_nowhere(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        revoked = _east(office)
        cut_site(office, revoked, reason=CutReason.REVOKED, text="电脑遗失")
        before, held = _projects(office), fingerprint(office)
        file = _goes_on_as_another(city, "thief", "19")

        run = dry_run(office, [file])
        merge(office, run)

        assert run.files[0].refused is None
        assert (_projects(office), fingerprint(office)) == (before, held)
        assert run.new
        (heir,) = {piece.last for piece in read_bundle(file).slices if piece.key.site != revoked}
        assert {(each.reason, each.last) for each in unused(office).left_out} == {("beyond_cut", heir)}
        assert damages(office.workspace) == ()
        assert "东区" in [each.path.stem.rpartition("_")[2] for each in write_task_files(office, city.folder / "again")]


def test_whom_a_computer_had_admitted_before_it_was_revoked_goes_on(city: City) -> None:
    with later_office(city) as office:
        hand_up(city, office, "15")
        site = _east(office)
        merge(office, dry_run(office, [_goes_on_as_another(city, "heir", "17")]))
        cut_site(office, site, reason=CutReason.REVOKED, text="旧电脑停用")

        assert "17" in _projects(office)

        merge(office, dry_run(office, [_goes_on_as_another(city, "thief", "19")]))
        cut_site(office, site, reason=CutReason.REVOKED, text="再次确认")  # whom it names by now stays as it is

        assert "17" in _projects(office)
        assert "19" not in _projects(office)


def test_a_revoked_computer_brings_nobody_whom_no_invitation_admits(city: City) -> None:
    with later_office(city) as office:
        file = city.task_file("东区")
        hand_up(city, office, "15")
        cut_site(office, _east(office), reason=CutReason.REVOKED, text="电脑遗失")
        other = Program(SteppingClock(datetime(2025, 3, 27, tzinfo=UTC)), city.folder / "other", "另一人")
        open_task_file(other, file, city.folder / "other.jiannuo")  # with the invitation that is used up
        with open_desk(other, city.folder / "other.jiannuo") as desk:
            (brought,) = [each for each in read_bundle(write_report(desk, city.folder / "other.jnb").path).slices if each.key.scope != PLAN]
        with district(city) as east:
            forger = Forger(east.key, east.identity.plan, east.unit)
        piece = StreamSlice(brought.key, brought.first, brought.before, brought.lines, brought.after, brought.head_signature)
        passed_on = forger.write(city.folder / "passed.jnb", BundleKind.REPORT, [piece])

        (preview,) = dry_run(office, [passed_on]).files

        assert isinstance(preview.refused, InvitationUsedTwice)
