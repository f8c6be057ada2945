from __future__ import annotations

from typing import Literal

import pytest

from core.briefing.geometry import PORTRAIT
from core.briefing.outline import Outline
from core.briefing.pages import Anchor, Item, LinkArea, Page
from core.errors import BugError


def heading(level: Literal[1, 2, 3, 4], name: str | None = None) -> Anchor:
    return Anchor(0.0, name, f"标题{level}", level)


def pages(*items: Item) -> tuple[Page, ...]:
    return (Page(1, PORTRAIT, items),)


def levels(*anchors: Anchor, level_count: int = 3) -> list[int | None]:
    outline = Outline.of(pages(*anchors), level_count)
    entries = [outline.entry_of(anchor) for anchor in anchors]
    return [entry.level for entry in entries if entry is not None]


def test_levels_count_from_nought_in_the_file() -> None:
    assert levels(heading(1), heading(2), heading(3), heading(1)) == [0, 1, 2, 0]


def test_no_level_is_left_out_on_the_way_down() -> None:
    assert levels(heading(2), heading(3), heading(1), heading(3)) == [0, 1, 0, 1]


def test_headings_below_the_levels_asked_for_are_not_listed() -> None:
    assert levels(heading(1), heading(4)) == [0, None]


def test_a_link_that_leads_nowhere_is_our_own_fault() -> None:
    with pytest.raises(BugError, match="lost"):
        Outline.of(pages(heading(1, "found"), LinkArea(0, 0, 1, 1, "lost")), 3)


def test_two_anchors_of_one_name_are_our_own_fault() -> None:
    with pytest.raises(BugError, match="twice"):
        Outline.of(pages(heading(1, "same"), heading(2, "same")), 3)
