"""What passes between the office and the eastern district of the small city, through real files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from tests.journeys.conftest import City

from core.changes.change import Change, ChangeRef, Json, Register, StreamKey, unit_scope
from core.changes.codec import chain_next, chain_start, encode
from core.changes.registers import HANDED_UP, OBSERVATION, PROGRESS, SITE, SUBMISSION, observation_id, progress_id, site_id, submission_id
from core.clock import SteppingClock
from core.ids import SiteId, SubmissionId
from core.model.period import Period
from core.services.assignments import find_indicator
from core.services.desk import Desk, Program, open_desk, open_desk_to_read
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback
from core.store.workspace import IncomingStream

MARCH, APRIL = Period.parse("2025-03"), Period.parse("2025-04")
STAMP = "2025-03-26T09:00:00Z"
PROJECTS, LISTED = "新增总投资超亿元项目", "新增上市企业"


def rows(projects: str, listed: str = "1") -> str:
    """The district's two figures, as a record table has them."""
    return f"1.1.1,{PROJECTS},{projects},,,\n2.1.1,{LISTED},{listed},,,\n"


def hand_up(city: City, office: Desk, projects: str, *, period: Period = MARCH, listed: str = "1") -> None:
    """The district hands a period up, and the office takes the file in."""
    merge(office, dry_run(office, [city.hands_up("东区", str(period), rows(projects, listed))]))


def hand_up_text(city: City, office: Desk, projects: str, text: str) -> None:
    """The same for March with a text on the projects."""
    table = f"1.1.1,{PROJECTS},{projects},,{text},\n2.1.1,{LISTED},1,,,\n"
    merge(office, dry_run(office, [city.hands_up("东区", str(MARCH), table)]))


def feed_back(city: City, office: Desk) -> None:
    """The office's answers reach the district."""
    sent = [file.path for file in write_feedback(office, city.folder / "feedback") if file.recipient == office.find_unit("东区").id]
    with district(city) as east:
        merge(east, dry_run(east, sent))


def second_computer(desk: Desk, projects: str, text: str | None = None, *, after: tuple[ChangeRef, ...] = ()) -> None:
    """What another computer of the district, which knows nothing of the first, handed up for March; entered where a desk is open.

    `after` are the changes that it saw as current.
    """
    unit = desk.find_unit("东区").id
    site, scope = SiteId("second"), unit_scope(unit)
    public = bytes(32)
    figure = observation_id(unit, find_indicator(desk.plan, "1.1.1", PROJECTS).id, unit, MARCH)
    said: dict[Register, Json] = {Register(OBSERVATION, figure, "value"): {"value": projects}}
    if text is not None:
        said[Register(PROGRESS, progress_id(unit, desk.find_item("1.1.1").id, MARCH), "text")] = text
    enrolment: Json = {"public": public.hex(), "authority": "00"}
    changes = [Change(site, scope, 1, STAMP, "李四", 1, Register(SITE, site_id(unit, site), "enrolment"), enrolment)]
    changes += [
        Change(site, scope, seq, STAMP, "李四", 1, register, value, after if register.entity == OBSERVATION else ())
        for seq, (register, value) in enumerate(said.items(), 2)
    ]
    chain = chain_start(desk.identity.plan, public, scope)
    for change in changes:
        chain = chain_next(chain, encode(change))
    last = len(changes)
    covers: Json = {"period": str(MARCH), "number": 1, "first": 2, "last": last, "hash": chain.hex()}
    register = Register(SUBMISSION, submission_id(unit, SubmissionId("bsecond")), HANDED_UP)
    changes.append(Change(site, scope, last + 1, STAMP, "李四", 1, register, covers))
    with desk.writing() as work:
        work.enter([IncomingStream(StreamKey(site, scope), public, tuple(changes), last + 1, b"signature")], [])


@contextmanager
def district(city: City) -> Iterator[Desk]:
    """The district's workspace, open for writing until the end of the block."""
    program = Program(SteppingClock(datetime(2025, 3, 26, 1, tzinfo=UTC)), city.folder / "data", "填报员")
    with open_desk(program, city.unit("东区")) as east:
        yield east


@contextmanager
def later_office(city: City) -> Iterator[Desk]:
    """The office's workspace by a clock that is past all the command line's, so that its stamps go on from one to the next."""
    program = Program(SteppingClock(datetime(2099, 1, 1, tzinfo=UTC)), city.folder / "data", "测试员")
    with open_desk(program, city.office) as desk:
        yield desk


@contextmanager
def reader(city: City, path_of: str = "") -> Iterator[Desk]:
    """A workspace of the city to look at: the office's, or a unit's by its name."""
    program = Program(SteppingClock(datetime(2025, 3, 26, 1, tzinfo=UTC)), city.folder / "data", "读者")
    with open_desk_to_read(program, city.unit(path_of) if path_of else city.office) as desk:
        yield desk
