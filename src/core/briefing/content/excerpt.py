"""A unit's text cut to the length a briefing gives it, at the end of a sentence where one is near."""

from __future__ import annotations

ELLIPSIS = "……"
SENTENCE_ENDS = "。！？；"
CLAUSE_ENDS = "，、,;"


def excerpt(text: str, limit: int) -> str:
    """The text if it has at most `limit` characters, else its beginning and ……, together at most `limit` characters.

    The cut falls after the last whole sentence that keeps at least half of the room, else after the last such clause, else anywhere but
    inside a number or a Latin word.

    >>> excerpt("一二三四五。六七八九十。甲乙丙丁", 12)
    '一二三四五。……'
    """
    if len(text) <= limit:
        return text
    room = max(limit - len(ELLIPSIS), 0)
    head = text[:room]
    for ends in (SENTENCE_ENDS, CLAUSE_ENDS):
        cut = max(head.rfind(mark) for mark in ends) + 1
        if cut * 2 >= room and cut:
            kept = head[:cut]
            return (kept if ends is SENTENCE_ENDS else kept[:-1]) + ELLIPSIS
    if 0 < room < len(text) and _is_word(text[room]):
        whole = head.rstrip("".join({character for character in head if _is_word(character)}))
        head = whole or head
    return head + ELLIPSIS


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ".%")
