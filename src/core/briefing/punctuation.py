"""How characters behave at the edges of a line: which may not start or end one, and which carry half an em of white.

Source: GB/T 15834-2011, 5.1; the "GB" method of the W3C's requirements for Chinese text layout.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# 点号、标号的后半、连接号、间隔号、百分号: never at the start of a line.
NOT_AT_START = frozenset("。，、．：；！？…—～·•‧”’」』）】》〉〕］｝％‰℃°′″/／－–℅" + "!%),.:;?]}")

# 标号的前半、货币符号: never at the end of a line.
NOT_AT_END = frozenset("“‘「『（【《〈〔［｛￥＄/／№" + "([{$£")

# Stands for a footnote's number until its page is known. A control character, which no normalised text has: nobody can type one.
NOTE_MARK = "\x1a"

# Marks whose right half is white, and marks whose left half is; ！ and ？ are left alone, since some fonts centre them.
WHITE_AFTER = frozenset("。，、．：；”’」』）】》〉〕］｝")
WHITE_BEFORE = frozenset("“‘「『（【《〈〔［｛")


_CLOSES = "".join(sorted(WHITE_AFTER))
_OPENS = "".join(sorted(WHITE_BEFORE))
_ADJOINING = re.compile(f"[{_CLOSES}](?=[{_CLOSES}{_OPENS}])|[{_OPENS}](?=[{_OPENS}])")


def adjoining_marks(text: str) -> list[int]:
    """Where a mark stands whose white meets that of the next: the two are set in one and a half characters (标点挤压).

    >>> adjoining_marks("（《报告》）。市，“区")
    [0, 4, 5, 8]
    """
    return [match.start() for match in _ADJOINING.finditer(text)]


@cache
def is_wide(char: str) -> bool:
    """Whether a character stands on the grid: hanzi, full-width marks, quotation marks, dashes; not Latin letters and digits."""
    return char in _WIDE_AMBIGUOUS or unicodedata.east_asian_width(char) in "WF"


# Marks that Unicode calls ambiguous and Chinese fonts make full-width.
_WIDE_AMBIGUOUS = frozenset("“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩○●■□▲△▼▽★☆℃‰′″×÷±≤≥≈→←↑↓")
