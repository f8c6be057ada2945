"""What was decided on an earlier text of a report, carried over to a corrected one: which passages are the same, and where they were cut.

Pure: texts in, pairs and places out.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

LIKE = 0.6
"""From which likeness on (shared characters of both, 0 to 1) a changed passage is taken for the same one."""


def paired(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """By the place of a passage in the corrected text: its place in the earlier one; each is used once.

    Equal passages in the same order come first, then equal ones that moved, then what is most alike among those left.

    >>> paired(["甲事项", "乙事项已改"], ["乙事项改了", "甲事项"])
    {1: 0, 0: 1}
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = {block.b + step: block.a + step for block in matcher.get_matching_blocks() for step in range(block.size)}
    left = [place for place in range(len(before)) if place not in set(found.values())]
    for place, text in enumerate(after):
        same = next((each for each in left if place not in found and before[each] == text), None)
        if same is not None:
            found[place] = same
            left.remove(same)
    pairs = [
        (-likeness, abs(place - other), place, other)
        for place, text in enumerate(after)
        if place not in found
        for other in left
        if (likeness := _likeness(before[other], text)) >= LIKE
    ]
    used: set[int] = set()
    for _, _, place, other in sorted(pairs):
        if place not in found and other not in used:
            found[place] = other
            used.add(other)
    return found


def carried_cuts(before: str, cuts_before: Sequence[int], after: str, cuts_after: Sequence[int]) -> tuple[int, ...]:
    """Where a corrected passage is cut: where the earlier one was, and, in words that it did not have, where its own sentences end.

    Cuts are places between two characters, without the ends. A cut counts as carried where a character beside it is still there.

    >>> carried_cuts("甲。乙。", [], "甲。乙。丙。", [2, 4])
    (4,)
    """
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    places = {block.a + step: block.b + step for block in blocks for step in range(block.size)}  # of the characters that stayed
    cuts = set()
    for cut in cuts_before:
        if cut - 1 in places:
            cuts.add(places[cut - 1] + 1)
        elif cut in places:
            cuts.add(places[cut])
    earlier = {own: old for old, own in places.items()}
    for cut in cuts_after:
        was_within = cut - 1 in earlier and earlier.get(cut) == earlier[cut - 1] + 1
        if not was_within:
            cuts.add(cut)
    return tuple(sorted(cut for cut in cuts if 0 < cut < len(after)))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE and matcher.quick_ratio() >= LIKE else 0
