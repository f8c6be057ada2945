"""Stories: what is drawn, kind by kind, so that sites meet in few registers; each prints as the sentences of its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from hypothesis import strategies as st
from msgspec import Struct
from tests.props.computers import EAST, OFFICE, WEST, SmallCity
from tests.props.machine_steps import Clock, Copied, FallenBack, Forked, Merge, MergeUndone, Pass, Restored, Send
from tests.props.office_steps import Accept, CutOff, ForkSettled, Move, OfficeFigure, Purge, SendBack, Share
from tests.props.steps import Step
from tests.props.unit_steps import LONG_TEXT, Apart, Figure, HandUp, Proof, Rating, Settle, Text, Undone

from core.model.progress import Standing

ACTS, MOST_STEPS = 2, 12


class Start(StrEnum):
    """Where a story begins."""

    KNOWN = "the office knows everybody, 东区 has two computers, and January was handed up"
    OPENED = "the task files were opened, and the office knows nobody yet"


class Cities:
    """The city of each start."""

    def __init__(self, by_start: Mapping[Start, SmallCity]) -> None:
        self._by_start = by_start

    def at(self, start: Start) -> SmallCity:
        """The city where a story begins; it is copied before anything happens in it."""
        return self._by_start[start]

    def __repr__(self) -> str:
        return "cities"


class Story(Struct, frozen=True):
    """Where it begins, its steps in their order, and the order in which latecomers are told of what happened."""

    start: Start
    steps: tuple[Step, ...]
    order: int = 0

    def __repr__(self) -> str:
        lines = "".join(f"\n    {step!r}" for step in self.steps)
        return f"{self.start.value}; latecomers are told in order {self.order}{lines}\n"


_reporters = st.sampled_from([EAST, EAST, WEST])
_units = st.sampled_from([OFFICE, EAST, EAST, WEST])
_places = st.integers(0, 2)
_items = st.integers(0, 1)
_months = st.integers(0, 1)
_values = st.integers(1, 3)
_offices = (st.just(OFFICE), st.just(0))
_at_reporter = (_reporters, _places)
_anywhere = (_units, _places)

figures = st.builds(Figure, *_at_reporter, _items, _months, _values)
texts = st.builds(Text, *_at_reporter, _items, _months, st.sampled_from(["甲", "乙", LONG_TEXT, ""]))
ratings = st.builds(Rating, *_at_reporter, _items, _months, st.sampled_from([Standing.AHEAD, Standing.BEHIND]))
proofs = st.builds(Proof, *_at_reporter, _items, _months, st.sampled_from(["批复", "照片"]))
undone = st.builds(Undone, *_at_reporter)
settlements = st.builds(Settle, *_anywhere, st.integers(0, 2), st.integers(0, 2))
apart = st.builds(Apart, *_at_reporter, _months, st.sampled_from([4, 14, 24]), st.sampled_from([True, True, False]))
hand_ups = st.builds(HandUp, *_at_reporter, _months, _values)
accepts = st.builds(Accept, *_offices, _reporters, _months)
returns = st.builds(SendBack, *_offices, _reporters, _months)
office_figures = st.builds(OfficeFigure, *_offices, _reporters, _months, _values)
cut_offs = st.builds(CutOff, *_offices, _reporters, _places, st.integers(0, 3))
forks = st.builds(Forked, *_at_reporter)
fork_settlements = st.builds(ForkSettled, *_offices, st.integers(0, 2))
purged = st.builds(Purge, *_offices, _reporters, _items, _months, st.booleans())
fallbacks = st.builds(FallenBack, *_offices, _reporters, _months, st.sampled_from([31, 33]))
shares = st.builds(Share, *_offices, _reporters, _values)
moves = st.builds(Move, *_offices, _reporters, _months)
sends = st.builds(Send, *_anywhere)
passes = st.builds(Pass, *_anywhere)
merges = st.builds(Merge, *_anywhere, st.lists(st.integers(0, 4), max_size=3).map(tuple))
undoings = st.builds(MergeUndone, *_anywhere, st.lists(st.integers(0, 4), max_size=3).map(tuple), st.booleans())
clocks = st.builds(Clock, *_anywhere, st.sampled_from([-10, 10]))
copies = st.builds(Copied, *_at_reporter)
restores = st.builds(Restored, *_anywhere, st.integers(0, 8), st.booleans())

EDITS = [figures, figures, texts, texts, ratings, proofs, undone]
ROUNDS = [hand_ups, hand_ups, passes, passes, sends, sends, merges, undoings]
ANSWERS = [accepts, accepts, returns, office_figures]
PLANS = [shares, moves]
TROUBLES = [clocks, copies, restores, fallbacks]
CUTS = [cut_offs, cut_offs, forks, fork_settlements, purged, purged]
CONFLICTS = [apart, settlements, settlements]


@st.composite
def stories(draw: st.DrawFn, *kinds: Sequence[st.SearchStrategy[Step]]) -> Story:
    """Stories of some kinds of steps, in acts that can be left out when a failing one is made shorter."""
    acts = st.lists(st.one_of(*(step for kind in kinds for step in kind)), max_size=MOST_STEPS)
    steps = [step for _ in range(ACTS) for step in draw(acts)]
    return Story(draw(st.sampled_from([Start.KNOWN, Start.KNOWN, Start.OPENED])), tuple(steps), draw(st.integers(0, 5)))
