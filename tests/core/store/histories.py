"""Random histories: what several sites wrote while each had seen some of what the others wrote."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from hypothesis import strategies as st
from tests.core.store.building import (
    DISTRICT,
    DISTRICT_1,
    DISTRICT_2,
    OFFICE,
    OFFICE_2,
    PLAN_ID,
    ROOT,
    STRANGER,
    TOWN,
    TOWN_1,
    UNIT_BY_SITE,
    public_key,
)

from core.changes.change import PLAN, Change, ChangeRef, Json, Register, Scope, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.changes.cuts import Cut, CutReason, cut_register, cut_stream, cut_value
from core.changes.heads import heads
from core.ids import SiteId

SALT = bytes(16)
BODIES = ("长文一" * 30, "长文二" * 30)
TEXTS = {hashlib.sha256(SALT + body.encode()).hexdigest(): body for body in BODIES}
STAMPS = st.sampled_from(["2015-07-01T00:00:00Z", "2025-07-01T00:00:00Z", "2025-07-01T00:00:01Z", "2035-07-01T00:00:00Z"])

_figures: st.SearchStrategy[Json] = st.sampled_from(
    [{"value": "1"}, {"value": "2.5", "status": "flash"}, {"missing": "not_started"}, {"value": "一"}, {"newer": 1}, None, "1"]
)
_texts: st.SearchStrategy[Json] = st.sampled_from(["甲", "乙", None, ["newer"], *({"~text": key} for key in TEXTS)])
_ratings: st.SearchStrategy[Json] = st.sampled_from(["done", "behind", "unheard-of", None])
_files: st.SearchStrategy[Json] = st.sampled_from(
    [{"item": "i", "period": "2025-06", "name": "a.pdf", "sha256": "00", "size": 1, "caption": ""}, {"item": "i", "period": "六月"}, None]
)
_submissions: st.SearchStrategy[Json] = st.builds(
    lambda number: {"period": "2025-06", "number": number, "first": 1, "last": number, "hash": "00"}, st.integers(1, 2)
)
_reviews: st.SearchStrategy[Json] = st.sampled_from(
    [
        {"accepted": True, "reason": "", "comments": {}},
        {"accepted": False, "reason": "数字不符", "comments": {"gdp": "请核"}},
        {"accepted": "maybe"},
    ]
)
_parents: st.SearchStrategy[Json] = st.sampled_from([ROOT, DISTRICT]).map(lambda unit: [{"from": "2025-01", "unit": unit}])
_cuts: st.SearchStrategy[Json] = st.sampled_from([{"reason": "revoked"}, {"reason": "revoked"}, None, {"newer": 1}])


@dataclass(frozen=True)
class Sort:
    """A register that sites write in these histories, the scope it stands in, and what they write."""

    scope: Scope
    register: Register
    values: st.SearchStrategy[Json]


def _sorts_of(unit: str) -> list[Sort]:
    scope = Scope(unit)
    return [
        Sort(scope, Register("observation", f"{unit}/gdp/{unit}/2025-06", "value"), _figures),
        Sort(scope, Register("observation", f"{unit}/gdp/{unit}/2025-06", "newer"), _figures),
        Sort(scope, Register("observation", f"{unit}/gdp", "value"), _figures),
        Sort(scope, Register("progress", f"{unit}/i/2025-06", "text"), _texts),
        Sort(scope, Register("progress", f"{unit}/i/2025-06", "problems"), _texts),
        Sort(scope, Register("progress", f"{unit}/i/2025-06", "self_rating"), _ratings),
        Sort(scope, Register("evidence", f"{unit}/e1", "file"), _files),
        Sort(scope, Register("submission", f"{unit}/b1", "handed_up"), _submissions),
        Sort(scope, Register("review", f"{unit}/b1/{DISTRICT}", "decision"), _reviews),
        Sort(scope, Register("review", f"{unit}/b1/{ROOT}", "decision"), _reviews),
        Sort(scope, Register("reviewed_value", f"{unit}/gdp/{unit}/2025-06/{ROOT}", "value"), _figures),
        Sort(scope, Register("unheard-of", f"{unit}/x", "y"), _texts),
    ]


SORTS = [
    *_sorts_of(DISTRICT),
    *_sorts_of(TOWN),
    Sort(PLAN, Register("unit", TOWN, "parent"), _parents),
    Sort(PLAN, Register("unit", TOWN, "identity"), _texts),
    Sort(PLAN, Register("item", "i", "outline"), _texts),
    *(
        Sort(PLAN, cut_register(StreamKey(site, scope)), _cuts)
        for site, scope in ((DISTRICT_1, Scope(DISTRICT)), (OFFICE, PLAN), (OFFICE_2, PLAN), (OFFICE, Scope(DISTRICT)))
    ),
]
WRITERS = [OFFICE, OFFICE_2, DISTRICT_1, DISTRICT_2, TOWN_1, STRANGER]


def _enrolment(site: SiteId) -> tuple[Scope, Register, Json]:
    unit = UNIT_BY_SITE[site]
    register = Register("site", f"{unit}/{site}", "enrolment")
    authority = public_key(OFFICE).hex() if site == OFFICE_2 else "00"
    return (PLAN if unit == ROOT else Scope(unit)), register, {"public": public_key(site).hex(), "authority": authority}


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Changes in the order of writing; each names the heads among the changes of others that its writer had seen.

    A history is about a few registers only, so that sites meet in them. Usually the sites enrol first, sometimes along the way.
    """
    sorts = draw(st.lists(st.sampled_from(SORTS), min_size=1, max_size=3, unique_by=lambda sort: (sort.scope, sort.register)))
    enrol_first = draw(st.sampled_from([True, True, False]))
    steps: list[SiteId | None] = list(UNIT_BY_SITE) if enrol_first else []
    steps += draw(st.lists(st.none() if enrol_first else st.sampled_from([None, None, *UNIT_BY_SITE]), min_size=1, max_size=10))
    made: list[Change] = []
    for enrolling in steps:
        if enrolling is not None:
            site = enrolling
            scope, register, value = _enrolment(site)
        else:
            sort = draw(st.sampled_from(sorts))
            site = draw(st.sampled_from(_likely_writers(sort)))
            scope, register, value = sort.scope, sort.register, draw(sort.values)
        if register.entity == "submission" and draw(st.booleans()):
            value = {**value, **_covered(made, StreamKey(site, scope))} if isinstance(value, dict) else value
        key = cut_stream(register)
        if key is not None and isinstance(value, dict) and "reason" in value:
            value = _cut(draw, made, key)
        seen = _seen(draw, [change for change in made if change.register == register and change.scope == scope], site)
        made.append(
            Change(
                site=site,
                scope=scope,
                seq=sum(change.stream == StreamKey(site, scope) for change in made) + 1,
                stamp=draw(STAMPS),
                actor=draw(st.sampled_from(["张三", "李四"])),
                plan=1,
                register=register,
                value=value,
                supersedes=tuple(seen),
            )
        )
    return made


def _cut(draw: st.DrawFn, made: list[Change], key: StreamKey) -> Json:
    """A cut somewhere in what a stream holds by then, now and then on a branch that nobody has."""
    own = [change for change in made if change.stream == key]
    last = draw(st.integers(0, len(own)))
    chain = chain_start(PLAN_ID, public_key(key.site), key.scope)
    for change in own[:last]:
        chain = chain_next(chain, encode(change))
    common = draw(st.integers(0, last))
    if common < last and draw(st.booleans()):
        start = chain_start(PLAN_ID, public_key(key.site), key.scope)
        return cut_value(Cut(last, bytes(32), common, start), reason=CutReason.FORK, text="")
    return cut_value(Cut(last, chain, last, chain), reason=CutReason.REVOKED, text="")


def _covered(made: list[Change], key: StreamKey) -> dict[str, Json]:
    """What a submission names that a stream's next change would be: all before it."""
    own = [change for change in made if change.stream == key]
    chain = chain_start(PLAN_ID, public_key(key.site), key.scope)
    for change in own:
        chain = chain_next(chain, encode(change))
    return {"last": len(own), "hash": chain.hex()}


def _likely_writers(sort: Sort) -> list[SiteId]:
    """Every site, those whose word counts several times."""
    if sort.scope == PLAN:
        return [OFFICE, OFFICE_2, *WRITERS]
    if sort.register.entity in {"review", "reviewed_value"}:
        return [OFFICE, OFFICE, DISTRICT_1, DISTRICT_2, *WRITERS]
    return [DISTRICT_1, DISTRICT_2, DISTRICT_1, DISTRICT_2, *WRITERS] if sort.scope == Scope(DISTRICT) else [TOWN_1, TOWN_1, *WRITERS]


def _seen(draw: st.DrawFn, held: list[Change], site: SiteId) -> list[ChangeRef]:
    others = [change for change in held if change.site != site]
    known = draw(st.lists(st.sampled_from(others), unique_by=id)) if others else []
    return [change.ref for change in heads(known)]


@st.composite
def deliveries(draw: st.DrawFn, changes: list[Change]) -> list[list[Change]]:
    """The same changes in pieces: each stream in its own order, streams interleaved at will, several changes at once."""
    waiting: dict[StreamKey, list[Change]] = {}
    for change in changes:
        waiting.setdefault(change.stream, []).append(change)
    pieces: list[list[Change]] = []
    while waiting:
        piece: list[Change] = []
        for key in draw(st.lists(st.sampled_from(sorted(waiting, key=repr)), min_size=1, max_size=3, unique=True)):
            count = draw(st.integers(1, len(waiting[key])))
            piece += waiting[key][:count]
            waiting[key] = waiting[key][count:]
            if not waiting[key]:
                del waiting[key]
        pieces.append(piece)
    return pieces
