"""A dry run on paper: what each unit's files would bring, and each file with why it is refused or waits; Chinese, as all papers.

The typesetter's libraries take most of a second to import; whoever prints none never imports this module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from core.briefing.blocks import Block, Cell, Column, Paper, Paragraph, Run, Table, Title
from core.briefing.render import render_paper
from core.clock import shown_instant
from core.files import plain_name, plain_text, write_file
from core.ids import UnitId
from core.messages import sentence
from core.services.briefings import PrintedPaper
from core.services.desk import Desk
from core.services.merge_preview import UnitPreview
from core.services.merging import DryRun, FilePreview
from core.services.papers import Typesetter
from core.settings import load

SAMPLE_MARK: Final = "示例数据"
_NOBODY: Final = "（来源不明）"
_UNIT_COLUMNS: Final = (
    Column("单位", 10),
    *(Column(title, 4.2, "right") for title in ("文件", "新增", "重复", "等待", "另存", "未采信", "冲突", "缺少", "拒收")),
    Column("新的上报", 14),
)
_FILE_COLUMNS: Final = (
    Column("文件", 17),
    Column("单位", 8),
    *(Column(title, 4.2, "right") for title in ("新增", "重复", "等待")),
    Column("说明", 20),
)
_UNIT_NOTE: Final = "单位：个（文件、拒收）、条（其余）；冲突为处数"
_NOTE: Final = "注：等待，缺少更早的内容，补齐后自动进入；另存，与已收到的内容矛盾，数据不变；未采信，不计入。"


def print_merge_sheet(desk: Desk, run: DryRun, units: Sequence[UnitPreview], path: Path) -> PrintedPaper:
    """Print a dry run as PDF.

    Raises:
        FontFileMissing, CannotWrite, DiskFull, PathIsFolder: what stood at the path before is untouched.
    """
    setter = Typesetter(load(desk.program.data_folder).paper_fonts)
    typeset = setter.finished(render_paper(merge_sheet(desk, run, units), setter.fonts))
    write_file(path, typeset.data)
    return PrintedPaper(path, len(typeset.data), typeset.unprintable)


def merge_sheet(desk: Desk, run: DryRun, units: Sequence[UnitPreview]) -> Paper:
    """A dry run as a paper."""
    title = "合并预演单"
    blocks = tuple(_blocks(desk, run, units, title))
    mark = SAMPLE_MARK if desk.identity.is_demo else ""
    return Paper(title, blocks, subject=f"{desk.plan.place}{desk.plan.year}", sample_mark=mark)


def _blocks(desk: Desk, run: DryRun, units: Sequence[UnitPreview], title: str) -> Iterator[Block]:
    names = {unit.id: unit.short_name for unit in desk.plan.units}
    at, own = shown_instant(desk.program.clock.now()), names.get(desk.unit, desk.unit)
    refused = sum(file.refused is not None for file in run.files)
    lead = f"{own}收到{len(run.files)}个文件，{at}由{desk.program.actor}预演，尚未合并。合并后新增变更{run.new}条"
    lead += f"；另有此前等待的{run.released}条一并进入" if run.released else ""
    lead += f"；拒收{refused}个文件，不影响其他文件。" if refused else "。"
    yield Title(title)
    yield Paragraph((Run(lead),))
    yield Table("各单位合计", _UNIT_COLUMNS, tuple(_unit_row(names, each) for each in units), unit_note=_UNIT_NOTE, note=_NOTE)
    yield Table("各文件", _FILE_COLUMNS, tuple(_file_row(names, each) for each in run.files), unit_note="单位：条")


def _unit_row(names: dict[UnitId, str], each: UnitPreview) -> tuple[Cell, ...]:
    counts = (
        each.files,
        each.new,
        each.repeated,
        each.waiting,
        each.aside,
        each.not_counting,
        each.conflicting,
        each.missing,
        each.refused,
    )
    handed_up = "、".join(f"{one.period}第{one.number}次" for one in each.handed_up)
    return (Cell(_name(names, each.unit)), *(Cell(str(count)) for count in counts), Cell(handed_up))


def _file_row(names: dict[UnitId, str], file: FilePreview) -> tuple[Cell, ...]:
    said = [f"拒收：{plain_text(sentence(file.refused))}"] if file.refused is not None else []
    said += [f"{_name(names, gap.unit)}第{gap.first}至{gap.last}条没有收到" for gap in file.gaps]
    said += [f"{_name(names, fork.unit)}第{fork.first}至{fork.last}条与已收到的内容矛盾" for fork in file.forks]
    counts = ("", "", "") if file.refused is not None else (str(file.new), str(file.repeated), str(file.waiting))
    return (Cell(plain_name(file.path)), Cell(_name(names, file.unit)), *map(Cell, counts), Cell("；".join(said)))


def _name(names: dict[UnitId, str], unit: UnitId | None) -> str:
    return _NOBODY if unit is None else names.get(unit, unit)
