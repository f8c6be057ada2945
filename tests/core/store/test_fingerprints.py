from __future__ import annotations

import hashlib
from pathlib import Path

from tests.core.store.building import DISTRICT_1, DRAFT, FIGURE, OFFICE, SHARED, author, chains, deliver, enrol, figure, make

from core.changes.change import StreamKey
from core.store.fingerprints import scope_fingerprints, workspace_fingerprint


def test_workspaces_that_hold_the_same_have_the_same_fingerprint(tmp_path: Path) -> None:
    with make(tmp_path / "office", OFFICE) as office, make(tmp_path / "1", DISTRICT_1) as district:
        with district.unit_of_work(author()) as work:
            enrol(work, DISTRICT_1)
            work.set(SHARED, FIGURE, figure("1"))
            work.set(DRAFT, FIGURE, figure("2"))  # stays at home and is not in it
        before = workspace_fingerprint(office)
        deliver(district, office)

        assert workspace_fingerprint(office) == workspace_fingerprint(district) != before
        assert list(scope_fingerprints(office)) == [SHARED]


def test_fingerprint_of_a_scope_is_made_as_documented(tmp_path: Path) -> None:
    with make(tmp_path / "1", DISTRICT_1) as workspace:
        with workspace.unit_of_work(author()) as work:
            work.set(SHARED, FIGURE, figure("1"))
        last, chain = chains(workspace)[StreamKey(DISTRICT_1, SHARED)]

        expected = hashlib.sha256(f"{DISTRICT_1}\n{last}\n{chain.hex()}\n".encode()).hexdigest()
        assert scope_fingerprints(workspace) == {SHARED: expected}


def test_empty_workspaces_are_alike(tmp_path: Path) -> None:
    with make(tmp_path / "1", DISTRICT_1) as one, make(tmp_path / "2", OFFICE) as other:
        assert workspace_fingerprint(one) == workspace_fingerprint(other)
        assert scope_fingerprints(one) == {}
