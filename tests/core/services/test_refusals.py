from __future__ import annotations

import hashlib

from tests.core.services.exchanging import MARCH, later_office, rows
from tests.journeys.conftest import City

from core.services.merge_undoing import undo_merge
from core.services.merging import dry_run, merge
from core.services.refusals import MOST_REFUSALS, note_refusals, refusals


def test_refused_file_is_remembered_once_with_its_reason(city: City) -> None:
    junk = city.table("junk.jnb", "不是数据包")
    with later_office(city) as office:
        for _ in range(2):
            note_refusals(office, dry_run(office, [junk, city.folder / "absent.jnb"]))
        told = {each.name: each for each in refusals(office)}

    assert set(told) == {"junk.jnb", "absent.jnb"}
    assert len(told) == 2
    assert (told["junk.jnb"].code, told["junk.jnb"].by) == ("not-a-bundle", "测试员")
    assert told["junk.jnb"].sha256 == hashlib.sha256(junk.read_bytes()).hexdigest()
    assert told["absent.jnb"].sha256 == ""
    assert told["junk.jnb"].sentence_in("zh") != told["junk.jnb"].sentence_in("en")


def test_a_name_that_is_no_text_is_remembered_as_far_as_it_is(city: City) -> None:
    with later_office(city) as office:
        note_refusals(office, dry_run(office, [city.folder / "\udcff.jnb"]))

        assert [each.name for each in refusals(office)] == ["?.jnb"]


def test_the_oldest_refusals_are_forgotten(city: City) -> None:
    with later_office(city) as office:
        paths = [city.folder / f"{number}.jnb" for number in range(MOST_REFUSALS + 1)]
        note_refusals(office, dry_run(office, paths))

        told = refusals(office)

    assert (len(told), told[0].name, told[-1].name) == (MOST_REFUSALS, paths[-1].name, "1.jnb")


def test_a_journal_that_cannot_be_read_or_written_is_empty_and_refuses_nothing(city: City) -> None:
    with later_office(city) as office:
        (office.program.data_folder / "refused.json").write_text("[", encoding="utf-8")
        assert refusals(office) == ()
        (office.program.data_folder / "refused.json").unlink()
        (office.program.data_folder / "refused.json").mkdir()

        note_refusals(office, dry_run(office, [city.folder / "absent.jnb"]))

        assert refusals(office) == ()


def test_file_that_was_undone_is_skipped_rather_than_refused(city: City) -> None:
    path = city.hands_up("东区", str(MARCH), rows("15"))
    with later_office(city) as office:
        merge(office, dry_run(office, [path]))
        undo_merge(office)
        note_refusals(office, dry_run(office, [path], come_upon=[path]))

        assert refusals(office) == ()
