"""Text as it is set: composed, without what prints nothing, each kind of white one space."""

from __future__ import annotations

import re
import unicodedata

from core.briefing.fonts import is_invisible

_WHITE = re.compile(r"[\s\u00A0\u2000-\u200A]+")
_IDEOGRAPHIC_SPACE = "\u3000"  # 空一字: set on purpose, so it stays


def normalised(text: str) -> str:
    r"""The text in composed form (NFC), runs of white as one space, full-width spaces kept, invisible characters gone.

    >>> normalised("增长\t 6.5%\u200b\n左右　表1")
    '增长 6.5% 左右　表1'
    """
    composed = unicodedata.normalize("NFC", text)
    # White first becomes visible spaces, and again one space once what stood between two has gone.
    spaced = _single_spaced(composed)
    return _single_spaced("".join(char for char in spaced if not is_invisible(char)))


def _single_spaced(text: str) -> str:
    return _IDEOGRAPHIC_SPACE.join(_WHITE.sub(" ", part) for part in text.split(_IDEOGRAPHIC_SPACE))
