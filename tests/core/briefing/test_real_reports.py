"""The typesetter on whole reports of provinces and of the State Council: what holds for every line of them.

The texts are public documents, set as they are; their own stray marks are the test's best part.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from tests.core.briefing.reading_back import Character, printed_lines, printed_pages, said

from core.briefing.blocks import Paper, Paragraph, Run
from core.briefing.fonts import FontSet, load_font_set
from core.briefing.geometry import PORTRAIT
from core.briefing.linebreaking import broken_lines
from core.briefing.measured import MeasuredText, measured
from core.briefing.normalise import normalised
from core.briefing.paragraphs import body_style
from core.briefing.punctuation import WHITE_AFTER, adjoining_marks
from core.briefing.render import render_paper
from core.briefing.setting import line_width

HERE = Path(__file__).parent
REPORTS = [*sorted((HERE / "reports").glob("*.txt")), HERE.parent / "reading" / "reports" / "zhejiang_2025.txt"]
MM = 72 / 25.4
BODY = 16.0
INDENT = 2 * PORTRAIT.character_pitch_pt

# The lists of the standard and of the W3C's requirements, written out once more, so that a mark lost in the program is seen.
NOT_AT_START = "。，、．：；！？…—～·•‧”’」』）】》〉〕］｝％‰℃°′″/／－–℅!%),.:;?]}"
NOT_AT_END = "“‘「『（【《〈〔［｛￥＄№([{$£"

# What offices expect on one line, told otherwise than the program tells it.
WHOLE = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*(?:%|％|个百分点|(?:万|亿)?(?:亿)?(?:元|吨|辆|人|户|家|个|项|公里|千瓦|亩|倍|年|月|日|岁))?"
    r"|[A-Za-z]+[A-Za-z0-9.]*|——|……|〔[0-9]{4}〕[0-9]+号|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
)


@cache
def paragraphs_of(path: Path) -> tuple[str, ...]:
    return tuple(text for line in path.read_text(encoding="utf-8").splitlines() if (text := normalised(line).strip(" \u3000")))


@cache
def pages_of(path: Path) -> tuple[list[Character], ...]:
    paper = Paper("报告", tuple(Paragraph((Run(text),)) for text in paragraphs_of(path)))
    return tuple(printed_pages(render_paper(paper, load_font_set())))


def texts_of(path: Path, fonts: FontSet) -> list[MeasuredText]:
    return [measured((Run(text),), body_style(PORTRAIT), fonts) for text in paragraphs_of(path)]


def body_lines(page: list[Character]) -> list[str]:
    return [said(line) for line in printed_lines(page, size_pt=BODY)]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_line_starts_or_ends_with_what_it_must_not(path: Path) -> None:
    starts = {text[:1] for text in paragraphs_of(path)}  # a paragraph's own first mark is its writer's
    ends = {text[-1:] for text in paragraphs_of(path)}
    lines = [line for page in pages_of(path) for line in body_lines(page)]

    assert len(lines) > 400
    assert [line for line in lines if line[0] in NOT_AT_START and line[0] not in starts] == []
    assert [line for line in lines if line[-1] in NOT_AT_END and line[-1] not in ends] == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_number_with_its_unit_and_no_word_is_torn(path: Path, fonts: FontSet) -> None:
    for text in texts_of(path, fonts):
        ends = {line.end for line in broken_lines(text, PORTRAIT.text_width_pt, indent_pt=INDENT)[:-1]}
        torn = [match[0] for match in WHOLE.finditer(text.text) if not ends.isdisjoint(range(match.start() + 1, match.end()))]
        assert torn == []


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_character_is_extracted_in_order(path: Path) -> None:
    extracted = "".join(line for page in pages_of(path) for line in body_lines(page))

    assert extracted == "".join("".join(paragraphs_of(path)).split())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_full_lines_fill_the_measure_and_none_is_torn_apart(path: Path, fonts: FontSet) -> None:
    for text in texts_of(path, fonts):
        for line in broken_lines(text, PORTRAIT.text_width_pt, indent_pt=INDENT)[:-1]:
            white = BODY / 2 if text.text[line.end - 1] in WHITE_AFTER else 0.0
            over = line_width(text, line) - line.room_pt
            assert -0.3 * MM <= over <= white + 0.3 * MM
            assert max(line.gaps_pt) < 0.25 * BODY


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_last_line_is_one_character(path: Path, fonts: FontSet) -> None:
    for text in texts_of(path, fonts):
        *before, last = broken_lines(text, PORTRAIT.text_width_pt, indent_pt=INDENT)
        words = text.text[last.start : last.end].rstrip("".join(WHITE_AFTER) + "！？")
        assert not before or len(words) > 1


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_no_page_starts_with_the_end_of_a_paragraph_or_ends_with_its_beginning(path: Path) -> None:
    firsts = {text[:10] for text in paragraphs_of(path) if len(text) > 60}
    lasts = {text[-2:] for text in paragraphs_of(path) if len(text) > 60}
    for page in pages_of(path):
        lines = body_lines(page)
        assert lines[-1][:10] not in firsts
        is_short = printed_lines(page, size_pt=BODY)[0][-1].right_mm < 184 - 20
        assert not (is_short and lines[0][-2:] in lasts and lines[0][:10] not in {text[:10] for text in paragraphs_of(path)})


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_adjoining_marks_take_one_and_a_half_characters(path: Path, fonts: FontSet) -> None:
    found = 0
    for text in texts_of(path, fonts):
        for index in adjoining_marks(text.text):
            pair = text.advances_pt[index] + text.advances_pt[index + 1]
            following = index + 1 in adjoining_marks(text.text)
            assert pair == pytest.approx((1.0 if following else 1.5) * BODY, abs=0.5)
            found += 1

    assert found > 20
