from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Literal, get_type_hints

import pytest

from core.model.progress import Standing
from core.model.signs import INKS as PRINTED
from gui.style.theme import Ink, Theme, load_theme

INKS = ("text", "muted", "accent", "trouble", "notice", "good")
GROUNDS = ("window", "surface", "raised", "selection", "field", "trouble_surface", "notice_surface", "good_surface", "info_surface")
STANDINGS = tuple(name for name, kind in get_type_hints(Theme).items() if kind is Ink)
READABLE = 4.5  # WCAG 2.2, 1.4.3 AA
SEEN = 3.0  # 1.4.11: what is not text


@pytest.fixture(params=["light", "dark"], scope="module")
def theme(request: pytest.FixtureRequest) -> Theme:
    name: Literal["light", "dark"] = request.param
    return load_theme(name)


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faint(theme: Theme, inks: Iterable[str], grounds: Iterable[str], *, least: float) -> list[tuple[str, str]]:
    """The pairs of an ink and a ground that lie too near each other."""
    return [(ink, ground) for ink, ground in product(inks, grounds) if contrast(colour(theme, ink), colour(theme, ground)) < least]


def colour(theme: Theme, role: str) -> str:
    value: str | Ink = getattr(theme, role)
    return value.ink if isinstance(value, Ink) else value


def test_every_ink_is_readable_on_every_ground(theme: Theme) -> None:
    assert faint(theme, INKS, GROUNDS, least=READABLE) == []


def test_a_standing_is_readable_on_every_ground_of_tables(theme: Theme) -> None:
    assert faint(theme, STANDINGS, ("window", "surface", "raised", "selection"), least=READABLE) == []


def test_a_standing_is_readable_on_its_own_fill(theme: Theme) -> None:
    pairs: list[Ink] = [getattr(theme, standing) for standing in STANDINGS]

    assert [pair for pair in pairs if contrast(pair.ink, pair.fill) < READABLE] == []


def test_the_main_button_is_readable(theme: Theme) -> None:
    assert faint(theme, ("accent_text",), ("accent", "accent_hover"), least=READABLE) == []


def test_the_ring_of_the_keyboard_is_seen(theme: Theme) -> None:
    assert faint(theme, ("field_focus",), ("window", "surface", "field", "raised"), least=SEEN) == []


def test_the_edge_of_a_field_is_seen(theme: Theme) -> None:
    assert faint(theme, ("field_line",), ("window", "surface", "field"), least=SEEN) == []


def test_the_fill_of_behind_deepens(theme: Theme) -> None:
    distances = [contrast(pair.fill, theme.surface) for pair in (theme.behind, theme.behind_deep, theme.behind_deepest)]

    assert distances == sorted(distances)


def test_behind_has_three_depths(theme: Theme) -> None:
    pairs = [theme.of_standing(Standing.BEHIND, shade) for shade in (0, 1, 2)]

    assert pairs == [theme.behind, theme.behind_deep, theme.behind_deepest]


def test_a_shade_deepens_no_other_standing(theme: Theme) -> None:
    assert theme.of_standing(Standing.ON, 2) == theme.on


def test_a_scale_enlarges_letters_and_rows() -> None:
    usual, large = load_theme("light"), load_theme("light", 150)

    assert (large.text_pt, large.row_height) == (usual.text_pt * 1.5, usual.row_height * 1.5)


@pytest.mark.parametrize(("asked", "given"), [(20, 100), (900, 200)])
def test_a_scale_keeps_within_what_can_be_read(asked: int, given: int) -> None:
    assert load_theme("light", asked) == load_theme("light", given)


def test_on_white_ground_standings_have_the_inks_of_the_printed_charts() -> None:
    light = load_theme("light")

    assert {standing: light.of_standing(standing).ink for standing in Standing} == PRINTED
