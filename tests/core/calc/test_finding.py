from __future__ import annotations

import inspect
import re
import string

from msgspec.structs import replace

import core.calc.checks
import core.calc.figure_checks
import core.calc.formula_checks
import core.calc.span_checks
import core.calc.unit_checks
from core.calc.finding import Finding, finding_sentence
from core.calc.finding_sentences import SENTENCES
from core.ids import ItemId
from core.model.check_settings import CHECKS
from core.model.severity import Severity

ITEM = ItemId("i")


def finding(severity: Severity, code: str = "text-missing", *, is_answered: bool = False) -> Finding:
    return Finding(severity, code, ITEM, None, "text", (("item", "1.2.3"),), is_answered)


def test_only_blocking_and_unexplained_findings_stop_submitting() -> None:
    assert finding(Severity.BLOCKING, is_answered=True).stops_submitting
    assert finding(Severity.EXPLAIN).stops_submitting
    assert not finding(Severity.EXPLAIN, is_answered=True).stops_submitting
    assert finding(Severity.VERIFY).stops_submitting
    assert not finding(Severity.VERIFY, is_answered=True).stops_submitting
    assert not finding(Severity.HINT).stops_submitting


def test_severities_have_the_names_of_national_reporting() -> None:
    assert [severity.label for severity in Severity] == ["强制性", "准强制性", "核实性", "提示性"]


def test_a_sentence_names_the_item_and_the_cure_in_both_languages() -> None:
    assert finding_sentence(finding(Severity.BLOCKING)) == "1.2.3的进展情况未填；请简要填写本期进展。"
    assert finding_sentence(finding(Severity.BLOCKING), "en") == "The progress of 1.2.3 is empty; write what was done."


def test_what_reads_otherwise_in_english_takes_the_place_of_the_chinese() -> None:
    behind = replace(
        finding(Severity.EXPLAIN, "behind-without-text"),
        facts=(("item", "1.2.3"), ("distance", "低于序时进度25.0个百分点")),
        english=(("distance", "25.0 points behind schedule"),),
    )

    assert finding_sentence(behind) == "1.2.3欠进度（低于序时进度25.0个百分点）；请在存在问题或下一步措施中说明原因和打算。"
    assert finding_sentence(behind, "en") == "1.2.3 is behind (25.0 points behind schedule); write why, and what is planned."


def test_severities_have_english_names() -> None:
    assert [severity.label_in("en") for severity in Severity] == ["must be mended", "must be explained", "must be confirmed", "hint"]
    assert Severity.HINT.label_in("zh") == "提示性"


def test_both_languages_use_the_same_facts_save_those_a_language_spares() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert all(names(english) <= names(chinese) and "item" in names(english) for chinese, english in SENTENCES.values())


def test_every_code_the_checks_use_has_a_sentence_and_no_sentence_is_idle() -> None:
    modules = (core.calc.checks, core.calc.figure_checks, core.calc.formula_checks, core.calc.span_checks, core.calc.unit_checks)
    source = "".join(inspect.getsource(module) for module in modules)
    raised = set(re.findall(r'(?:Raised|Raised\.of|_flaw)\(\s*(?:Severity\.\w+, )?"([a-z-]+)"', source)) | {"evidence-not-held"}

    assert raised | {"done-without-evidence"} == set(SENTENCES) == set(CHECKS)


def test_a_figures_flaw_is_as_severe_as_its_kind() -> None:
    flaws = re.findall(r'_flaw\(\s*Severity\.(\w+), "([a-z-]+)"', inspect.getsource(core.calc.figure_checks))

    assert [code for severity, code in flaws if CHECKS[code].severity is not Severity[severity]] == []
    assert len(flaws) > 5


def test_a_code_of_a_newer_program_says_what_travelled_with_it() -> None:
    of_newer = replace(finding(Severity.VERIFY, "sudden-round"), says=("数据突然取整。", "Suddenly round."))

    assert (finding_sentence(of_newer), finding_sentence(of_newer, "en")) == ("数据突然取整。", "Suddenly round.")
    assert finding_sentence(replace(of_newer, says=None)) == "sudden-round"
    assert of_newer.kind == ""
