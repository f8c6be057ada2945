"""What the head of the form says: where the item stands in the report, and what changing it now would mean. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from core.calc.finding import Finding, finding_sentence
from core.messages import Language
from core.model.progress import SubmissionState
from core.services.item_figures import FigureCell
from core.services.item_holdings import OF_PERIOD
from core.services.item_page import FieldConflict, ItemPage, Settling
from core.services.own_figures import FigureKey
from core.services.work_list import WorkList
from gui.widgets.finding_lines import FindingLine

_CONTEXT = "ItemForm"
# Said of a cell that is merely empty: nothing is wrong with it yet.
_EMPTY = frozenset({"figure-missing", "text-missing", "evidence-missing"})


def with_period_findings(page: ItemPage, work: WorkList | None) -> ItemPage:
    """The page with what the checks find in the period as a whole and say at this item, as far as the list of work is about it."""
    if work is None or work.period != page.period:
        return page
    told = next((item.findings for item in work.items if item.id == page.item.id), ())
    own = [each for each in page.findings if each.code not in OF_PERIOD]
    return replace(page, findings=(*own, *(each for each in told if each.code in OF_PERIOD)))


def path_text(page: ItemPage) -> str:
    """The headings that the item stands under, from its own section on."""
    section = page.path[-1]
    parts = [f"{section.number} {section.title}".strip(), page.task]
    return " › ".join(part for part in parts if part)


def sentence_text(page: ItemPage) -> str:
    """The item's own words, without the marks of the report's markup."""
    return page.item.text.replace("**", "").strip()


def role_text(page: ItemPage) -> str:
    """The unit's part in the item; empty where it has none."""
    if page.duty is None:
        return ""
    return _translated("牵头") if page.duty.is_lead else _translated("责任")


def state_text(page: ItemPage, *, is_read_only: bool, newer: int | None) -> str:
    """What the person should know before changing anything; empty where nothing is special."""
    if is_read_only:
        return _translated("工作簿以只读方式打开，只能查看。")
    if page.duty is None:
        return _translated("本单位不承担这一事项，只能查看。")
    if newer is not None:
        return _translated("本期核定后又报了第{number}次，等待主办单位处理；现在修改须再次上报。").format(number=newer)
    match page.state:
        case SubmissionState.SUBMITTED:
            return _translated("本期已上报（第{number}次），等待审核；现在修改须再次上报。").format(number=page.number)
        case SubmissionState.ACCEPTED:
            return _translated("本期已核定；现在修改再上报属“核定后又报”，须主办单位同意才采用。")
        case SubmissionState.RETURNED:
            return _translated("本期已退回：{reason}").format(reason=page.reason)
        case _:
            return ""


def asks_nothing(page: ItemPage) -> bool:
    """Whether neither figure nor text nor evidence is asked of the item in this period."""
    return page.asked is None or not page.asked.asks_something


def asked_texts(page: ItemPage) -> tuple[str, ...]:
    """The texts that the paper form asks for: all where progress is due or there are no figures, else those that a finding misses."""
    if not page.figures or (page.asked is not None and page.asked.text):
        return ("text", "problems", "next_steps")
    is_unexplained = any(each.field == "text" and each.stops_submitting for each in page.findings)
    return ("problems", "next_steps") if is_unexplained else ()


def finding_lines(findings: Iterable[Finding], language: Language) -> tuple[FindingLine, ...]:
    """Findings as lines; what says only that a cell is empty is not grave until the period is handed up."""
    return tuple(
        FindingLine(each.severity.label_in(language), finding_sentence(each, language), each.stops_submitting and each.code not in _EMPTY)
        for each in findings
    )


def conflict_lines(conflicts: Iterable[FieldConflict], figure: FigureKey | None) -> tuple[FindingLine, ...]:
    """What is said of a figure that another computer of the unit filled in otherwise, or of the texts, files and answers."""
    names = {
        "text": _translated("进展情况"),
        "problems": _translated("存在问题"),
        "next_steps": _translated("下一步措施"),
        "note": _translated("备注"),
        "self_rating": _translated("自评进度"),
        "": _translated("佐证材料或审核说明"),
    }
    sentences = {
        Settling.OPEN: _translated("{name}与本单位另一台电脑填报的不一致，请先处理冲突。"),
        Settling.CHOSEN: _translated("{name}的冲突已选定，下次上报时报出。"),
        Settling.OVERRULED: _translated("{name}已由本单位另一台电脑改定，下次上报时采用。"),
    }
    return tuple(
        FindingLine(
            _translated("冲突"),
            sentences[each.settling].format(name=_translated("本指标") if figure is not None else names.get(each.field, each.field)),
            each.settling is Settling.OPEN,
        )
        for each in conflicts
        if each.figure == figure
    )


def of_figure(findings: Sequence[Finding], cell: FigureCell) -> list[Finding]:
    """What the checks say of a unit's figure; of those of several periods only the empty cells are said to be missing."""
    about = (cell.key.indicator, cell.key.subject, "value")
    mine = [each for each in findings if (each.indicator, each.subject, each.field) == about]
    return [each for each in mine if each.code not in _EMPTY or cell.is_empty]


def of_texts(findings: Sequence[Finding], field: str) -> list[Finding]:
    """What the checks say of the texts or of the rating: everything that no figure has."""
    return [each for each in findings if each.field == field or (field == "text" and each.indicator is None and each.field == "value")]


def _translated(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
