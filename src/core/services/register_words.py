"""A register and its values in the words of a clerk: which item, indicator, period and field; what stands in it."""

from __future__ import annotations

from typing import Final, cast

from msgspec import Struct

from core.calc.wording import value_text
from core.changes import registers as entities
from core.changes.change import Json, Register
from core.changes.codec import encode_value
from core.errors import UserError
from core.ids import IndicatorId, ItemId, UnitId
from core.messages import Language
from core.model.indicator import Indicator
from core.model.period import Period
from core.model.plan import Plan
from core.model.progress import PURGED, DataStatus, Missing, Standing
from core.model.quantity import decimal_from
from core.services.item_passages import short_title
from core.store.sqlite import Database

TEXT_FIELDS: Final = ("text", "problems", "next_steps", "note")
_FIELDS: Final[dict[tuple[str, str], tuple[str, str]]] = {
    (entities.PROGRESS, "text"): ("进展情况", "progress"),
    (entities.PROGRESS, "problems"): ("存在问题", "problems"),
    (entities.PROGRESS, "next_steps"): ("下一步措施", "next steps"),
    (entities.PROGRESS, "note"): ("备注", "note"),
    (entities.PROGRESS, "self_rating"): ("自评", "self-rating"),
}
_ENTITIES: Final[dict[str, tuple[str, str]]] = {
    entities.OBSERVATION: ("指标数据", "figure"),
    entities.PROGRESS: ("进展填报", "progress"),
    entities.EVIDENCE: ("佐证材料", "evidence"),
    entities.EXPLANATION: ("审核说明", "explanation"),
    entities.SUBMISSION: ("上报", "submission"),
    entities.REVIEW: ("审核意见", "review"),
    entities.REVIEWED_VALUE: ("核定值", "reviewed value"),
    entities.CHECKED: ("审核结果", "findings"),
    entities.SITE: ("终端", "site"),
    entities.PLAN_ENTITY: ("方案", "plan"),
    entities.UNIT: ("单位", "unit"),
    entities.SECTION: ("章节", "section"),
    entities.TASK: ("重点任务", "task"),
    entities.ITEM: ("事项", "item"),
    entities.INDICATOR: ("指标", "indicator"),
    entities.ACHIEVEMENT: ("上年实绩", "achievement"),
    entities.ALLOCATION: ("目标分解", "allocation"),
    entities.DUTY: ("填报要求", "duty"),
    entities.INVITATION: ("登记邀请", "invitation"),
    entities.REVISION: ("方案调整", "revision"),
    entities.FORMULA: ("审核公式", "formula"),
}
_EMPTY: Final = ("（空）", "(empty)")
_PURGED: Final = (PURGED, "(purged)")


class Subject(Struct, frozen=True):
    """What a register is about, as far as its id says so; each None where it is about none.

    `unit` is the unit whose scope it stands in, None for the plan; `subject` whom a figure is about, `name` what else names the instance.
    """

    entity: str
    field: str
    unit: UnitId | None = None
    item: ItemId | None = None
    indicator: IndicatorId | None = None
    subject: UnitId | None = None
    period: Period | None = None
    name: str = ""

    def field_label(self, language: Language) -> str:
        """Which field it is: 进展情况, progress."""
        chosen = _FIELDS.get((self.entity, self.field)) or _ENTITIES.get(self.entity) or (self.entity, self.entity)
        return chosen[language == "en"]


def subject_of(database: Database, register: Register) -> Subject:
    """What a register is about; what a newer program wrote is named by its id."""
    parts = register.id.split("/")
    try:
        return _reading(database, register, parts)
    except (ValueError, IndexError, UserError):
        return Subject(register.entity, register.field, name=register.id)


def is_text(register: Register) -> bool:
    """Whether a register holds a text that can be merged with another."""
    return (register.entity == entities.PROGRESS and register.field in TEXT_FIELDS) or register.entity == entities.EXPLANATION


def text_of(register: Register, value: Json) -> str:
    """The text of a value of such a register; "" for what is empty, purged or not understood."""
    if register.entity == entities.EXPLANATION:
        value = value.get("text") if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""


def title_of(plan: Plan, subject: Subject, language: Language) -> str:
    """What a register is about in one line: 1.1.1 新增总投资超亿元项目 · 2025年3月 · 指标数据."""
    words = []
    indicator = None if subject.indicator is None else plan.indicators_by_id.get(subject.indicator)
    belongs = item_of_subject(plan, subject)
    item = None if belongs is None else plan.items_by_id.get(belongs)
    if item is not None:
        words.append(f"{item.code} {indicator.name if indicator is not None else short_title(item.text)}")
    elif indicator is not None:
        words.append(indicator.name)
    if subject.subject is not None and subject.subject != subject.unit and subject.subject in plan.units_by_id:
        words.append(plan.units_by_id[subject.subject].short_name)
    if subject.name:
        words.append(_instance_name(plan, subject))
    if subject.period is not None:
        words.append(str(subject.period) if language == "en" else subject.period.label)
    return " · ".join([*words, subject.field_label(language)])


def value_words(plan: Plan, register: Register, value: Json, language: Language) -> str:
    """What a value of a register says, texts resolved; of what has no words its canonical text."""
    if value is None:
        return _EMPTY[language == "en"]
    try:
        said = _said(plan, register, value, language)
    except (ValueError, KeyError, TypeError, ArithmeticError):
        said = None
    return encode_value(value).decode() if said is None else said


def reason_in(register: Register, value: Json) -> str:
    """Why a value was set, where it says so itself: a review's or a 核定值's reason."""
    if register.entity in {entities.REVIEW, entities.REVIEWED_VALUE} and isinstance(value, dict):
        reason = value.get("reason")
        return reason if isinstance(reason, str) else ""
    return ""


def _reading(database: Database, register: Register, parts: list[str]) -> Subject:  # noqa: PLR0911 # one for each kind of entity
    entity, field = register.entity, register.field
    unit = UnitId(parts[0])
    match entity:
        case entities.OBSERVATION | entities.REVIEWED_VALUE:
            indicator = IndicatorId(parts[1])
            return Subject(entity, field, unit, None, indicator, UnitId(parts[2]), Period.parse(parts[3]))
        case entities.PROGRESS | entities.EXPLANATION:
            return Subject(entity, field, unit, ItemId(parts[1]), period=Period.parse(parts[2]))
        case entities.EVIDENCE:
            row = database.execute(
                "SELECT item, period, name FROM evidence WHERE layer IN (0, 1) AND unit = ? AND id = ? ORDER BY layer", (unit, parts[1])
            ).fetchone()
            if row is None:
                return Subject(entity, field, unit, name=parts[1])
            return Subject(entity, field, unit, ItemId(row[0]), period=Period.parse(row[1]), name=row[2])
        case entities.SUBMISSION | entities.REVIEW:
            row = database.execute("SELECT period, number FROM submission WHERE unit = ? AND id = ?", (unit, parts[1])).fetchone()
            return Subject(entity, field, unit, period=Period.parse(row[0]) if row else None, name=f"#{row[1]}" if row else parts[1])
        case entities.CHECKED:
            return Subject(entity, field, unit, period=Period.parse(parts[1]))
        case entities.DUTY:
            return Subject(entity, field, None, ItemId(parts[1]), subject=unit)
        case entities.ALLOCATION:
            return Subject(entity, field, None, None, IndicatorId(parts[0]), UnitId(parts[1]))
        case entities.ITEM:
            return Subject(entity, field, None, ItemId(parts[0]), name=field)
        case entities.INDICATOR:
            return Subject(entity, field, None, None, IndicatorId(parts[0]), name=field)
    return Subject(entity, field, name=f"{register.id} {field}")


def _instance_name(plan: Plan, subject: Subject) -> str:
    unit = plan.units_by_id.get(UnitId(subject.name.partition(" ")[0]))
    return subject.name if unit is None else unit.short_name


def _said(plan: Plan, register: Register, value: Json, language: Language) -> str | None:  # noqa: PLR0911 # as above
    english = language == "en"
    match register.entity:
        case entities.OBSERVATION:
            indicator = plan.indicators_by_id.get(IndicatorId(register.id.split("/")[1]))
            return _figure(indicator, cast("dict[str, Json]", value))
        case entities.REVIEWED_VALUE:
            indicator = plan.indicators_by_id.get(IndicatorId(register.id.split("/")[1]))
            return _number(indicator, cast("dict[str, Json]", value)["value"])
        case entities.PROGRESS if register.field == "self_rating":
            return Standing(cast("str", value)).label
        case entities.PROGRESS | entities.EXPLANATION:
            return text_of(register, value) or _PURGED[english]
        case entities.EVIDENCE:
            facts = cast("dict[str, str]", value)
            return f"{facts['name']} {facts.get('caption', '')}".strip()
        case entities.REVIEW:
            facts = cast("dict[str, str]", value)
            return ("accepted" if english else "核定") if facts["accepted"] else ("returned" if english else "退回")
        case entities.SUBMISSION:
            number = cast("dict[str, int]", value)["number"]
            return f"submission {number}" if english else f"第{number}次上报"
        case entities.ALLOCATION:
            return _number(plan.indicators_by_id.get(IndicatorId(register.id.split("/")[0])), value)
        case entities.REVISION:
            revision = cast("dict[str, Json]", value)
            return f"revision {revision['number']}: {revision['reason']}" if english else f"第{revision['number']}版：{revision['reason']}"
        case entities.CHECKED:
            count = len(cast("dict[str, list[Json]]", value)["findings"])
            return f"{count} findings" if english else f"{count}处"
    return value if isinstance(value, str) else None


def _figure(indicator: Indicator | None, value: dict[str, Json]) -> str:
    missing = value.get("missing")
    if missing is not None:
        return Missing(cast("str", missing)).label
    said = _number(indicator, value.get("value"))
    status = DataStatus(cast("str", value.get("status", DataStatus.ACTUAL.value)))
    return said if status is DataStatus.ACTUAL else f"{said}（{status.label}）"


def _number(indicator: Indicator | None, value: Json) -> str:
    number = decimal_from(cast("str", value))
    exact = max(0, -cast("int", number.normalize().as_tuple().exponent))  # two values that differ must not read the same
    return value_text(number, indicator.unit if indicator else "", max(exact, indicator.decimals if indicator else 0))


def item_of_subject(plan: Plan, subject: Subject) -> ItemId | None:
    """The item that a register belongs to: its own, or its indicator's."""
    if subject.item is not None or subject.indicator is None:
        return subject.item
    indicator = plan.indicators_by_id.get(subject.indicator)
    return None if indicator is None else indicator.item
