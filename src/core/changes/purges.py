"""Purges: the office's signed word that bytes must not stay (classified, personal), with the reason; the chain still verifies.

A purge is a register in `plan`, one for each text or file, by its hash. It cannot be taken back, since what is gone is gone: whatever value
the register is given later, the first one that counts is enough (decision 0052).
"""

from __future__ import annotations

import re
from enum import StrEnum

from core.changes.change import Json, Register
from core.changes.registers import PURGE

REMOVED = "removed"  # the one field of a purge
_HASH = re.compile(r"[0-9a-f]{64}")


class PurgeKind(StrEnum):
    """What is purged."""

    TEXT = "text"  # by its salted hash
    EVIDENCE = "evidence"  # by its SHA-256


def purge_register(digest: str) -> Register:
    """Where the purge of a text or file stands."""
    return Register(PURGE, digest, REMOVED)


def purge_value(kind: PurgeKind, reason: str) -> Json:
    """The value that a purge's register holds."""
    return {"kind": kind.value, "reason": reason}


def purged_by(register: Register, value: Json) -> tuple[PurgeKind, str] | None:
    """What a register's value purges, by kind and hash; None when it purges nothing that this program understands."""
    if (register.entity, register.field) != (PURGE, REMOVED) or not _HASH.fullmatch(register.id) or not isinstance(value, dict):
        return None
    kind = next((kind for kind in PurgeKind if kind.value == value.get("kind")), None)
    return None if kind is None else (kind, register.id)
