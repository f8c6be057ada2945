from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.reading.proposal import read_report
from core.reading.table_rows import TableRows

TABLE = """表1：主要指标

| 指标名称 | 预期目标 | 实际完成 | 备注 |
| --- | --- | --- | --- |
| 一、综合发展 |  |  |  |
| 1.地区生产总值 | 增长6.5%左右 | 增长4.8% | 1347.1亿元 |
| 2.全员劳动生产率 | 20.5万元/人 | 20.5万元/人 |  |
正文。
| 乙 | 5% |
"""


def targets(source: str) -> list[str]:
    rows = TableRows(source)
    found = []
    start = 0
    for line in source.splitlines(keepends=True):
        span = rows.target_of((start, start + len(line)))
        found += [source[span[0] : span[1]]] if span else []
        start += len(line)
    return found


def test_rows_below_a_head_of_targets_state_them_from_name_to_target() -> None:
    assert targets(TABLE) == ["地区生产总值 | 增长6.5%左右", "全员劳动生产率 | 20.5万元/人"]


def test_rows_without_a_head_of_targets_state_nothing() -> None:
    assert targets("| 单位 | 负责人 |\n| 市商务局 | 某某 |\n") == []


def test_a_table_of_targets_is_read_as_headline_rows() -> None:
    proposal = read_report(f"一、2025年主要预期目标\n{TABLE.partition('正文')[0]}")

    assert [(it.name, it.value_text, it.unit, it.comparator.value) for it in proposal.commitments] == [
        ("地区生产总值增长", "6.5", "%", "~"),
        ("全员劳动生产率", "20.5", "万元/人", "="),
    ]


@given(st.text(alphabet="| -指标目增5%\n", max_size=60))
def test_any_bars_are_read_within_their_line(text: str) -> None:
    assert all("\n" not in found for found in targets(text))
