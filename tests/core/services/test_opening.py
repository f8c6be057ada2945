from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.core.services.forging import Forger, as_sent
from tests.journeys.conftest import City

from core.bundle.contents import StreamSlice, sign_slice
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.changes.change import PLAN, Change, Json, Register, Scope
from core.changes.codec import chain_next, decode, encode
from core.changes.registers import SITE
from core.errors import (
    BundleDamaged,
    BundleUnknownSigner,
    BundleWrongKind,
    FileExists,
    NotABundle,
    TaskFileIncomplete,
    UserError,
    WorkspaceWithoutPlan,
)
from core.services.desk import Desk, Program, open_desk
from core.services.opening import open_task_file
from core.services.packing import invitation_register, write_task_files


def test_a_unit_gets_the_whole_plan_and_a_key_of_its_own(city: City, program: Program) -> None:
    opened = open_task_file(program, city.task_file("市发改委"), city.folder / "fg")

    assert (opened.place, opened.year, opened.unit, opened.duties, opened.items_led) == ("海州市", 2025, "海州市发展和改革委员会", 6, 6)
    with open_desk(program, city.folder / "fg") as desk, open_desk(program, city.office) as office:
        assert desk.plan == office.issued_plan
        assert desk.key.site != office.key.site
        assert desk.plan.units_by_id[desk.unit].short_name == "市发改委"


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda _: b"", NotABundle),
        (lambda data: data[: len(data) // 2], BundleDamaged),
        (lambda data: data + b"x", BundleDamaged),
    ],
    ids=["empty", "cut", "longer"],
)
def test_a_spoilt_task_file_leaves_nothing(city: City, program: Program, spoil: object, error: type[UserError]) -> None:
    file = city.task_file("东区")
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]  # one of the functions above

    with pytest.raises(error):
        open_task_file(program, file, city.folder / "x")

    assert not list(city.folder.glob("x*"))


def forged(office: Desk, path: Path, spoil: Callable[[list[StreamSlice], Forger], list[StreamSlice]]) -> Path:
    """A task file for the eastern district, signed by the office, with something in it that should not be, or not in it that should."""
    unit = office.find_unit("东区").id
    forger = Forger(office.key, office.identity.plan, office.unit)
    (sent,) = [file for file in write_task_files(office, path.parent / "honest") if file.recipient == unit]
    honest = read_bundle(sent.path)
    slices = spoil(as_sent(honest), forger)
    return forger.write(path, BundleKind.TASK_FILE, slices, recipient=unit, invitation=honest.invitation, texts=honest.texts.values())


def from_the_second_on(slices: list[StreamSlice], forger: Forger) -> list[StreamSlice]:
    (plan,) = [piece for piece in slices if piece.key.scope == PLAN]
    before = chain_next(plan.before, plan.lines[0])
    later = sign_slice(forger.key, plan=forger.plan, stream=plan.key, first=2, before=before, lines=plan.lines[1:])
    return [later]


def enrolled_only(slices: list[StreamSlice], forger: Forger) -> list[StreamSlice]:
    """The plan's stream up to the office's own enrolment: nothing says what plan it is."""
    (plan,) = [piece for piece in slices if piece.key.scope == PLAN]
    count = next(number for number, line in enumerate(plan.lines, start=1) if decode(line).register.entity == SITE)
    return [sign_slice(forger.key, plan=forger.plan, stream=plan.key, first=1, before=plan.before, lines=plan.lines[:count])]


def with_an_end(*sets: tuple[Register, Json]) -> Callable[[list[StreamSlice], Forger], list[StreamSlice]]:
    """The plan's stream, and something more at its end."""

    def spoil(slices: list[StreamSlice], forger: Forger) -> list[StreamSlice]:
        (plan,) = [piece for piece in slices if piece.key.scope == PLAN]
        more = [encode(change_of(plan.last + number, forger, sets[number - 1])) for number in range(1, len(sets) + 1)]
        return [sign_slice(forger.key, plan=forger.plan, stream=plan.key, first=1, before=plan.before, lines=[*plan.lines, *more])]

    return spoil


def change_of(seq: int, forger: Forger, part: tuple[Register, Json]) -> Change:
    return Change(forger.key.site, PLAN, seq, "2035-01-01T00:00:00Z", "某人", 1, part[0], part[1])


def another_units(slices: list[StreamSlice], forger: Forger) -> list[StreamSlice]:
    return [*slices, forger.slice(Scope("uOther"), [(Register("progress", "uOther/i/2025-01", "text"), "甲")])]


def later_answers(slices: list[StreamSlice], forger: Forger) -> list[StreamSlice]:
    """What the office answered the unit, without its beginning."""
    changes = [decode(line) for piece in slices for line in piece.lines]
    unit = next(each.register.id for each in changes if isinstance(each.value, dict) and each.value.get("short") == "东区")
    return [*slices, forger.slice(Scope(unit), [(Register("review", f"{unit}/b1/{forger.unit}", "decision"), None)], first=2)]


@pytest.mark.parametrize(
    ("spoil", "error", "reason"),
    [
        (from_the_second_on, BundleUnknownSigner, ""),  # the first change is the office's enrolment
        (enrolled_only, TaskFileIncomplete, "plan"),
        (another_units, TaskFileIncomplete, "scope"),
        (later_answers, TaskFileIncomplete, "first change"),
        (with_an_end((Register("plan", "plan", "identity"), None)), TaskFileIncomplete, "plan"),
        (with_an_end((Register("plan", "plan", "identity"), {"year": "x"})), WorkspaceWithoutPlan, ""),
    ],
)
def test_a_task_file_that_lacks_something_leaves_nothing(
    city: City,
    office: Desk,
    program: Program,
    spoil: Callable[[list[StreamSlice], Forger], list[StreamSlice]],
    error: type[UserError],
    reason: str,
) -> None:
    path = forged(office, city.folder / "forged.jnb", spoil)

    with pytest.raises(error) as raised:
        open_task_file(program, path, city.folder / "x")

    assert getattr(raised.value, "reason", "") == reason
    assert not list(city.folder.glob("*x"))


def test_a_task_file_whose_invitation_was_replaced_before_it_was_made_is_refused(city: City, office: Desk, program: Program) -> None:
    unit = office.find_unit("东区").id
    register: Register = invitation_register(unit)
    spoil = with_an_end((register, {"unit": unit, "public": "00" * 32}))

    with pytest.raises(TaskFileIncomplete) as raised:
        open_task_file(program, forged(office, city.folder / "forged.jnb", spoil), city.folder / "x")

    assert raised.value.reason == "invitation"


def test_a_report_opens_no_workspace(city: City, program: Program) -> None:
    report = city.hands_up("东区", "2025-01", "1.1.1,新增总投资超亿元项目,5,,,\n2.1.1,新增上市企业,1,,,\n")

    with pytest.raises(BundleWrongKind):
        open_task_file(program, report, city.folder / "x")


def test_a_workspace_is_never_written_over(city: City, program: Program) -> None:
    workspace = city.unit("东区")
    before = workspace.read_bytes()

    with pytest.raises(FileExists):
        open_task_file(program, city.task_file("东区"), workspace)

    assert workspace.read_bytes() == before


def test_a_task_file_may_lie_in_any_folder(city: City, program: Program, tmp_path: Path) -> None:
    file = city.task_file("西区").rename(tmp_path / "改了名.jnb")

    assert open_task_file(program, file, tmp_path / "w").unit == "海州市西区人民政府"
