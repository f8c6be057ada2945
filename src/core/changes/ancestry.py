"""What a change of a register was written on top of: all that it supersedes, at once or through others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from core.changes.change import ChangeRef
from core.ids import SiteId


class Superseding(Protocol):
    """A change, or what is kept of one, as far as its place among others goes."""

    @property
    def ref(self) -> ChangeRef:
        """Its site and number."""

    @property
    def supersedes(self) -> tuple[ChangeRef, ...]:
        """The changes of other sites that it names."""


Some = TypeVar("Some", bound=Superseding)


def reach_of(change: Superseding, changes: Iterable[Superseding]) -> Mapping[SiteId, int]:
    """Up to which number of each site a change supersedes all of its register's; `changes` are the register's that are held."""
    by_site: dict[SiteId, list[Superseding]] = {}
    for each in sorted(changes, key=lambda each: each.ref.seq):
        by_site.setdefault(each.ref.site, []).append(each)
    reach: dict[SiteId, int] = {}
    waiting = [ChangeRef(change.ref.site, change.ref.seq - 1), *change.supersedes]
    while waiting:
        ref = waiting.pop()
        before = reach.get(ref.site, 0)
        if ref.seq > before:
            reach[ref.site] = ref.seq
            for each in by_site.get(ref.site, ()):
                if before < each.ref.seq <= ref.seq:
                    waiting += each.supersedes
    return reach


def common_ancestor(changes: Sequence[Some], heads: Iterable[Some]) -> Some | None:
    """The last of a register's changes, in the order given, on top of which all of some heads were written; None where there is none."""
    reaches = [reach_of(head, changes) for head in heads]
    return next((each for each in reversed(changes) if all(each.ref.seq <= reach.get(each.ref.site, 0) for reach in reaches)), None)
