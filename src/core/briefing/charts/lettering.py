"""How much room a label may need, and how a long one is cut or broken; all before the fonts of the paper are known.

Widths here are upper bounds over the fonts a chart may be printed in, so what fits here fits on the page.
"""

from __future__ import annotations

import re

ELLIPSIS = "…"

# Advances in em of Noto Sans SC Medium, the widest of the fonts that play 黑体, rounded up.
_ADVANCES: dict[str, float] = {
    **dict.fromkeys(" ijl|.,:;'I", 0.31),
    **dict.fromkeys("()[]{}!-ftr/\\", 0.42),
    **dict.fromkeys("MNUHOQDGw&", 0.84),
    **dict.fromkeys("%m@W", 0.98),
}
_NARROW = 0.67  # every other ASCII character
_WIDE = 1.04  # a Chinese character, and the widest of other scripts' letters

# A break never parts digits and what belongs to them, nor Latin words; closing marks stay with what is before them, opening ones with what
# is after.
_PIECES = re.compile(r"[（《〈“‘\(\[【「『〔]*(?:[0-9A-Za-z.,+\-−%％/]+|.)[，。、；：？！）》〉”’\)\]】」』〕％%…]*", re.DOTALL)


def text_width(text: str, size_pt: float) -> float:
    """The most that a line of text can take, in points.

    >>> text_width("常州市", 10) >= 30
    True
    """
    return size_pt * sum(map(_advance, text))


def fitting_size(text: str, width_pt: float, size_pt: float, *, least_pt: float = 5) -> float:
    """The size at which the text fits, not above `size_pt` and not below `least_pt`; figures are made smaller rather than cut.

    >>> fitting_size("12/20家 60.0%", 200, 7.5)
    7.5
    """
    needed = text_width(text, size_pt)
    return size_pt if needed <= width_pt else max(min(least_pt, size_pt), size_pt * width_pt / needed)


def truncated(text: str, width_pt: float, size_pt: float) -> str:
    """The text, or as much of its beginning as fits with an ellipsis after it.

    >>> truncated("推进交通中轴建设", 50, 10)
    '推进交…'
    """
    if text_width(text, size_pt) <= width_pt:
        return text
    room = width_pt - text_width(ELLIPSIS, size_pt)
    kept = 0
    for char in text:
        room -= _advance(char) * size_pt
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrapped(text: str, width_pt: float, size_pt: float, *, max_lines: int) -> tuple[str, ...]:
    """The text in at most so many lines, the last cut with an ellipsis where it is too long; two lines come out about equally long.

    >>> wrapped("新增省级以上专精特新企业", 100, 10, max_lines=2)
    ('新增省级以上', '专精特新企业')
    """
    whole = text_width(text, size_pt)
    if whole <= width_pt or max_lines == 1:
        return (truncated(text, width_pt, size_pt),)
    even = whole / 2 + size_pt * _WIDE if max_lines == 2 else width_pt
    lines = _broken(text, min(width_pt, even), size_pt)
    if len(lines) > max_lines:
        lines = _broken(text, width_pt, size_pt)
    kept = lines[: max_lines - 1]
    rest = "".join(lines[max_lines - 1 :])
    return (*(truncated(line, width_pt, size_pt) for line in kept), truncated(rest, width_pt, size_pt))


def _broken(text: str, width_pt: float, size_pt: float) -> list[str]:
    lines = [""]
    pieces = [part for piece in _PIECES.findall(text) for part in ([piece] if text_width(piece, size_pt) <= width_pt else piece)]
    for piece in pieces:
        if lines[-1] and text_width(lines[-1] + piece, size_pt) > width_pt:
            lines.append("")
        lines[-1] += piece
    return lines


def _advance(char: str) -> float:
    return _ADVANCES.get(char, _NARROW) if char.isascii() or char == "−" else _WIDE
