"""The theme: every colour and size by its role, read from `resources/themes`.

Colours are "#rrggbb" as `QColor` takes them; sizes of letters are points, all other sizes are device-independent pixels.
"""

from __future__ import annotations

import tomllib
from typing import Any, Literal

from msgspec import Struct

from core.model.progress import Standing
from core.model.signs import INKS
from core.resources import resource

ThemeName = Literal["light", "dark"]

SMALLEST_SCALE = 100
LARGEST_SCALE = 200


class Ink(Struct, frozen=True):
    """A pair: `ink` for marks and words, readable on every ground and on `fill`, the ground of a cell or chip."""

    ink: str
    fill: str


# A hundred percent: legible at arm's length on an office screen of 1366 × 768.
_SIZES = {
    "text_pt": 10.5,
    "small_pt": 9.5,
    "heading_pt": 12.0,
    "title_pt": 15.0,
    "figure_pt": 22.0,
    "gap": 8,
    "radius": 4,
    "row_height": 32,
    "icon": 20,
}


class Theme(Struct, frozen=True, kw_only=True):
    """All of it: `theme.accent`, `theme.behind.fill`, `theme.gap`. The inks are readable on every ground (a test measures it)."""

    is_dark: bool
    # Grounds, from the window's own to what lies on it.
    window: str
    surface: str
    raised: str
    paper: str
    selection: str
    line: str
    # Inks.
    text: str
    muted: str
    disabled: str
    # What asks to be pressed, and the ring about what has the keyboard.
    accent: str
    accent_hover: str
    accent_text: str
    field: str
    field_line: str
    field_focus: str
    # Moods, each with its ground.
    trouble: str
    trouble_surface: str
    notice: str
    notice_surface: str
    good: str
    good_surface: str
    info_surface: str
    # Standings; 欠进度 has three depths.
    done: Ink
    ahead: Ink
    on: Ink
    behind: Ink
    behind_deep: Ink
    behind_deepest: Ink
    unrated: Ink
    # Sizes at the scale that the person chose; the screen's own scale comes on top of it.
    text_pt: float
    small_pt: float
    heading_pt: float
    title_pt: float
    figure_pt: float
    gap: int
    radius: int
    row_height: int
    icon: int

    def of_standing(self, standing: Standing, shade: int = 0) -> Ink:
        """The pair of a standing; `shade` is how deep a 欠进度 lies: 0, 1, 2."""
        if standing is Standing.BEHIND:
            return (self.behind, self.behind_deep, self.behind_deepest)[max(0, min(shade, 2))]
        return {Standing.DONE: self.done, Standing.AHEAD: self.ahead, Standing.ON: self.on}.get(standing, self.unrated)


def load_theme(name: ThemeName, scale: int = SMALLEST_SCALE) -> Theme:
    """The theme of that name; `scale` is percent, kept within 100 and 200."""
    table = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    tokens: dict[str, Any] = {role: Ink(**(_INKS_BY_ROLE.get(role, {}) | pair)) for role, pair in table["standings"].items()}
    return Theme(is_dark=table["is_dark"], **table["colours"], **tokens, **_scaled(scale))


_INKS_BY_ROLE: dict[str, dict[str, str]] = {standing.value: {"ink": ink} for standing, ink in INKS.items()}


def _scaled(scale: int) -> dict[str, Any]:
    factor = max(SMALLEST_SCALE, min(scale, LARGEST_SCALE)) / SMALLEST_SCALE
    sizes = {name: size * factor for name, size in _SIZES.items()}
    return {name: size if name.endswith("_pt") else round(size) for name, size in sizes.items()}
