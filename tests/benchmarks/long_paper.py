"""A paper of forty pages with thirty charts, made of the example's report text; a tool, with no test of its own.

Both sides of the benchmark print it: the same headings, paragraphs, tables and charts in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import cycle

from core.briefing.blocks import Block, Cell, Column, FigureBlock, FontRole, Heading, Paper, Paragraph, Run, Table, Title
from core.briefing.charts.bullet import bullet_chart
from core.briefing.charts.data import BulletRow, DotRow, NodeRow, NodeState, StandingRow, TrajectoryData
from core.briefing.charts.dot import dot_chart
from core.briefing.charts.heights import ChartKind, chart_height_lines
from core.briefing.charts.node_strip import node_strip
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.standing_bars import standing_bars
from core.briefing.charts.trajectory import trajectory_chart
from core.model.progress import Standing
from core.resources import resource

CHARTS = 30
_CHARTS_EVERY = 2  # paragraphs
_TABLE_EVERY = 5  # charts
_STANDINGS = tuple(Standing)

Draw = Callable[[float, float], Sheet]


def long_paper() -> Paper:
    """The paper: a heading at each of the report's own, a chart after every second paragraph, a table after every fifth chart."""
    return Paper("政府工作报告重点任务进展", (Title("政府工作报告重点任务进展情况"), *_blocks()))


def ledger(row_count: int) -> Paper:
    """A ledger of so many rows in nine columns, on landscape pages."""
    columns = (Column("事项", 12), *(Column(f"第{number}栏", 5, "decimal") for number in range(1, 7)), Column("评价", 5), Column("来源", 5))
    texts = _paragraphs()
    rows = tuple(
        (
            Cell(texts[number % len(texts)][:24]),
            *(Cell(f"{(number * 37 + place * 113) % 9999 / 10}") for place in range(6)),
            Cell(_STANDINGS[number % 5].label),
            Cell("核定"),
        )
        for number in range(row_count)
    )
    return Paper("台账", (), annex=(Table("台账", columns, rows),))


def _blocks() -> Iterator[Block]:
    kinds = cycle(_KINDS)
    charts = 0
    texts = _paragraphs()
    for number, text in enumerate(texts):
        if number % 7 == 0:
            yield Heading(1, f"{text[:12]}情况")
        elif number % 7 == 3:
            yield Heading(2, f"{text[:14]}进展")
        yield Paragraph((Run(text, FontRole.FANGSONG),))
        if number % _CHARTS_EVERY == 0 and charts < CHARTS:
            kind, rows, draw = next(kinds)(number)
            charts += 1
            yield FigureBlock(f"图{charts}　{text[:10]}完成情况", draw, chart_height_lines(kind, rows))
            if charts % _TABLE_EVERY == 0:
                yield _table(texts, number)


def _paragraphs() -> list[str]:
    """So many paragraphs of the report, from the beginning again where it has fewer."""
    lines = resource("report", "changzhou_2025.md").read_text(encoding="utf-8").splitlines()
    found = [line.strip("# *") for line in lines if len(line) > 60]
    return [text[:320] for text, _ in zip(cycle(found), range(133), strict=False)]


def _table(texts: list[str], number: int) -> Table:
    columns = (Column("指标", 10), Column("目标", 4, "decimal"), Column("完成", 4, "decimal"), Column("评价", 4, "center"))
    rows = tuple(
        (Cell(text[:16]), Cell(f"{len(text)}.5"), Cell(f"{len(text) // 2}.1"), Cell(_STANDINGS[place % 5].label))
        for place, text in enumerate(texts[number : number + 10])
    )
    return Table(f"表　{texts[number][:10]}主要指标", columns, rows)


def _bullets(number: int) -> tuple[ChartKind, int, Draw]:
    rows = tuple(
        BulletRow(
            f"{text[:9]}项目",
            Decimal(17 * place + number),
            Decimal(50),
            Decimal(41),
            _STANDINGS[place % 5],
            f"{place}/20家 {17 * place + number}%",
            place % 3,
        )
        for place, text in enumerate(_paragraphs()[number : number + 6])
    )
    return ChartKind.BULLET, len(rows), partial(bullet_chart, rows)


def _dots(number: int) -> tuple[ChartKind, int, Draw]:
    rows = tuple(
        DotRow(
            f"{text[:8]}增速",
            Decimal(place) + Decimal("0.3"),
            Decimal(3),
            _STANDINGS[place % 5],
            f"{place}.3%",
            "目标≥3%",
            place % 3,
        )
        for place, text in enumerate(_paragraphs()[number : number + 5])
    )
    return ChartKind.DOT, len(rows), partial(dot_chart, rows)


def _nodes(number: int) -> tuple[ChartKind, int, Draw]:
    states = tuple(NodeState)
    rows = tuple(
        NodeRow(text[:20], tuple(states[(month * place + number) % 4] for month in range(12)), _STANDINGS[place % 5])
        for place, text in enumerate(_paragraphs()[number : number + 6])
    )
    return ChartKind.NODE, len(rows), partial(node_strip, rows)


def _standings(number: int) -> tuple[ChartKind, int, Draw]:
    rows = tuple(
        StandingRow(text[:8], tuple((standing, (place + index) % 4) for index, standing in enumerate(Standing)))
        for place, text in enumerate(_paragraphs()[number : number + 5])
    )
    return ChartKind.STANDING, len(rows), partial(standing_bars, rows)


def _trajectory(number: int) -> tuple[ChartKind, int, Draw]:
    data = TrajectoryData(
        _paragraphs()[number][:9],
        "家",
        tuple(Decimal(month * 20) / 12 for month in range(1, 13)),
        tuple(Decimal(month + number % 3) if month < 7 else None for month in range(1, 13)),
        tuple(None if month < 6 else Decimal(month * 2 - 4) for month in range(1, 13)),
        "7家 35.0%",
    )
    return ChartKind.TRAJECTORY, 1, partial(trajectory_chart, data)


_KINDS: tuple[Callable[[int], tuple[ChartKind, int, Draw]], ...] = (_bullets, _dots, _nodes, _standings, _trajectory)
