"""Tense: whether sentences tell what was done or what is to be done, which decides what a section is for.

Chinese verbs have no tense, so words that stand in one kind of report prose only are counted. Source: the reviews and plans of 常州, 浙江,
湖北, 山东 and others 2025, counted by hand.
"""

from __future__ import annotations

import re

from msgspec import Struct

_DONE = re.compile(
    r"成功|顺利|圆满|荣获|获评|获批|入选|蝉联|连续\S{1,3}年|位居|[居列]全[国省市]|首次|率先|新高|历史(?:最|之最)|落户|落成|建成投[用产运]|竣工|贯通"
    r"|下线|上线运行|启动运营|正式|举办了|先后|已[经有]?|预计|取得|明显|显著|全[国省市](?:首|第一)|授予|被[^，。]{1,12}评为|同比|实现了|得到"
    r"|[较比]上年|提前|基本完成|全面完成|达到?\d|过去一年|一年来|去年|增长\d[\d.]*%(?![左右以])"
)
_AHEAD = re.compile(
    r"力争|争创|争取|确保|努力|着力|加快|支持|鼓励|引导|推动|推进|深入|深化|完善|健全|优化|强化|加强|提升|持续|构建|探索|统筹|积极|有序|坚持"
    r"|扎实|大力|实施|支持|保障|促进|聚焦|拓展|落实|建设|培育|加大|做好|做强|做优|抓好|用好|办好|开展|以上|左右|今年"
)
_MEANT = re.compile(r"力争|确保|争创|争取|努力")


class Evidence(Struct, frozen=True):
    """How many sentences tell of what was done, and how many only of what is to be done."""

    done: int = 0
    ahead: int = 0

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.done + other.done, self.ahead + other.ahead)

    @property
    def is_past(self) -> bool:
        """At least two sentences, and every second one that speaks at all."""
        return self.done >= 2 and self.done >= self.ahead

    @property
    def is_future(self) -> bool:
        """At least two sentences, and at least three in four of those that speak."""
        return self.ahead >= 2 and self.ahead >= 3 * self.done


def evidence_of(plain_sentences: list[str]) -> Evidence:
    """Count the sentences by what they tell.

    >>> evidence_of(["“常享游”入选国家典型案例。", "加快优化布局算力等新型基础设施。"])
    Evidence(done=1, ahead=1)
    """
    done = [sentence for sentence in plain_sentences if _DONE.search(sentence) and not _MEANT.search(sentence)]
    ahead = sum(1 for sentence in plain_sentences if _AHEAD.search(sentence)) - sum(1 for sentence in done if _AHEAD.search(sentence))
    return Evidence(len(done), ahead)
