"""Cuts: the office's word that a stream counts up to a number, on the branch with a hash.

A cut is a register in `plan`, one a stream, which the office alone sets; a later value takes the place of the one before, so a cut can be
advanced, and a value of null lifts it. Which cuts are in force is a pure function of the changes held.

A cut of one of the office's own streams of `plan` must not decide about the cuts that decide about it. Therefore nobody cuts streams of the
site that it writes with; whether a cut of a `plan` stream counts depends on the cuts of sites senior to its writer alone, and seniority on
enrolments alone, cut or not (decision 0050).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from core.changes.change import PLAN, Change, ChangeRef, Json, Register, Scope, StreamKey, is_draft
from core.changes.codec import LARGEST_SEQ
from core.changes.heads import heads
from core.changes.registers import CUT
from core.ids import SiteId

END = "end"  # the one field of a cut
HASH_BYTES = 32


class CutReason(StrEnum):
    """Why a stream is cut."""

    REVOKED = "revoked"
    RETIRED = "retired"
    MOVED = "moved"
    FORK = "fork"


class Cut(Struct, frozen=True):
    """Where a stream ends: its last number that counts (0: none does) and the chain's 32 bytes after it.

    `common` and `common_hash` say up to where all branches of a forked stream are one; of a stream with one branch they are the end itself.
    `admitted` are the sites that this one is known to have admitted: whom else it admits does not count.
    """

    last: int
    hash: bytes
    common: int
    common_hash: bytes
    admitted: frozenset[SiteId] = frozenset()


class CutsInForce(Struct, frozen=True):
    """The cuts by stream, and the changes that set cuts without counting because they lie beyond one themselves."""

    by_stream: Mapping[StreamKey, Cut]
    beyond: frozenset[ChangeRef]


NO_CUTS = CutsInForce({}, frozenset())


def cut_register(key: StreamKey) -> Register:
    """Where a stream's cut stands: the id is site and scope."""
    return Register(CUT, f"{key.site}/{key.scope}", END)


def cut_stream(register: Register) -> StreamKey | None:
    """The stream that a register cuts; None when it cuts none."""
    site, _, scope = register.id.partition("/")
    if (register.entity, register.field) != (CUT, END) or not site or not scope or is_draft(Scope(scope)):
        return None
    return StreamKey(SiteId(site), Scope(scope))


def cut_value(cut: Cut, *, reason: CutReason, text: str) -> Json:
    """The value that a cut's register holds."""
    value: dict[str, Json] = {"last": cut.last, "hash": cut.hash.hex(), "reason": reason.value, "text": text}
    if (cut.common, cut.common_hash) != (cut.last, cut.hash):
        value |= {"common": cut.common, "common_hash": cut.common_hash.hex()}
    if cut.admitted:
        value["admitted"] = [*sorted(cut.admitted)]
    return value


def cut_from(value: Json) -> Cut | None:
    """The cut of a register's value; None when it was lifted, or says something that this program does not understand."""
    if not isinstance(value, dict):
        return None
    last, end = value.get("last"), _hash(value.get("hash"))
    common, common_end = value.get("common", last), _hash(value.get("common_hash", value.get("hash")))
    if end is None or common_end is None or type(last) is not int or type(common) is not int:  # True is no number
        return None
    named = value.get("admitted", [])
    admitted = frozenset(SiteId(each) for each in named if isinstance(each, str)) if isinstance(named, list) else frozenset()
    return Cut(last, end, common, common_end, admitted) if 0 <= common <= last <= LARGEST_SEQ else None


def cuts_in_force(
    changes: Iterable[Change],
    seniority: Mapping[SiteId, int],
    barred: Callable[[Mapping[StreamKey, Cut]], Collection[StreamKey]] = lambda _: (),
) -> CutsInForce:
    """The cuts that a set of changes puts in force.

    `changes` are all changes held that set cuts; `seniority` has the office's sites, a lower number for the more senior; `barred` tells
    which sites' streams do not count under some cuts because of who admitted them. What others wrote, or the office's site about itself, is
    passed over.
    """
    own = [change for change in changes if change.site in seniority and cut_stream(change.register) is not None and not cuts_itself(change)]
    of_plan = [change for change in own if _cuts_plan(change)]
    counting: list[Change] = []
    for writer in sorted({change.site for change in of_plan}, key=lambda site: (seniority[site], site)):
        ends = _ends(counting)
        if StreamKey(writer, PLAN) in barred(ends):
            continue
        end = ends.get(StreamKey(writer, PLAN))
        counting += [change for change in of_plan if change.site == writer and (end is None or change.seq <= end.last)]
    ends = _ends(counting)
    nobody = barred(ends)
    for change in own:
        end = ends.get(change.stream)
        if not _cuts_plan(change) and change.stream not in nobody and (end is None or change.seq <= end.last):
            counting.append(change)
    refs = {change.ref for change in counting}
    return CutsInForce(_ends(counting), frozenset(change.ref for change in own if change.ref not in refs))


def cuts_itself(change: Change) -> bool:
    """Whether a change cuts a stream of the very site that wrote it."""
    key = cut_stream(change.register)
    return key is not None and key.site == change.site


def seniority_of(admissions: Mapping[SiteId, tuple[str, str]]) -> dict[SiteId, int]:
    """How many admissions stand between each site and one that nobody here admitted; `admissions` are (own key, admitting key) in hex.

    Where nobody admits anybody all are equal, and their names decide.
    """
    site_by_key = {own: site for site, (own, _) in sorted(admissions.items(), reverse=True)}
    found: dict[SiteId, int] = {}
    for site in admissions:
        depth, current, seen = 0, site, {site}
        while (admitting := site_by_key.get(admissions[current][1])) is not None and admitting not in seen:
            depth, current = depth + 1, admitting
            seen.add(admitting)
        found[site] = depth
    return found


def _cuts_plan(change: Change) -> bool:
    key = cut_stream(change.register)
    return key is not None and key.scope == PLAN


def _ends(counting: Iterable[Change]) -> dict[StreamKey, Cut]:
    """Of several words that do not know of each other the last by stamp, then site, as everywhere."""
    by_stream: dict[StreamKey, list[Change]] = {}
    for change in counting:
        key = cut_stream(change.register)
        if key is not None:
            by_stream.setdefault(key, []).append(change)
    found = {}
    for key, changes in by_stream.items():
        standing = heads(changes)
        cut = cut_from(standing[-1].value) if standing else None
        if cut is not None:
            found[key] = cut
    return found


def _hash(value: Json) -> bytes | None:
    if not isinstance(value, str) or len(value) != 2 * HASH_BYTES:
        return None
    try:
        return bytes.fromhex(value)
    except ValueError:
        return None
