"""The ledger (台账) as XLSX: every item and indicator of a period with what was judged, in the report's order.

Figures are written as numbers so that offices can go on reckoning with them; percentages keep one decimal.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.calc.judgement import ROLLED_UP, Judgement
from core.calc.wording import target_text
from core.files import write_file
from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import DataStatus

RowKey: TypeAlias = tuple[ItemId, IndicatorId | None, UnitId]

COLUMNS = (
    ("编号", 9),
    ("章节", 26),
    ("重点任务", 18),
    ("目标任务", 44),
    ("指标", 24),
    ("单位", 12),
    ("计量单位", 9),
    ("目标", 14),
    ("累计完成", 12),
    ("截至", 11),
    ("完成率（%）", 11),
    ("序时进度（%）", 12),
    ("距离（百分点）", 13),
    ("进度评价", 10),
    ("数据来源", 10),
    ("牵头单位", 14),
    ("算法", 60),
    ("审核说明", 40),
)
OWN_LEVEL = "本级"
SOURCES = {
    "reviewed": "核定",
    "accepted": "已核定上报",
    "submitted": "未核定上报",
    **{source.value: "汇总" for source in ROLLED_UP},
    "opening": "期初数",
    "remainder": "上报数减汇总",
    "self_rating": "自评",
    "none": "—",
}
_FIXED_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 # XLSX properties have no time zone; a fixed one keeps the same data the same bytes
_PROPERTIES = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FIXED_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_ledger(
    path: Path, plan: Plan, period: Period, judgements: Iterable[Judgement], notes: Mapping[RowKey, str] = MappingProxyType({})
) -> int:
    """Write the ledger and return how many rows it has below the head; the same judgements and notes give the same bytes.

    `notes` are explanations by item, indicator and unit; those of an item as a whole stand in its unit's first row.

    Raises:
        CannotWrite, DiskFull, PathIsFolder: what stood at the path before is untouched.
    """
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = period.label
    mark = "（示例数据）" if plan.is_sample else ""
    sheet.append([f"{plan.place}{plan.year}年《政府工作报告》重点任务台账（{period.label}）{mark}"])
    sheet.append([title for title, _ in COLUMNS])
    rows = []
    left = dict(notes)
    for judgement in judgements:
        keys = ((judgement.item, None, judgement.unit), (judgement.item, judgement.indicator, judgement.unit))
        said = [] if judgement.is_own_level else [left.pop(key) for key in dict.fromkeys(keys) if key in left]
        rows.append([*_row(plan, judgement), "；".join(said)])
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in row])
    _dress(sheet)
    workbook.properties.created = _FIXED_DATE
    workbook.properties.creator = plan.place
    buffer = io.BytesIO()
    workbook.save(buffer)
    write_file(path, _without_dates(buffer.getvalue()))
    return len(rows)


def _row(plan: Plan, judgement: Judgement) -> list[str | float | None]:
    item = plan.items_by_id[judgement.item]
    task = None if item.task is None else plan.tasks_by_id[item.task]
    indicator = None if judgement.indicator is None else plan.indicators_by_id[judgement.indicator]
    target = ""
    if indicator is not None:
        target = target_text(indicator.target, indicator.unit, indicator.decimals) if judgement.is_city else _plain(judgement.target)
    lead = plan.units_by_id.get(item.lead) if item.lead is not None else None
    return [
        item.code,
        plan.sections_by_id[item.section].title,
        task.title if task else "",
        item.text.replace("*", "").strip(),
        indicator.name if indicator else "",
        plan.units_by_id[judgement.unit].short_name + (OWN_LEVEL if judgement.is_own_level else ""),
        indicator.unit if indicator else "",
        target,
        _number(judgement.value),
        judgement.as_of.label if judgement.as_of else "",
        _number(judgement.completion, 1),
        _number(judgement.elapsed, 1),
        _number(judgement.distance, 1),
        judgement.standing.label,
        SOURCES[judgement.source.value] + ("" if judgement.status is DataStatus.ACTUAL else f"（{judgement.status.label}）"),
        lead.short_name if lead else "",
        judgement.explanation,
    ]


def _number(value: object, decimals: int | None = None) -> float | None:
    """A figure as Excel keeps it; the exact one is in the log."""
    if value is None:
        return None
    return round(float(str(value)), decimals) if decimals is not None else float(str(value))


def _plain(value: object) -> str:
    return "" if value is None else format(value, "f")


def _dress(sheet: Worksheet) -> None:
    """Head, widths, frames, and a page that prints: A4 landscape, as wide as the paper, the head on every page."""
    thin = Side(style="thin", color="808080")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        head = sheet.cell(row=2, column=number)
        head.font = Font(name="黑体", size=10.5)
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for number, row in enumerate(sheet.iter_rows(min_row=2), start=2):
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"  # what begins with = is a text here as everywhere
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if number > 2:
                cell.font = Font(name="宋体", size=10.5)
                cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "F3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"


def _without_dates(data: bytes) -> bytes:
    """The same archive with every member, and what it says of its last change, at one date: the time of writing is not data."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = source.read(name)
            if name == _PROPERTIES:  # openpyxl writes the clock's time there whatever the workbook's properties say
                member = _MODIFIED.sub(rb"\g<1>" + _FIXED_DATE.isoformat().encode() + b"Z", member)
            target.writestr(zipfile.ZipInfo(name, _FIXED_ZIP_DATE), member, zipfile.ZIP_DEFLATED)
    return out.getvalue()
