from __future__ import annotations

import pytest

from core.changes.change import Json, Register
from core.changes.purges import PurgeKind, purge_register, purge_value, purged_by

DIGEST = "0f" * 32


@pytest.mark.parametrize("kind", list(PurgeKind))
def test_a_purge_reads_back_as_it_was_written(kind: PurgeKind) -> None:
    assert purged_by(purge_register(DIGEST), purge_value(kind, "涉密")) == (kind, DIGEST)


@pytest.mark.parametrize("value", [None, 1, [], {}, {"kind": "newer"}, {"kind": ["text"]}])
def test_what_is_not_understood_purges_nothing(value: Json) -> None:
    assert purged_by(purge_register(DIGEST), value) is None


@pytest.mark.parametrize("place", [("purge", "abc", "removed"), ("purge", DIGEST, "x"), ("cut", DIGEST, "removed")])
def test_another_register_purges_nothing(place: tuple[str, str, str]) -> None:
    assert purged_by(Register(*place), purge_value(PurgeKind.TEXT, "涉密")) is None
