from __future__ import annotations

import re
import string
from pathlib import Path

import core.calc.checks
from core.calc.finding import SENTENCES, Finding, Severity, finding_sentence
from core.ids import ItemId

ITEM = ItemId("i")


def finding(severity: Severity, code: str = "text-missing", *, is_answered: bool = False) -> Finding:
    return Finding(severity, code, ITEM, None, "text", (("item", "1.2.3"),), is_answered)


def test_only_blocking_and_unexplained_findings_stop_submitting() -> None:
    assert finding(Severity.BLOCKING, is_answered=True).stops_submitting
    assert finding(Severity.EXPLAIN).stops_submitting
    assert not finding(Severity.EXPLAIN, is_answered=True).stops_submitting
    assert not finding(Severity.VERIFY).stops_submitting
    assert not finding(Severity.HINT).stops_submitting


def test_severities_have_the_names_of_national_reporting() -> None:
    assert [severity.label for severity in Severity] == ["强制性", "准强制性", "核实性", "提示性"]


def test_a_sentence_names_the_item_and_the_cure_in_both_languages() -> None:
    assert finding_sentence(finding(Severity.BLOCKING)) == "1.2.3的进展情况未填；请简要填写本期进展。"
    assert finding_sentence(finding(Severity.BLOCKING), "en") == "The progress of 1.2.3 is empty; write what was done."


def test_both_languages_use_the_same_facts_save_those_a_language_spares() -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert all(names(english) <= names(chinese) and "item" in names(english) for chinese, english in SENTENCES.values())


def test_every_code_the_checks_use_has_a_sentence_and_no_sentence_is_idle() -> None:
    source = Path(core.calc.checks.__file__).read_text(encoding="utf-8")

    assert set(re.findall(r'Severity\.\w+, "([a-z-]+)"', source.replace("\n", " ").replace("                    ", ""))) == set(SENTENCES)
