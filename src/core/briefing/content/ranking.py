"""Units in order: districts and departments apart, with those that cannot be ranked named apart and why."""

from __future__ import annotations

from collections.abc import Iterator

from core.briefing.blocks import Block, Cell, Column, Heading, Paragraph, Run, Table
from core.briefing.content.figures import NOTHING
from core.briefing.content.outline import RANKING_ANCHOR
from core.briefing.content.view import View
from core.calc.judgement import Judgement, Source
from core.calc.ranking import RankedUnit, Ranking, UnrankedUnit, rank_units
from core.calc.wording import printed_percent
from core.ids import UnitId
from core.model.org_unit import UnitKind
from core.model.plan import Duty
from core.model.progress import Standing, SubmissionState

COLUMNS = (
    Column("名次", 4, "center"),
    Column("单位", 9.5),
    Column("评价事项", 5.5, "right"),
    *(Column(standing.label, 4.6, "right") for standing in Standing if standing is not Standing.UNRATED),
    Column("得分", 6, "right"),
    Column("其中", 16.5),
)
KIND_WORDS = {UnitKind.DISTRICT: "地区", UnitKind.BUREAU: "部门"}
RULE = "得分为已完成、超进度、达进度事项占已评价事项的比重，得分相同的名次并列；地区和部门分别排名。"
NOTE = "单位：项（得分为%）"
RATED_NOTE = "注：“其中”为评价事项中由单位自评、所用数据未经核定的项数。"
_IN_A_ROW = 4
NAMED_APART = 20  # units in a sentence; more stand in a table
_SILENT = frozenset({SubmissionState.MISSING, SubmissionState.DRAFT})


def ranking_blocks(view: View) -> Iterator[Block]:
    """A table for each kind of unit that has any ranked, and a line for those set apart; nothing where no unit has duties.

    Only the city ranks: below it there are townships alone, whose items are too few to say much.
    """
    reported = {report.unit for report in view.picture.reports if report.state not in _SILENT}
    period = view.picture.period
    rankings = rank_units(view.plan, view.picture.judgements, reported, period=period) if view.is_office else ()
    filled = [ranking for ranking in rankings if ranking.ranked or ranking.apart]
    if not filled:
        return
    yield Heading(1, "各单位进度排名", RANKING_ANCHOR)
    yield Paragraph((Run(RULE),))
    for ranking in filled:
        if ranking.ranked:
            rows = tuple(_cells(view, ranked) for ranked in ranking.ranked)
            yield Table(f"{KIND_WORDS[ranking.kind]}进度排名", COLUMNS, rows, unit_note=NOTE, note=RATED_NOTE)
        if len(ranking.apart) > NAMED_APART:
            yield _apart_table(view, ranking)
        elif ranking.apart:
            yield Paragraph((Run(_apart(view, ranking)),))


def _cells(view: View, ranked: RankedUnit) -> tuple[Cell, ...]:
    counts = ranked.counts
    return (
        Cell(str(ranked.place)),
        Cell(view.short_name(ranked.unit)),
        Cell(str(counts.rated)),
        *(Cell(str(count)) for standing, count in counts.pairs if standing is not Standing.UNRATED),
        Cell(printed_percent(ranked.score)),
        Cell(_made_of(view, ranked.unit)),
    )


def _made_of(view: View, unit: UnitId) -> str:
    """自评×项、未核定×项: how many of a unit's rated items rest on its own word or on unreviewed figures; a dash where none do."""
    by_self = unreviewed = 0
    for duty in view.plan.duties_by_unit.get(unit, ()):
        rows = _rating_rows(view, duty)
        if any(row.source is Source.SELF_RATING for row in rows):
            by_self += 1
        elif any(row.is_unreviewed for row in rows):
            unreviewed += 1
    parts = [f"{word}{count}项" for word, count in (("自评", by_self), ("未核定", unreviewed)) if count]
    return f"含{'、'.join(parts)}" if parts else NOTHING


def _rating_rows(view: View, duty: Duty) -> list[Judgement]:
    """The rated rows that an item's mark comes from, as the ranking takes them: the unit's own, else the city's for the lead."""
    for speaker in (duty.unit, view.plan.root) if duty.is_lead else (duty.unit,):
        rated = [row for row in view.rows_of_unit(duty.item, speaker) if row.standing is not Standing.UNRATED]
        if rated:
            return rated
    return []


def _apart(view: View, ranking: Ranking) -> str:
    """未参加排名的部门：市科技局（本期未报）; units with one reason stand together."""
    groups = [f"{'、'.join(view.short_name(unit.unit) for unit in units)}（{reason}）" for reason, units in _by_reason(ranking).items()]
    return f"未参加排名的{KIND_WORDS[ranking.kind]}：{'；'.join(groups)}。"


def _apart_table(view: View, ranking: Ranking) -> Table:
    """The same where there are many: a band a reason, four units in a row."""
    rows: list[tuple[Cell, ...] | Cell] = []
    for reason, units in _by_reason(ranking).items():
        rows.append(Cell(f"{reason}（{len(units)}个）"))
        names = [Cell(view.short_name(unit.unit)) for unit in units]
        names += [Cell("")] * (-len(names) % _IN_A_ROW)
        rows += [tuple(names[start : start + _IN_A_ROW]) for start in range(0, len(names), _IN_A_ROW)]
    word = KIND_WORDS[ranking.kind]
    return Table(f"未参加排名的{word}", (Column(word, 1),) * _IN_A_ROW, tuple(rows))


def _by_reason(ranking: Ranking) -> dict[str, list[UnrankedUnit]]:
    by_reason: dict[str, list[UnrankedUnit]] = {}
    for unit in ranking.apart:
        by_reason.setdefault(unit.reason, []).append(unit)
    return by_reason
