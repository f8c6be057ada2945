"""All errors: `core.errors` as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_an_error_without_one_of_its_facts_cannot_be_raised() -> None:
    with pytest.raises(TypeError, match="UnitCodeRepeated has the facts path, row, unit"):
        UnitCodeRepeated(path=Path("u.csv"), row=3)  # type: ignore[call-arg]  # what is tested


def test_an_error_takes_no_fact_twice_and_none_that_it_does_not_have() -> None:
    with pytest.raises(TypeError):
        NotAPeriod("六月", text="六月")  # type: ignore[misc]  # what is tested
    with pytest.raises(TypeError):
        NotAPeriod("六月", row=3)  # type: ignore[call-arg]  # what is tested
