from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.services.forging import Forger, as_sent
from tests.driving import copied_folder
from tests.journeys.conftest import City, make_city

from core.bundle.contents import SaltedText
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.changes.change import Register, unit_scope
from core.clock import SteppingClock
from core.errors import BundleForeignPlan, BundleUnknownSigner, NotABundle, UserError
from core.model.period import Period
from core.services.briefings import fingerprint
from core.services.desk import Desk, Program, open_desk
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback
from core.services.reviews import accept

ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"


def reports(city: City) -> list[Path]:
    """Three files of two units."""
    return [
        city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb"),
        city.hands_up("西区", "2025-01", ROWS.format(4), report="2.jnb"),
        city.hands_up("东区", "2025-02", ROWS.format(9), report="3.jnb"),
    ]


def forget_what_went_out(city: City) -> None:
    """Be as another computer that has the keys, but neither mirrors nor a memory of what went out."""
    data = city.folder / "data"
    shutil.rmtree(data / "mirrors")
    for memory in (data / "keys").glob("*.sent"):
        memory.unlink()


@dataclass(frozen=True)
class Bag:
    """A city whose office holds January of one district, and files that came since, among them one twice and two that contradict."""

    city: City
    files: tuple[Path, ...]

    @property
    def program(self) -> Program:
        return Program(SteppingClock(datetime(2025, 5, 1, tzinfo=UTC)), self.city.folder / "data", "测试员")


@pytest.fixture(scope="module")
def bag(issued_city: City, tmp_path_factory: pytest.TempPathFactory) -> Bag:
    city = City(copied_folder(issued_city.folder, tmp_path_factory.mktemp("bag") / "city"))
    january = city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb")
    city.desk.does("merge", city.office, january)
    february = city.hands_up("东区", "2025-02", ROWS.format(9), report="2.jnb")
    again = Path(shutil.copy(february, city.folder / "again.jnb"))
    shutil.copy(city.unit("东区"), city.folder / "copy.jiannuo")
    march = city.hands_up("东区", "2025-03", ROWS.format(15), report="3.jnb")
    shutil.copy(city.folder / "copy.jiannuo", city.unit("东区"))
    forget_what_went_out(city)
    contradiction = city.hands_up("东区", "2025-03", ROWS.format(14), report="4.jnb")
    west = city.hands_up("西区", "2025-01", ROWS.format(4), report="5.jnb")
    return Bag(city, (february, again, march, contradiction, west))


def entered(bag: Bag, files: list[Path]) -> tuple[str, dict[Path, tuple[int, int, int, type[UserError] | None]], int, int]:
    """What one merge of files makes of the office: fingerprint, what was said of each file, what was said to be new, what was entered."""
    with TemporaryDirectory() as folder:
        office = Path(shutil.copy(bag.city.office, folder))
        with open_desk(bag.program, office) as desk:
            run = dry_run(desk, files)
            touched = merge(desk, run)
            said = {each.path: (each.new, each.repeated, each.waiting, type(each.refused) if each.refused else None) for each in run.files}
            return fingerprint(desk), said, run.new, touched.changes


@given(st.data())
def test_files_of_one_merge_may_be_given_in_any_order(bag: Bag, data: st.DataObject) -> None:
    expected = entered(bag, list(bag.files))

    assert entered(bag, data.draw(st.permutations(bag.files))) == expected


def test_of_two_files_that_contradict_the_later_is_held_aside(bag: Bag) -> None:
    february, _, march, contradiction, _ = bag.files

    for files in ([march, contradiction], [contradiction, february, march]):
        with open_desk(bag.program, copied(bag.city, f"{len(files)}.jiannuo")) as desk:
            run = dry_run(desk, files)
            aside = {each.path: (each.aside, len(each.forks)) for each in run.files}

            assert [each.refused for each in run.files] == [None] * len(files)
            assert sorted(aside[path][1] for path in (march, contradiction)) == [0, 1]
            assert merge(desk, run).changes == run.new > 0
            assert sum(count for count, _ in aside.values()) == held_aside(desk) > 0


def test_what_is_held_aside_is_held_once_however_often_it_comes(bag: Bag) -> None:
    february, _, march, contradiction, _ = bag.files
    with open_desk(bag.program, copied(bag.city, "often.jiannuo")) as desk:
        merge(desk, dry_run(desk, [february, march]))
        before = fingerprint(desk)

        for _ in range(3):
            merge(desk, dry_run(desk, [contradiction]))

        assert held_aside(desk) == dry_run(desk, [contradiction]).files[0].aside > 0
        assert fingerprint(desk) == before


def test_what_hangs_on_another_branch_is_held_aside_and_the_rest_enters(bag: Bag) -> None:
    with open_desk(bag.program, bag.city.unit("东区")) as east, open_desk(bag.program, copied(bag.city, "gap.jiannuo")) as office:
        forger = Forger(east.key, east.identity.plan, east.unit)
        answers = Forger(office.key, office.identity.plan, office.unit)  # a unit passes on what the office answered
        scope = unit_scope(east.unit)
        review = Register("review", f"{east.unit}/b1/{office.unit}", "decision")
        later = answers.slice(scope, [(review, "later, on top of something else")], first=2)
        closing = answers.slice(scope, [(review, "first")], stamp="2025-02-01T00:00:00Z")
        february = as_sent(read_bundle(bag.files[0]))
        contradicting = forger.write(bag.city.folder / "contradicting.jnb", BundleKind.REPORT, [*february, later])
        closed_by = forger.write(bag.city.folder / "closing.jnb", BundleKind.REPORT, [closing])

        run = dry_run(office, [contradicting, closed_by])

        assert [each.aside for each in run.files] == [1, 0]
        assert merge(office, run).changes == run.new > 1


def test_later_file_may_be_named_before_the_one_it_goes_on_from(bag: Bag) -> None:
    february, _, march, _, _ = bag.files

    _, said, new, changes = entered(bag, [march, february])

    assert [each[3] for each in said.values()] == [None, None]
    assert new == changes > 0


def test_file_named_twice_is_new_once(bag: Bag) -> None:
    february = bag.files[0]
    with open_desk(bag.program, copied(bag.city, "twice.jiannuo")) as desk:
        run = dry_run(desk, [february, february])
        touched = merge(desk, run)

        first, second = run.files
        assert (first.new, second.new) == (run.new, 0)
        assert second.repeated == first.new + first.repeated
        assert touched.changes == run.new
        assert desk.workspace.database.execute("SELECT count(*) FROM import WHERE name = '2.jnb'").fetchone() == (1,)


def test_only_texts_and_evidence_that_entered_changes_name_are_kept(bag: Bag) -> None:
    program = bag.program
    stray = SaltedText(bytes(16), "无人提及的文字")
    scan = "无人提及的扫描件".encode()
    bundle = read_bundle(bag.files[0])
    with open_desk(program, bag.city.unit("东区")) as east:
        forger = Forger(east.key, east.identity.plan, east.unit)
    path = forger.write(
        bag.city.folder / "stray.jnb",
        BundleKind.REPORT,
        as_sent(bundle),
        texts=[*bundle.texts.values(), stray],
        evidence={hashlib.sha256(scan).hexdigest(): scan},
    )

    with open_desk(program, copied(bag.city, "stray.jiannuo")) as desk:
        assert merge(desk, dry_run(desk, [path])).changes > 0
        kept = [row[0] for row in desk.workspace.database.execute("SELECT hash FROM text").fetchall()]
        assert stray.hash not in kept
        assert set(bundle.texts) <= set(kept)
        assert desk.workspace.database.execute("SELECT count(*) FROM blob").fetchone() == (0,)


def test_texts_of_what_waits_are_kept_with_it(bag: Bag) -> None:
    text = SaltedText(bytes(16), "尚在等待的文字" * 20)
    with open_desk(bag.program, bag.city.unit("东区")) as east:
        forger = Forger(east.key, east.identity.plan, east.unit)
        register = Register("progress", f"{east.unit}/x/2025-02", "text")
    late = forger.slice(unit_scope(forger.unit), [(register, {"~text": text.hash})], first=99)
    path = forger.write(bag.city.folder / "late.jnb", BundleKind.REPORT, [late], texts=[text])

    with open_desk(bag.program, copied(bag.city, "late.jiannuo")) as desk:
        run = dry_run(desk, [path])
        assert (run.files[0].waiting, merge(desk, run).changes) == (1, 0)
        assert desk.workspace.database.execute("SELECT count(*) FROM text WHERE hash = ?", (text.hash,)).fetchone() == (1,)
        assert desk.workspace.database.execute("SELECT count(*) FROM progress WHERE item = 'x'").fetchone() == (0,)


def held_aside(desk: Desk) -> int:
    return int(desk.workspace.database.execute("SELECT count(*) FROM aside").fetchone()[0])


def copied(city: City, name: str) -> Path:
    path = city.folder / name
    path.write_bytes(city.office.read_bytes())
    return path


def test_any_order_and_any_repetition_of_files_ends_in_the_same_state(city: City, program: Program) -> None:
    files = reports(city)
    fingerprints = set()

    for number, order in enumerate(permutations([*files, files[0]])):
        if number % 4 == 0:  # six of the twenty-four: each is a workspace of its own
            with open_desk(program, copied(city, f"{number}.jiannuo")) as desk:
                for path in order:
                    merge(desk, dry_run(desk, [path]))
                fingerprints.add(fingerprint(desk))

    with open_desk(program, copied(city, "all.jiannuo")) as desk:
        merge(desk, dry_run(desk, files))
        fingerprints.add(fingerprint(desk))
    assert len(fingerprints) == 1


def test_a_dry_run_counts_what_the_merge_enters(office: Desk, city: City) -> None:
    run = dry_run(office, reports(city))

    touched = merge(office, run)

    assert [preview.refused for preview in run.files] == [None, None, None]
    assert touched.changes == run.new
    assert dry_run(office, [file.path for file in run.files]).new == 0


def test_previews_come_in_the_order_asked_for(office: Desk, city: City) -> None:
    first, second, third = reports(city)
    junk = city.table("junk.jnb", "x")

    run = dry_run(office, [third, junk, second, first])

    assert [preview.path for preview in run.files] == [third, junk, second, first]
    assert isinstance(run.files[1].refused, NotABundle)


def test_one_missing_file_is_a_gap_with_its_numbers(city: City, program: Program) -> None:
    january = city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb")
    with open_desk(program, city.office) as office:
        merge(office, dry_run(office, [january]))
    restored = copied(city, "restored.jiannuo")  # of a closed file: an open one keeps its latest pages beside it
    before_all = restored.read_bytes()
    february = city.hands_up("东区", "2025-02", ROWS.format(9), report="2.jnb")
    with open_desk(program, city.office) as office:
        merge(office, dry_run(office, [february]))
        accept(office, office.find_unit("东区").id, Period.parse("2025-02"))
        (feedback,) = write_feedback(office, city.folder / "f")
    city.desk.does("merge", city.unit("东区"), feedback.path)
    march = city.hands_up("东区", "2025-03", ROWS.format(15), report="3.jnb")

    with open_desk(program, restored) as desk:
        before = fingerprint(desk)
        run = dry_run(desk, [march])
        assert merge(desk, run).changes == 0
        assert fingerprint(desk) == before

        (preview,) = run.files
        (gap,) = preview.gaps
        assert gap.unit == desk.find_unit("东区").id
        assert gap.last - gap.first + 1 == 4  # two figures, what the checks found, and the submission of February
        assert preview.waiting > 0
        assert held_aside(desk) == preview.waiting
        closed = dry_run(desk, [march, february])
        assert [each.gaps for each in closed.files] == [(), ()]
        for _ in range(2):  # however often it comes
            merge(desk, dry_run(desk, [march]))
        assert held_aside(desk) == preview.waiting
        alone = dry_run(desk, [february])
        assert merge(desk, alone).changes == alone.new + preview.waiting
        assert (alone.released, held_aside(desk)) == (preview.waiting, 0)
        waited = fingerprint(desk)
    together = city.folder / "together.jiannuo"
    together.write_bytes(before_all)
    with open_desk(program, together) as desk:
        merge(desk, dry_run(desk, [february, march]))
        assert fingerprint(desk) == waited


def test_another_plans_unit_is_unknown_here(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = make_city(tmp_path / "other")

    (preview,) = dry_run(office, [other.hands_up("东区", "2025-01", ROWS.format(5))]).files

    assert isinstance(preview.refused, BundleForeignPlan)


def test_what_builds_on_a_file_never_seen_is_refused(city: City, office: Desk, program: Program) -> None:
    """The first file enrols the unit's computer; without it nobody can tell whose the second is."""
    fresh = copied(city, "fresh.jiannuo")
    merge(office, dry_run(office, [city.hands_up("东区", "2025-01", ROWS.format(5), report="1.jnb")]))
    accept(office, office.find_unit("东区").id, Period.parse("2025-01"))
    (feedback,) = write_feedback(office, city.folder / "f")
    city.desk.does("merge", city.unit("东区"), feedback.path)
    february = city.hands_up("东区", "2025-02", ROWS.format(9), report="2.jnb")

    with open_desk(program, fresh) as desk:
        (preview,) = dry_run(desk, [february]).files

    assert isinstance(preview.refused, BundleUnknownSigner)


@pytest.mark.parametrize("name", ["东区", "西区"])
def test_a_unit_takes_its_own_feedback_only(office: Desk, city: City, program: Program, name: str) -> None:
    merge(office, dry_run(office, reports(city)))
    accept(office, office.find_unit("东区").id, Period.parse("2025-01"))
    sent = write_feedback(office, city.folder / "f")

    with open_desk(program, city.unit(name)) as desk:
        own = [file.path for file in sent if file.recipient == desk.unit]
        run = dry_run(desk, [file.path for file in sent])

    assert [preview.path for preview in run.files if preview.refused is None] == own
