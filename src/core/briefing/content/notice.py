"""督查通报 in words: what stands behind, who, what goes well, who reported late, what is asked of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.briefing.blocks import Block, Cell, Column, FontRole, Heading, Paragraph, RedHead, Run, Signature, Table, Title
from core.briefing.content.counts import counts_sentence
from core.briefing.content.excerpt import excerpt
from core.briefing.content.figures import NOTHING, figure_sentence
from core.briefing.content.nameable import (
    arrears,
    is_accepted,
    late_units,
    named_ahead,
    named_behind,
    of_figures,
    of_headlines,
    of_work,
    returned_units,
    unnamed_count,
)
from core.briefing.content.normalise import joined_lines, printed_text
from core.briefing.content.numbering import numbered
from core.briefing.content.opening import NAMED_UNITS, NO_NUMBER, SAMPLE_MARK, issuer, printed_date, submissions_said, tasks_word
from core.briefing.content.outline import OVERVIEW_ANCHOR
from core.briefing.content.overview import END_MARKS, name_of
from core.briefing.content.view import View
from core.calc.judgement import Judgement, Source
from core.calc.punctuality import Punctuality
from core.calc.sentences import phrase
from core.calc.wording import as_of_text, distance_phrase
from core.model.org_unit import OrgUnit, UnitKind
from core.model.signs import SHADE_MARK

MOST_NAMED = 15  # rows of one sort told one by one; the annex has all
BEST = 5
QUOTED = 5
TEXT_LIMIT = 80
ARREARS_COLUMNS = (
    Column("单位", 12),
    Column("欠进度事项", 6, "right"),
    Column(f"其中{SHADE_MARK}", 5, "right"),
    Column(f"其中{SHADE_MARK * 2}", 5, "right"),
)
KIND_WORDS = {UnitKind.DISTRICT: "地区", UnitKind.TOWNSHIP: "镇（街道）", UnitKind.BUREAU: "部门", UnitKind.CITY: "其他"}
_PLACES = frozenset("市区县旗")


def head_blocks(view: View) -> Iterator[Block]:
    """Red head, title, addressees, and the sentence that leads in."""
    plan = view.plan
    yield RedHead(notice_mark(view), document_number(view), SAMPLE_MARK if plan.is_sample else "")
    yield Title("\n".join(_title_lines(view)))
    yield Paragraph((Run(f"{addressees(view)}："),), indent=0)
    yield Paragraph(
        (Run(phrase("notice.lead", place=plan.place, year=str(plan.year), what=tasks_word(view), revision=str(plan.revision))),)
    )


def notice_title(view: View) -> str:
    """The title on one line."""
    return "".join(_title_lines(view))


def notice_mark(view: View) -> str:
    """发文机关标志: the plan's setting for the office, else who issues the paper."""
    return (view.plan.settings.notice_mark if view.is_office else "") or f"{issuer(view)}文件"


def document_number(view: View) -> str:
    """发文字号, as 常政督〔2025〕3号; that a draft has none yet is said."""
    number = view.picture.issue_number
    code = view.plan.settings.document_code if view.is_office else ""
    return NO_NUMBER if number is None else f"{code}〔{view.picture.issue_date.year}〕{number}号"


def addressees(view: View) -> str:
    """主送机关 without its colon: the plan's setting, else the units below by kind."""
    own = view.plan.settings.notice_recipients.strip().rstrip("：:") if view.is_office else ""
    if own:
        return own
    place = view.short_name(view.unit.id)[-1:]
    names = [_territories(view)] if view.compared_units else []
    if any(unit.kind is UnitKind.BUREAU and unit.id in view.below for unit in view.plan.units):
        names.append(f"{place if place in _PLACES else ''}各有关部门和单位")
    return "，".join(names) or "各有关单位"


def _territories(view: View) -> str:
    """The territories right below by name, all districts together as one; of very many only what they are."""
    names = view.names_of(unit.id for unit in view.compared_units)
    if names.count("、") < NAMED_UNITS:
        return names
    return "各镇（街道）" if view.compared_units[0].kind is UnitKind.TOWNSHIP else "各地区"


def notice_blocks(view: View) -> Iterator[Block]:
    """The numbered parts of the text; one that has nothing to tell is left out and the next takes its number."""
    number = 0
    for title, blocks in (
        ("总体情况", tuple(_whole(view))),
        ("未达到序时进度的指标和任务", tuple(_behind(view))),
        ("各单位欠进度情况", tuple(_arrears(view))),
        ("进展较好的指标和任务", tuple(_ahead(view))),
        ("存在的主要问题", tuple(_problems(view))),
        ("下一步工作要求", tuple(_demands(view))),
    ):
        if blocks:
            number += 1
            yield Heading(1, numbered(1, number) + title, OVERVIEW_ANCHOR if number == 1 else None)
            yield from blocks


def signature(view: View) -> Signature:
    """署名 and the day."""
    return Signature(issuer(view), printed_date(view.picture.issue_date))


def _title_lines(view: View) -> tuple[str, str]:
    plan = view.plan
    return f"关于{plan.place}{plan.year}年《政府工作报告》", f"{tasks_word(view)}截至{view.picture.period.as_of}落实情况的通报"


def _whole(view: View) -> Iterator[Block]:
    """Counts, what waits for a review, who has reported."""
    until = as_of_text(view.picture.period)
    groups = (
        ("事项", [item for item in view.items if item.task is not None]),
        ("主要预期目标", [item for item in view.items if item.task is None]),
    )
    said = "".join(counts_sentence(view, items, noun) for noun, items in groups if items)
    yield Paragraph((Run(f"截至{until}，{said}" if said else phrase("notice.nothing", as_of=until)),))
    yield Paragraph((Run(submissions_said(view)),))
    if count := unnamed_count(view):
        yield Paragraph((Run(phrase("notice.unreviewed", count=str(count))),))


def _behind(view: View) -> Iterator[Block]:
    rows = named_behind(view)
    parts = [(title, members) for title, members in _sorts(view, rows) if members]
    for number, (title, members) in enumerate(parts, start=1):
        yield Heading(2, numbered(2, number) + title)
        yield Paragraph((Run(phrase("notice.behind", count=str(len(members)))),))
        for place, row in enumerate(members[:MOST_NAMED], start=1):
            yield Paragraph((Run(f"{numbered(3, place)}{_row_sentence(view, row)}"),))
        if (more := len(members) - MOST_NAMED) > 0:
            yield Paragraph((Run(phrase("notice.more", count=str(more))),))
    if not parts and view.items:
        yield Paragraph((Run(phrase("notice.none-behind")),))


def _sorts(view: View, rows: Sequence[Judgement]) -> tuple[tuple[str, tuple[Judgement, ...]], ...]:
    return (("主要预期目标", of_headlines(view, rows)), ("量化指标", of_figures(view, rows)), ("工作任务", of_work(view, rows)))


def _row_sentence(view: View, row: Judgement) -> str:
    """The row's own sentence with who leads at its end."""
    item = view.plan.items_by_id[row.item]
    if row.indicator is not None:
        said = figure_sentence(view, row).removesuffix("。")
    else:
        text = printed_text(item.text).rstrip(END_MARKS)
        said = f"{text}，{row.standing.label}{SHADE_MARK * row.shade}" + ("（自评）" if row.source is Source.SELF_RATING else "")
    return f"{said}（{_lead(view, row)}）。"


def _lead(view: View, row: Judgement) -> str:
    lead = view.plan.items_by_id[row.item].lead
    return f"牵头单位：{view.short_name(lead)}" if lead is not None else "牵头单位未明确"


def _arrears(view: View) -> Iterator[Block]:
    """A table, districts and departments each under a band, in the order of arrears."""
    found = arrears(view)
    rows: list[tuple[Cell, ...] | Cell] = []
    for kind in (UnitKind.DISTRICT, UnitKind.TOWNSHIP, UnitKind.BUREAU, UnitKind.CITY):
        members = [each for each in found if each.unit.kind is kind]
        if members:
            rows.append(Cell(KIND_WORDS[kind]))
        for each in members:
            shades = (Cell(str(count) if count else NOTHING) for count in each.shaded)
            rows.append((Cell(view.short_name(each.unit.id)), Cell(str(each.count)), *shades))
    if rows:
        yield Paragraph((Run(phrase("notice.arrears")),))
        yield Table("各单位欠进度事项", ARREARS_COLUMNS, tuple(rows), unit_note="单位：项", note=phrase("notice.arrears-note"))


def _ahead(view: View) -> Iterator[Block]:
    rows = named_ahead(view)[:BEST]
    for number, row in enumerate(rows, start=1):
        yield Paragraph((Run(f"{numbered(3, number)}{_row_sentence(view, row)}"),))


def _problems(view: View) -> Iterator[Block]:
    """What is deepest behind, who reported late or has to report again, and what leads themselves wrote of."""
    parts = [
        (title, said)
        for title, said in (
            ("部分指标和任务进展滞后", _deep(view)),
            ("部分单位报送不及时", _late(view)),
            ("部分单位报送质量不高", _returned(view)),
            ("部分任务存在困难", _difficulties(view)),
        )
        if said
    ]
    for number, (title, said) in enumerate(parts, start=1):
        yield Paragraph((Run(f"{numbered(2, number)}{title}。", FontRole.KAITI), Run(said)))


def _deep(view: View) -> str:
    rows = [row for row in named_behind(view) if row.shade]
    if not rows:
        return ""
    named = [f"{name_of(view, row)}{distance_phrase(row)}（{_lead(view, row).removeprefix('牵头单位：')}）" for row in rows[:QUOTED]]
    return phrase("notice.deep", count=str(len(rows)), mark=SHADE_MARK, rows="；".join(named), etc="等" if len(rows) > QUOTED else "")


def _late(view: View) -> str:
    found = late_units(view)
    groups = (
        ("notice.overdue", [(unit, "") for unit, mark in found if mark.mark is Punctuality.OVERDUE]),
        ("notice.late", [(unit, f"（{mark.label}）") for unit, mark in found if mark.mark is Punctuality.LATE]),
    )
    due = printed_date(found[0][1].due) if found else ""
    said = [phrase(name, units=_units(view, members), count=str(len(members))) for name, members in groups if members]
    return phrase("notice.due", due=due) + "；".join(said) + "。" if said else ""


def _units(view: View, members: Sequence[tuple[OrgUnit, str]]) -> str:
    names = "、".join(view.short_name(unit.id) + note for unit, note in members[:NAMED_UNITS])
    return names + ("等" if len(members) > NAMED_UNITS else "")


def _returned(view: View) -> str:
    units = returned_units(view)
    return phrase("notice.returned", units=_units(view, [(unit, "") for unit in units]), count=str(len(units))) if units else ""


def _difficulties(view: View) -> str:
    """Problems of accepted reports on what is behind, each once, the deepest first."""
    said: dict[str, str] = {}
    for row in named_behind(view):
        item = view.plan.items_by_id[row.item]
        progress = view.progress(item)
        if item.lead is None or progress is None or item.id in said or not is_accepted(view, item.lead):
            continue
        if problem := joined_lines(progress.problems).rstrip("。；，、"):
            said[item.id] = phrase("notice.difficulty", unit=view.short_name(item.lead), problem=excerpt(problem, TEXT_LIMIT))
    return "；".join(list(said.values())[:QUOTED]) + "。" if said else ""


def _demands(view: View) -> Iterator[Block]:
    """The office's own demands, a paragraph a line; else those that fit any notice."""
    own = [line.strip() for line in view.plan.settings.notice_demands.splitlines() if line.strip()] if view.is_office else []
    demands = own or [phrase(f"notice.demand-{name}") for name in ("catch-up", "responsibility", "report")]
    for place, said in enumerate(demands, start=1):
        yield Paragraph((Run(said),), keep_with_next=place == len(demands))  # no signature on a page without text
