from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from tests.journeys.conftest import City, make_city

from core.errors import BundleForeignPlan, BundleUnknownSigner, NotABundle
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
        assert gap.last - gap.first + 1 == 3  # two figures and the submission of February
        assert preview.waiting > 0
        closed = dry_run(desk, [march, february])
        assert [each.gaps for each in closed.files] == [(), ()]


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
