from __future__ import annotations

from pathlib import Path

from tests.core.store.building import DISTRICT_1, DISTRICT_2, FIGURE, OFFICE, SHARED, author, enrol, figure, incoming, make

from core.changes.change import ChangeRef, StreamKey
from core.store.incomplete import Incomplete, incomplete_registers, is_incomplete


def test_a_head_that_names_what_never_arrived_is_incomplete_and_not_in_conflict(tmp_path: Path) -> None:
    with make(tmp_path / "o", OFFICE) as office, make(tmp_path / "1", DISTRICT_1) as first, make(tmp_path / "2", DISTRICT_2) as second:
        with first.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
            work.set(SHARED, FIGURE, figure("1"))
        of_first = list(first.log.changes(StreamKey(DISTRICT_1, SHARED)))
        with second.unit_of_work(author()) as work:
            work.enter([incoming(of_first, key=StreamKey(DISTRICT_1, SHARED))], [])
            enrol(work, DISTRICT_2)
            work.set(SHARED, FIGURE, figure("2"))
        of_second = list(second.log.changes(StreamKey(DISTRICT_2, SHARED)))

        with office.unit_of_work(author()) as work:
            work.enter([incoming(of_second, key=StreamKey(DISTRICT_2, SHARED))], [])
        missing = (ChangeRef(DISTRICT_1, 2),)
        assert incomplete_registers(office.database) == [Incomplete(SHARED, FIGURE, missing)]
        assert is_incomplete(office.database, SHARED, FIGURE)
        assert len(office.log.heads(SHARED, FIGURE)) == 1

        with office.unit_of_work(author()) as work:
            work.enter([incoming(of_first, key=StreamKey(DISTRICT_1, SHARED))], [])
        assert incomplete_registers(office.database) == []
        assert not is_incomplete(office.database, SHARED, FIGURE)
