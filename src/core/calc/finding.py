"""What a check found: its severity, its place and its facts, the answer to it, and the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from core.calc.finding_sentences import SENTENCES
from core.ids import FormulaId, IndicatorId, ItemId, UnitId
from core.messages import Language
from core.model.check_settings import CHECKS
from core.model.explanation import FindingKey
from core.model.severity import Severity


class Finding(Struct, frozen=True):
    """One finding of a check; `field` is value, text or self_rating, `facts` fill the sentence; `subject` is whose figure it is about.

    `english` holds those facts that read otherwise in English: distances, periods, what a value was compared with. Names and units stay as
    the plan has them.
    `is_answered` says that an answer of its own, or the item's text, explains it. `about` is what was questioned (a value, words), which an
    answer belongs to; `answer` is that answer, empty where there is none. `says` are the Chinese and English sentences that travelled with
    a finding of another program.
    """

    severity: Severity
    code: str
    item: ItemId
    indicator: IndicatorId | None
    field: str
    facts: tuple[tuple[str, str], ...]
    is_answered: bool = False
    english: tuple[tuple[str, str], ...] = ()
    subject: UnitId | None = None
    about: str = ""
    formula: FormulaId | None = None
    answer: str = ""
    says: tuple[str, str] | None = None

    @property
    def kind(self) -> str:
        """The kind of check that it comes from; empty of a code that this program does not know."""
        return CHECKS[self.code].kind if self.code in CHECKS else ""

    @property
    def key(self) -> FindingKey:
        """What an answer to it is kept under."""
        return FindingKey(self.code, self.item, self.indicator, self.subject, self.formula, self.about)

    @property
    def stops_submitting(self) -> bool:
        """Whether the period cannot be handed up while this stands."""
        return self.severity is Severity.BLOCKING or (self.severity is not Severity.HINT and not self.is_answered)


def finding_sentence(finding: Finding, language: Language = "zh") -> str:
    """What is wrong and what to do, in one sentence; of one that travelled the sentence that came with it."""
    if finding.says is not None or finding.code not in SENTENCES:
        chinese, english = finding.says or ("", "")
        return (chinese if language == "zh" else english or chinese) or finding.code
    chinese, english = SENTENCES[finding.code]
    if language == "zh":
        return chinese.format(**dict(finding.facts))
    return english.format(**dict(finding.facts) | dict(finding.english))


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity; every severity is a key."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    return counts
