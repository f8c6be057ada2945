"""The four severities: `core.model.severity`."""

from __future__ import annotations

from core.model.severity import Severity


def test_severities_are_named_as_statistics_name_them() -> None:
    assert [each.label for each in Severity] == ["强制性", "准强制性", "核实性", "提示性"]
    assert [each.label_in("zh") for each in Severity] == [each.label for each in Severity]
    assert Severity.VERIFY.label_in("en") == "must be confirmed"


def test_only_the_two_in_the_middle_take_an_answer() -> None:
    assert [each.takes_answer for each in Severity] == [False, True, True, False]
