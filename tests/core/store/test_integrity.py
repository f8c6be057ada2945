from __future__ import annotations

import hashlib

import pytest
from tests.core.store.building import DISTRICT_1, DRAFT, FIGURE, SHARED, author, enrol, figure, text_register

from core.store.integrity import DamageKind, damages
from core.store.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.unit_of_work(author()) as work:
        enrol(work, DISTRICT_1)
        for number in range(5):
            work.set(DRAFT, text_register(number), "进展" * 40)
        work.set(SHARED, FIGURE, figure("1"))
        work.set(SHARED, FIGURE, figure("2"))
        work.keep_blob(hashlib.sha256(b"scan").hexdigest(), b"scan")
    return workspace


def test_workspace_that_only_the_program_wrote_is_whole(filled: Workspace) -> None:
    assert damages(filled) == ()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ('UPDATE change SET value = \'{"value":"9"}\' WHERE value = \'{"value":"1"}\'', DamageKind.CHAIN),
        ("UPDATE change SET stamp = '2000-01-01T00:00:00Z' WHERE seq = 1", DamageKind.CHAIN),
        ("UPDATE actor SET name = '李四'", DamageKind.CHAIN),
        ("UPDATE stream SET last_seq = last_seq + 1", DamageKind.CHAIN),
        ("UPDATE change SET seq = seq + 10 WHERE seq = 3", DamageKind.NUMBERING),
        ("UPDATE blob SET data = X'00'", DamageKind.EVIDENCE),
        ("DELETE FROM head", DamageKind.PROJECTION),
        ("UPDATE OR REPLACE head SET change = (SELECT min(id) FROM change WHERE register = head.register)", DamageKind.PROJECTION),
    ],
)
def test_what_someone_changed_behind_the_program_s_back_is_named(filled: Workspace, statement: str, kind: DamageKind) -> None:
    filled.database.execute(statement)
    filled.log.forget()

    assert kind in {damage.kind for damage in damages(filled)}
