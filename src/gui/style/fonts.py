"""The letters of the window: the machine's own Chinese font where it has a good one, else the bundled one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFont, QFontDatabase

from core.resources import resource

# In order of preference: made for screens first. Windows, macOS, Linux.
SCREEN_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
BUNDLED_FAMILY = "Noto Sans SC"
_BUNDLED_FILE = ("fonts", "NotoSansSC-Medium.ttf")


def screen_family(has_family: Callable[[str], bool] = QFontDatabase.hasFamily) -> str:
    """The family to write in; loads the bundled one (about 2 ms) where the machine has none of the preferred."""
    for family in SCREEN_FAMILIES:
        if has_family(family):
            return family
    QFontDatabase.addApplicationFont(str(resource(*_BUNDLED_FILE)))
    return BUNDLED_FAMILY


def text_font(family: str, size_pt: float) -> QFont:
    """A font of the family for running text and figures: all digits equally wide, so that columns of figures stand."""
    font = QFont(family)
    font.setPointSizeF(size_pt)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
