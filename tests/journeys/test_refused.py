"""What is refused leaves a workspace byte for byte as it was, with exit status 1 and one sentence that names the cause (design §6)."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.bundle.samples import write_report, write_task_file
from tests.core.services.forging import Forger, as_sent
from tests.driving import content
from tests.journeys.conftest import City, make_city
from tests.journeys.refused_corpus import bit_flips, forged, mixtures, repacked, shortened

from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey
from core.bundle.manifest import BundleKind
from core.bundle.reader import read_bundle
from core.changes.change import Register, unit_scope
from core.changes.registers import SITE, site_id
from core.clock import SystemClock
from core.errors import UserError
from core.messages import sentence
from core.services.desk import Desk, Program, open_desk
from core.services.plans import ENROLMENT

IS_NIGHTLY = os.environ.get("JIANNUO_PROFILE") == "nightly"
MUTANTS = 100_000 if IS_NIGHTLY else 2_000
STEP = 1 if IS_NIGHTLY else 23  # of the flipped bits and the lengths, every so manieth
JANUARY = "2025-01"
LONGEST_S = 3.0  # a file that is read to the end takes a hundredth of it
MOST_MB = 96
ROWS = "1.1.1,新增总投资超亿元项目,5,,,\n2.1.1,新增上市企业,1,,,\n"

if IS_NIGHTLY:
    pytestmark = pytest.mark.timeout(0)


@pytest.fixture
def report(city: City) -> Path:
    return city.hands_up("东区", JANUARY, ROWS)


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A place for a file that is written a hundred thousand times: in memory where the system has such a place."""
    folder = Path("/dev/shm")
    path = (folder if folder.is_dir() else Path()) / f"jiannuo-mutant-{os.getpid()}.jnb"
    yield path
    path.unlink(missing_ok=True)


def _with_east(city: City) -> tuple[SiteKey, Desk]:
    with open_desk(Program(SystemClock(), city.folder / "data", "测试员"), city.unit("东区")) as desk:
        return desk.key, desk


def _must_be_refused(city: City, name: str, file: Path) -> str:
    """Merge a file at the office, which must refuse it in one sentence, soon, in little memory, and stay as it was."""
    before = content(city.office)
    began, memory = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answer = city.desk("merge", city.office, file)

    spent, grown = time.perf_counter() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    assert answer.status == 1, f"{name}: {answer}"
    assert len(answer.complaints) == 1, f"{name}: {answer}"
    assert "拒收" in answer.err, f"{name}: {answer.err}"
    assert content(city.office) == before, f"{name} left something in the workspace"
    assert spent < LONGEST_S, f"{name} took {spent:.1f} s"
    assert grown < MOST_MB, f"{name} took {grown:.0f} MB"
    return answer.err


def test_repacked_bundles_are_refused(city: City, report: Path, tmp_path: Path) -> None:
    (folder := tmp_path / "corpus").mkdir()

    said = {name: _must_be_refused(city, name, file) for name, file in repacked(report, folder)}

    assert len(said) > 30


def test_forged_bundles_are_refused(city: City, report: Path, tmp_path: Path) -> None:
    (folder := tmp_path / "corpus").mkdir()
    key, _ = _with_east(city)

    said = {name: _must_be_refused(city, name, file) for name, file in forged(report, folder, key)}

    assert "2.0" in said["a higher major format"]
    assert "另一个方案" in said["another plan's name"]
    assert "示例" in said["a demo's mark"]


def test_a_stranger_who_invites_himself_is_refused(city: City, report: Path, tmp_path: Path) -> None:
    bundle = read_bundle(report)
    stranger = SiteKey.from_seed(b"stranger")
    forger = Forger(stranger, bundle.plan, bundle.unit)
    own = Invitation(bundle.plan, bundle.unit, bytes(32)).enrol(stranger).to_json()
    register = Register(SITE, site_id(bundle.unit, stranger.site), ENROLMENT)
    file = forger.write(tmp_path / "stranger.jnb", BundleKind.REPORT, [forger.slice(unit_scope(bundle.unit), [(register, own)])])

    _must_be_refused(city, "a stranger's enrolment", file)


def test_a_stream_moved_into_another_plan_is_refused(city: City, tmp_path: Path) -> None:
    (folder := tmp_path / "other").mkdir()
    other = make_city(folder)
    foreign = other.hands_up("东区", JANUARY, ROWS)
    key, desk = _with_east(city)
    forger = Forger(key, desk.identity.plan, desk.unit)
    moved = forger.write(tmp_path / "moved.jnb", BundleKind.REPORT, as_sent(read_bundle(foreign)))
    relabelled = Forger(key, desk.identity.plan, read_bundle(foreign).unit)

    _must_be_refused(city, "another plan's bundle", foreign)
    _must_be_refused(city, "another plan's stream", moved)
    _must_be_refused(city, "another unit's", relabelled.write(tmp_path / "unit.jnb", BundleKind.REPORT, as_sent(read_bundle(foreign))))


def test_a_unit_refuses_the_same(city: City, report: Path, tmp_path: Path) -> None:
    west = city.unit("西区")
    before = content(west)
    del tmp_path

    answer = city.desk("merge", west, report)

    assert (answer.status, len(answer.complaints), content(west)) == (1, 1, before)


def _must_be_unreadable(scratch: Path, mutants: Iterator[bytes]) -> int:
    """Read each, which must end in a refusal that has a sentence; how many there were."""
    count = 0
    for mutant in mutants:
        count += 1
        scratch.write_bytes(mutant)
        with pytest.raises(UserError) as refused:
            read_bundle(scratch)
        assert sentence(refused.value, "zh")
    return count


@pytest.mark.parametrize("write", [write_report, write_task_file])
def test_a_bundle_with_any_bit_flipped_or_cut_anywhere_is_refused(tmp_path: Path, scratch: Path, write: object) -> None:
    assert callable(write)
    data = write(tmp_path).read_bytes()
    flips = (flip for index, flip in enumerate(bit_flips(data)) if index % STEP == 0)
    lengths = (part for index, part in enumerate(shortened(data)) if index % STEP == 0)

    assert _must_be_unreadable(scratch, flips) == -(-len(data) * 8 // STEP)
    assert _must_be_unreadable(scratch, lengths) == -(-len(data) // STEP)


def test_mutants_of_a_bundle_are_refused(tmp_path: Path, scratch: Path) -> None:
    data = write_report(tmp_path).read_bytes()

    assert _must_be_unreadable(scratch, mixtures(data, count=MUTANTS, seed=2025)) == MUTANTS
