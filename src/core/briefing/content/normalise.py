"""Text of the report as it is printed: full-width punctuation, no markup, normal spaces. The source stays as it is.

Digits, letters and hanzi are never touched; what stands between digits or between Latin words keeps its form ("3,250", "12:30", "1+8").
"""

from __future__ import annotations

import re

FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", ".": "。"}

_HAN = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…\U00020000-\U0003ffff"
_MARKUP = re.compile(r"\*\*+|__+|</?[A-Za-z]{1,8}\s?/?>")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")
_SPACE_AT_MARK = re.compile(r" ?([、。，；：！？（）《》“”‘’]) ?")
_PAIR = re.compile(r"\(([^()]*)\)")
_QUOTED = re.compile(r'"([^"]*)"')
_MARK = re.compile(r"[,;:!?()]")
_STOP = re.compile(rf"(?<=[{_HAN}])\.(?![0-9A-Za-z.])")
_END_MARKS = "。．.，,；;：:、 \u3000"


def printed_text(text: str) -> str:
    """The text with markup and doubled spaces gone, and the punctuation of Chinese sentences full width.

    >>> printed_text("规上工业企业超7000家,独角兽(潜在)企业累计超85家;  PM<sub>2.5</sub>持续**改善**")
    '规上工业企业超7000家，独角兽（潜在）企业累计超85家；PM2.5持续改善'
    """
    before, now = None, text
    while before != now:  # what is taken away may join what stood around it
        before, now = now, _once(now)
    return now


def printed_title(text: str) -> str:
    """A heading as it is printed: as `printed_text`, without end punctuation, with a full-width space between its halves.

    Source: GB/T 15834, titles carry no end punctuation.

    >>> printed_title("着力扩大有效需求 保持经济稳定向好势头**")
    '着力扩大有效需求\u3000保持经济稳定向好势头'
    """
    return printed_text(text).strip(_END_MARKS).replace(" ", "\u3000")


def joined_lines(text: str) -> str:
    r"""A unit's own text as one paragraph: its words and marks stay as they were written, lines are joined, stray spaces go.

    >>> joined_lines(" 已开工,完成60%。\n  下月竣工。")
    '已开工,完成60%。下月竣工。'
    """
    lines = (_SPACES.sub(" ", _INVISIBLE.sub("", line)).strip() for line in text.splitlines())
    return "".join(line for line in lines if line)


def _once(text: str) -> str:
    text = _SPACES.sub(" ", _INVISIBLE.sub("", _MARKUP.sub("", text))).strip()
    text = _PAIR.sub(lambda match: _pair(match, text), text)
    text = _QUOTED.sub(lambda match: _quoted(match, text), text)
    text = _MARK.sub(lambda match: FULL_WIDTH[match[0]] if _is_chinese(text, match.start(), match.end()) else match[0], text)
    text = _STOP.sub("。", text)
    return _SPACE_AT_MARK.sub(r"\1", text)


def _pair(match: re.Match[str], text: str) -> str:
    """Both brackets of a pair take one width, whatever stands beside each."""
    if _touches_han(text, match.start(), match.end()) or _holds_han(match[1]):
        return f"（{match[1]}）"
    return match[0]


def _quoted(match: re.Match[str], text: str) -> str:
    if _touches_han(text, match.start(), match.end()) or _holds_han(match[1]):
        return f"“{match[1]}”"
    return match[0]


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether the mark at [start, end) belongs to a Chinese sentence: a hanzi or a full-width mark beside it, spaces set aside."""
    before, after = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
    return _holds_han(before) or _holds_han(after)


def _touches_han(text: str, start: int, end: int) -> bool:
    return _holds_han(text[start - 1 : start] if start else "") or _holds_han(text[end : end + 1])


def _holds_han(text: str) -> bool:
    return re.search(f"[{_HAN}]", text) is not None
