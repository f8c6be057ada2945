"""Units in order: districts and departments apart, with those that cannot be ranked named apart and why."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Cell, Column, Heading, Paragraph, Run, Table
from core.briefing.content.outline import RANKING_ANCHOR
from core.briefing.content.view import View
from core.calc.ranking import RankedUnit, Ranking, UnrankedUnit, rank_units
from core.calc.wording import printed_percent
from core.model.org_unit import UnitKind
from core.model.progress import Standing, SubmissionState

COLUMNS = (
    Column("名次", 4, "center"),
    Column("单位", 10),
    Column("评价事项", 5.5, "right"),
    *(Column(standing.label, 4.6, "right") for standing in Standing if standing is not Standing.UNRATED),
    Column("得分", 6, "right"),
)
KIND_WORDS = {UnitKind.DISTRICT: "地区", UnitKind.BUREAU: "部门"}
RULE = "得分为已完成、超进度、达进度事项占已评价事项的比重，得分相同的名次并列；地区和部门分别排名。"
NOTE = "单位：项（得分为%）"
_SILENT = frozenset({SubmissionState.MISSING, SubmissionState.DRAFT})


def ranking_blocks(view: View) -> Iterator[Block]:
    """A table for each kind of unit that has any ranked, and a line for those set apart; nothing where no unit has duties.

    Only the city ranks: below it there are townships alone, whose items are too few to say much.
    """
    reported = {report.unit for report in view.picture.reports if report.state not in _SILENT}
    rankings = rank_units(view.plan, view.picture.judgements, reported) if view.is_office else ()
    filled = [ranking for ranking in rankings if ranking.ranked or ranking.apart]
    if not filled:
        return
    yield Heading(1, "各单位进度排名", RANKING_ANCHOR)
    yield Paragraph((Run(RULE),))
    for ranking in filled:
        if ranking.ranked:
            rows = tuple(_cells(view, ranked) for ranked in ranking.ranked)
            yield Table(f"{KIND_WORDS[ranking.kind]}进度排名", COLUMNS, rows, unit_note=NOTE)
        if ranking.apart:
            yield Paragraph((Run(_apart(view, ranking)),))


def _cells(view: View, ranked: RankedUnit) -> tuple[Cell, ...]:
    counts = ranked.counts
    return (
        Cell(str(ranked.place)),
        Cell(view.short_name(ranked.unit)),
        Cell(str(counts.rated)),
        *(Cell(str(count)) for standing, count in counts.pairs if standing is not Standing.UNRATED),
        Cell(printed_percent(ranked.score)),
    )


def _apart(view: View, ranking: Ranking) -> str:
    """未参加排名的部门：市科技局（本期未报）; units with one reason stand together."""
    by_reason: dict[str, list[UnrankedUnit]] = {}
    for unit in ranking.apart:
        by_reason.setdefault(unit.reason, []).append(unit)
    groups = [f"{'、'.join(view.short_name(unit.unit) for unit in units)}（{reason}）" for reason, units in by_reason.items()]
    return f"未参加排名的{KIND_WORDS[ranking.kind]}：{'；'.join(groups)}。"
