"""Whose report it is and for which year, from its title and headings, else from what it names most often."""

from __future__ import annotations

import re
from collections import Counter

from core.reading.places import PREFECTURES, PROVINCES

_YEAR_AHEAD = re.compile(r"(20\d\d)年[^\n。]{0,16}?(?:目标|安排|任务|重点|打算|建议|计划|工作要求|这样干)")
_YEAR_BACK = re.compile(r"(20\d\d)年[^\n。]{0,10}?(?:回顾|成绩|主要成就)")
_YEAR_OF_REPORT = re.compile(r"(20\d\d)年[^\n。，]{0,14}政府工作报告")
_YEAR = re.compile(r"(20\d\d)年")
_PLACE_IN_TITLE = re.compile(r"([\u4e00-\u9fff]{2,7}?(?:特别行政区|自治[区州县旗]|[省市区县旗盟州]))(?:人民)?政府工作报告")


def year_of(text: str, headings: list[str]) -> int | None:
    """The year that the report plans for; None where none is named.

    A heading that plans (2025年主要预期目标) says it, then the year after one that looks back, then the report's title; failing these the
    same in the first two thousand characters, and last the latest year named there.
    """
    for lines in (headings, [text[:2000]]):
        for pattern, later in ((_YEAR_AHEAD, 0), (_YEAR_BACK, 1), (_YEAR_OF_REPORT, 0)):
            years = [int(year) + later for line in lines for year in pattern.findall(line)]
            if years:
                return years[0]
    years = [int(year) for year in _YEAR.findall(text[:2000])]
    return max(years) if years else None


def place_of(text: str, title: str) -> str:
    """The place whose report it is, with its rank (常州市, 浙江省); "" where none is known.

    The title's own words count first; then the prefecture or province that the text names most often, each by its short name.
    """
    if "代表国务院" in text[:2000]:
        return "全国"
    if match := _PLACE_IN_TITLE.search(re.sub(r"20\d\d年(?:的)?", "", title) + "\n" + re.sub(r"20\d\d年(?:的)?", "", text[:300])):
        return match.group(1)
    counts: Counter[str] = Counter()
    for short, full in {**PROVINCES, **PREFECTURES}.items():
        count = len(re.findall(short, text))
        # A report names its own place with its rank at the head; once there weighs as much as ten times in passing.
        count += 10 * text[:600].count(full)
        if count:
            counts[full] = count
    most = counts.most_common(1)
    return most[0][0] if most and (most[0][1] >= 2 or len(text) < 2000) else ""
