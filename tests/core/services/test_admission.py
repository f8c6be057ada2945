from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from tests.core.services.forging import Forger
from tests.journeys.conftest import City

from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.changes.change import PLAN, Json, Register, Scope, StreamKey, unit_scope
from core.changes.codec import decode
from core.changes.registers import SITE, site_id
from core.clock import SteppingClock
from core.errors import (
    BundleForOtherUnit,
    BundleNotFromAbove,
    BundleUnknownSigner,
    EnrolmentWrong,
    InvitationReplaced,
    InvitationUsedTwice,
)
from core.services.briefings import fingerprint
from core.services.desk import Desk, Program, open_desk
from core.services.merging import dry_run, merge
from core.services.mirroring import MirrorKeeper
from core.services.opening import open_task_file
from core.services.packing import write_feedback, write_report, write_task_files
from core.services.plans import ENROLMENT
from core.services.renewal import renew
from core.services.restoring import restore
from core.store.integrity import damages
from core.store.queries import units_of_sites
from core.store.workspace import IncomingStream


class Computer:
    """A district's computer of its own, which opened a task file at an hour of a day and made its first report."""

    def __init__(self, folder: Path, name: str, task_file: Path, hour: int) -> None:
        self.program = Program(SteppingClock(datetime(2025, 3, 26, hour, tzinfo=UTC)), folder / f"data-{name}", name)
        self.workspace = folder / f"{name}.jiannuo"
        open_task_file(self.program, task_file, self.workspace)
        with open_desk(self.program, self.workspace) as desk:
            self.site = desk.identity.site
            self.report = write_report(desk, folder / f"{name}.jnb").path


@pytest.fixture
def pair(city: City) -> tuple[Computer, Computer]:
    """Two computers that opened one task file, the later one first by name."""
    task_file = city.task_file("东区")
    return Computer(city.folder, "甲", task_file, 5), Computer(city.folder, "乙", task_file, 3)


@pytest.fixture
def west(city: City, program: Program) -> Iterator[Desk]:
    """The western district, in bad faith."""
    with open_desk(program, city.unit("西区")) as desk:
        yield desk


def forger_at(desk: Desk) -> Forger:
    return Forger(desk.key, desk.identity.plan, desk.unit)


def own_enrolment(desk: Desk) -> tuple[Register, Json]:
    """A site's own enrolment, as its workspace holds it."""
    first = next(desk.workspace.log.changes(StreamKey(desk.identity.site, unit_scope(desk.unit))))
    assert first.register == Register(SITE, site_id(desk.unit, desk.identity.site), ENROLMENT)
    return first.register, first.value


def refusal(desk: Desk, path: Path) -> Exception | None:
    (preview,) = dry_run(desk, [path]).files
    return preview.refused


def test_of_two_computers_in_one_merge_the_one_that_enrolled_earlier_is_admitted(office: Desk, pair: tuple[Computer, Computer]) -> None:
    later, earlier = pair

    for files in permutations([later.report, earlier.report]):
        run = dry_run(office, files)
        said = {each.path: each.refused for each in run.files}
        refused = said[later.report]
        assert said[earlier.report] is None
        assert isinstance(refused, InvitationUsedTwice)
        assert (refused.first, refused.second) == (earlier.site, later.site)
    merge(office, run)
    assert isinstance(refusal(office, later.report), InvitationUsedTwice)


def test_of_two_computers_one_after_the_other_the_first_to_report_is_admitted(office: Desk, pair: tuple[Computer, Computer]) -> None:
    later, earlier = pair

    merge(office, dry_run(office, [later.report]))

    refused = refusal(office, earlier.report)
    assert isinstance(refused, InvitationUsedTwice)
    assert (refused.first, refused.second) == (later.site, earlier.site)
    assert refusal(office, later.report) is None


def test_new_task_file_ends_the_one_before(office: Desk, city: City) -> None:
    old_file = Path(shutil.copy(city.task_file("东区"), city.folder / "old.jnb"))
    write_task_files(office, city.folder / "tasks")
    old, new = Computer(city.folder, "旧", old_file, 3), Computer(city.folder, "新", city.task_file("东区"), 5)

    before = refusal(office, old.report)
    merge(office, dry_run(office, [new.report]))
    after = refusal(office, old.report)

    assert isinstance(before, InvitationReplaced)
    assert isinstance(after, InvitationUsedTwice)
    assert (after.first, after.second) == (new.site, old.site)


def test_unit_that_takes_in_the_later_task_file_is_admitted_with_all_it_recorded(office: Desk, city: City) -> None:
    computer = Computer(city.folder, "旧", city.task_file("东区"), 3)
    write_task_files(office, city.folder / "tasks")  # as a revision of the plan does for all of whom no report has come
    with open_desk(computer.program, computer.workspace) as desk:
        run = dry_run(desk, [city.task_file("东区")])
        assert merge(desk, run).changes == run.new > 0
        merge(desk, dry_run(desk, [city.task_file("东区")]))  # once more changes nothing
        report = write_report(desk, city.folder / "anew.jnb")

    assert isinstance(refusal(office, computer.report), InvitationReplaced)
    assert merge(office, dry_run(office, [report.path])).changes == report.changes == 2
    assert refusal(office, report.path) is None
    assert damages(office.workspace) == ()


def test_computer_restored_before_its_first_report_is_admitted_by_a_later_task_file(office: Desk, city: City) -> None:
    computer = Computer(city.folder, "旧", city.task_file("东区"), 3)
    with open_desk(computer.program, computer.workspace) as desk:
        (mirror,) = MirrorKeeper(computer.program).keep(desk)
    path = city.folder / "restored.jiannuo"
    restore(computer.program, mirror.path, path)
    write_task_files(office, city.folder / "tasks")
    with open_desk(computer.program, path) as desk:
        merge(desk, dry_run(desk, [city.task_file("东区")]))
        report = write_report(desk, city.folder / "restored.jnb")
        site = desk.identity.site

    run = dry_run(office, [report.path])  # it brings the lost computer's word, whose invitation admits nobody any more

    assert run.files[0].refused is None
    merge(office, run)
    assert {computer.site, site} <= units_of_sites(office.workspace.database).keys()
    assert damages(office.workspace) == ()


def test_restored_office_s_offer_stands_beside_the_lost_one_s_whatever_the_clocks_say(city: City, program: Program) -> None:
    computer = Computer(city.folder, "东", city.task_file("东区"), 3)
    before = Path(shutil.copy(city.office, city.folder / "before.jiannuo"))
    ahead = Program(SteppingClock(datetime(2035, 3, 26, tzinfo=UTC)), city.folder / "data", "测试员")
    with open_desk(ahead, city.office) as lost:
        write_task_files(lost, city.folder / "tasks")
    with open_desk(computer.program, computer.workspace) as desk:
        merge(desk, dry_run(desk, [city.task_file("东区")]))

    with open_desk(program, before) as office:
        renew(office)
        write_task_files(office, city.folder / "tasks")
        with open_desk(computer.program, computer.workspace) as desk:
            merge(desk, dry_run(desk, [city.task_file("东区")]))
            report = write_report(desk, city.folder / "anew.jnb")

        assert refusal(office, report.path) is None


def test_who_admitted_whom_is_told_by_keys_and_not_by_clocks(office: Desk, city: City) -> None:
    path = Computer(city.folder, "甲", city.task_file("东区"), 3).workspace
    for year in (2035, 2015):
        later = Program(SteppingClock(datetime(year, 3, 26, tzinfo=UTC)), city.folder / "data-甲", "甲")
        path = Path(shutil.copy(path, city.folder / f"{year}.jiannuo"))
        with open_desk(later, path) as desk:
            renew(desk)
            report = write_report(desk, city.folder / f"{year}.jnb")

    assert refusal(office, report.path) is None


def test_task_file_of_an_earlier_invitation_enrols_nobody_anew(office: Desk, city: City) -> None:
    old_file = Path(shutil.copy(city.task_file("东区"), city.folder / "old.jnb"))
    write_task_files(office, city.folder / "tasks")
    computer = Computer(city.folder, "新", city.task_file("东区"), 3)

    with open_desk(computer.program, computer.workspace) as desk:
        before = fingerprint(desk)
        merge(desk, dry_run(desk, [old_file]))

        assert fingerprint(desk) == before


def test_site_admitted_once_stays_admitted_although_its_invitation_was_replaced(office: Desk, city: City) -> None:
    computer = Computer(city.folder, "甲", city.task_file("东区"), 3)
    merge(office, dry_run(office, [computer.report]))
    shutil.copy(city.office, city.folder / "before.jiannuo")
    offer: Json = {"unit": office.find_unit("东区").id, "public": "00" * 32}
    with office.writing() as work:
        work.set(PLAN, Register("invitation", office.find_unit("东区").id, "offer"), offer)

    assert refusal(office, computer.report) is None


def test_unit_cannot_enrol_its_computer_in_a_sibling_s_workspace(city: City, east: Desk, west: Desk) -> None:
    forger = forger_at(west)
    path = city.folder / "evil.jnb"
    forger.write(path, BundleKind.FEEDBACK, [forger.slice(unit_scope(east.unit), [own_enrolment(west)])], recipient=east.unit)
    before = fingerprint(east)

    refused = refusal(east, path)

    assert isinstance(refused, BundleNotFromAbove)
    assert merge(east, dry_run(east, [path])).changes == 0
    assert fingerprint(east) == before
    assert damages(east.workspace) == ()


def test_enrolment_in_another_scope_than_its_unit_s_is_refused(city: City, office: Desk, west: Desk) -> None:
    forger = forger_at(west)
    register, value = own_enrolment(west)
    own = forger.slice(
        unit_scope(forger.unit), [(register, value), (Register(SITE, site_id(office.unit, forger.key.site), ENROLMENT), value)]
    )

    refused = refusal(office, forger.write(city.folder / "root.jnb", BundleKind.REPORT, [own]))

    assert isinstance(refused, EnrolmentWrong)
    assert refused.reason == "scope"


def test_unit_s_file_carries_its_own_scope_only(city: City, office: Desk, west: Desk) -> None:
    forger = forger_at(west)
    anything: list[tuple[Register, Json]] = [(Register("item", "i", "x"), None)]

    for scope in (PLAN, Scope(office.find_unit("东区").id)):
        path = forger.write(city.folder / "scope.jnb", BundleKind.REPORT, [forger.slice(scope, anything)])
        assert isinstance(refusal(office, path), BundleForOtherUnit)
        path.unlink()


def test_invitation_that_the_plan_never_offered_admits_nobody(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    key = SiteKey.from_seed(b"stranger")
    forger = Forger(key, office.identity.plan, unit)
    value = Invitation(office.identity.plan, unit, bytes(32)).enrol(key).to_json()
    enrolment = forger.slice(unit_scope(unit), [(Register(SITE, site_id(unit, key.site), ENROLMENT), value)])

    assert isinstance(refusal(office, forger.write(city.folder / "x.jnb", BundleKind.REPORT, [enrolment])), InvitationReplaced)


def test_sender_whose_enrolment_is_behind_a_gap_is_unknown(city: City, office: Desk, tmp_path: Path) -> None:
    computer = Computer(city.folder, "甲", city.task_file("东区"), 3)
    with open_desk(computer.program, computer.workspace) as desk:
        forger, enrolment = forger_at(desk), own_enrolment(desk)
    late = forger.slice(unit_scope(forger.unit), [enrolment], first=2)

    assert isinstance(refusal(office, forger.write(tmp_path / "late.jnb", BundleKind.REPORT, [late])), BundleUnknownSigner)


def test_feedback_leaves_out_streams_of_sites_that_nobody_enrolled(city: City, program: Program, office: Desk) -> None:
    computer = Computer(city.folder, "甲", city.task_file("东区"), 3)
    merge(office, dry_run(office, [computer.report]))
    unit = office.find_unit("东区").id
    stranger = Forger(SiteKey.from_seed(b"stranger"), office.identity.plan, unit)
    piece = stranger.slice(unit_scope(unit), [(Register("progress", f"{unit}/i/2025-01", "text"), "甲")])
    change = decode(piece.lines[0])
    with office.writing() as work:
        work.enter([IncomingStream(piece.key, stranger.key.public, (change,), piece.last, piece.head_signature)], [])
    write_task_files(office, city.folder / "tasks")  # news of the plan for everyone

    (sent,) = write_feedback(office, city.folder / "f")

    assert {piece.key.site for piece in read_bundle(sent.path).slices} <= {office.identity.site, computer.site}
    with open_desk(computer.program, computer.workspace) as desk:
        assert refusal(desk, sent.path) is None
