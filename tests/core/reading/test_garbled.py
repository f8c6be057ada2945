"""Whatever comes as a report is read or refused by name, and soon: real texts cut, joined, repeated, and what no office writes.

Not a mirror of one source file: source to proposal, all rules at once.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.reading.proposal import Proposal, read_report
from core.reading.source import read_source

TEXTS = [read_source(path) for path in sorted((Path(__file__).parent / "reports").glob("*.txt"))]
HEADINGS = "一、2025年主要预期目标\n{0}\n二、2025年重点工作\n{0}\n"
SECONDS = 20.0  # of process time, for texts that the rules read in one or two; a rule that is not linear takes minutes
JOINTS = ["", "\n", "\r\n", " ", "。", "，", "、", "和", "“", "（", "**", "## ", "1.", "5%", "亿元以上", "\u3000", "\ufeff", "| "]


@st.composite
def garbled(draw: st.DrawFn) -> str:
    """Stretches of real reports in any order, some of them many times, with anything between."""
    pieces = []
    for _piece in range(draw(st.integers(1, 6))):
        text = draw(st.sampled_from(TEXTS))
        start = draw(st.integers(0, len(text) - 1))
        piece = text[start : start + draw(st.integers(1, 600))]
        pieces.append(piece * draw(st.sampled_from([1, 1, 1, 2, 30])))
        pieces.append(draw(st.sampled_from(JOINTS)))
    return "".join(pieces)


def read(text: str) -> Proposal | None:
    begun = time.process_time()
    try:
        return read_report(text)
    except UserError:
        return None
    finally:
        assert time.process_time() - begun < SECONDS


@settings(deadline=None)
@given(garbled())
def test_real_texts_cut_joined_and_repeated_are_read_or_refused_by_name(text: str) -> None:
    proposal = read(text)

    if proposal is not None:
        for task in proposal.tasks:
            assert "".join(item.text for item in proposal.items if item.task == task.id) == task.text
        assert all(text[it.span[0] : it.span[1]] == it.clause for it in proposal.commitments)
        assert all(text[it.span[0] : it.span[1]] == it.text for it in proposal.items)


@pytest.mark.parametrize(
    "piece",
    [
        "1", "5%", "增长5%、", "新增20家，", "从1元、", "“", "（“", "甲和", "推进", "每1万人", "平均寿命", "年限",
        "不低于", "等", "与", "是", "的",
        "*", "#", "|", "-", " ", "。", "1.", "（一）", "2025年", "到2027年", "第", "亿", "万", "高于", "分别", "的5个", "\x0b", "\u2028",
    ],
)  # fmt: skip
def test_anything_repeated_is_read_in_linear_time(piece: str) -> None:
    read(HEADINGS.format(piece * (60_000 // len(piece))))


def test_a_report_without_figures_is_read_without_any() -> None:
    proposal = read("一、2025年重点工作\n深入推进改革。扎实做好各项工作。加快发展。持续改善民生。\n")

    assert proposal is not None
    assert proposal.commitments == ()


def test_a_novel_has_no_plan() -> None:
    assert read("话说天下大势，分久必合，合久必分。周末七国分争，并入于秦。\n" * 3000) is None
