"""Heads: which changes of one register stand.

A register's heads are its counting changes that no other counting change supersedes. One head is the value; several are a conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.changes.change import Change


def heads(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The heads among the counting changes of one register in one scope, by stamp, then site; screens show the last one."""
    standing = [change for change in changes if not any(other.replaces(change.ref) for other in changes)]
    return tuple(sorted(standing, key=lambda change: (change.stamp, change.site, change.seq)))
