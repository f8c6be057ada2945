"""Six words by which two people tell each other a key by telephone or on paper: 66 bits of its hash, 11 a word.

A word is two characters, one of 64 and one of 32, so that the list of 2 048 is known by heart from 96; no two of either row sound alike. A
forger would have to try 2⁶⁶ keys to meet six words that somebody else is to read out.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

from core.ids import PlanId

FIRST: Final = (
    "红橙黄绿青蓝紫白黑灰金银铜铁玉木火土冰春夏秋冬南北西中上前后左右大小高低长短宽窄深远新旧古老早晚快慢冷热干湿甜苦香亮明暗静平方双"
)
SECOND: Final = "山水云雨风雪花草树鸟兔马牛羊龙虎桥塔船车灯门楼路田井石沙江海星月"
COUNT: Final = 6
WORDS_DOMAIN: Final = "jiannuo-words-1"
_BITS: Final = 11


def six_words(public: bytes, plan: PlanId) -> tuple[str, ...]:
    """The six words of a site's public signing key, in their order; they are of one plan."""
    message = f"{WORDS_DOMAIN}\n{plan}\n{public.hex()}".encode()
    bits = int.from_bytes(hashlib.sha256(message).digest(), "big") >> (256 - COUNT * _BITS)
    numbers = [bits >> (COUNT - 1 - place) * _BITS & (1 << _BITS) - 1 for place in range(COUNT)]
    return tuple(FIRST[number >> 5] + SECOND[number & 31] for number in numbers)


def typed_words(text: str) -> tuple[str, ...]:
    """The words that somebody typed, with any blanks and marks between them, or none."""
    characters = "".join(mark for mark in unicodedata.normalize("NFKC", text) if mark in FIRST or mark in SECOND)
    return tuple(characters[place : place + 2] for place in range(0, len(characters), 2))
