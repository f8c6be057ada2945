"""All errors: `core.errors` as a whole."""

from __future__ import annotations

from pathlib import Path

from core.errors import BugError, JiannuoError, NotAPeriod, ReportIsEmpty, UnitCodeRepeated, UserError


def test_an_errors_code_is_its_name_in_small_letters() -> None:
    assert (NotAPeriod.code, ReportIsEmpty.code, UnitCodeRepeated.code) == ("not-a-period", "report-is-empty", "unit-code-repeated")


def test_an_error_carries_facts_and_no_sentence() -> None:
    error = UnitCodeRepeated(path=Path("u.csv"), row=3, unit="HZ")

    assert error.facts == {"path": Path("u.csv"), "row": 3, "unit": "HZ"}
    assert str(error) == f"unit-code-repeated(path={Path('u.csv')!r}, row=3, unit='HZ')"


def test_our_own_faults_are_no_faults_of_the_user() -> None:
    assert issubclass(BugError, JiannuoError)
    assert not issubclass(BugError, UserError)


def test_two_failures_are_never_the_same_one() -> None:
    """Errors are compared as objects: a test or a set must not take one for another."""
    assert NotAPeriod(text="六月") != NotAPeriod(text="六月")
