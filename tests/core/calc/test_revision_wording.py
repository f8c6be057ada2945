from __future__ import annotations

from decimal import Decimal

from tests.core.calc.building import CITY, LEAD, MEASURE, measure

from core.calc.revision_wording import revision_text
from core.calc.revisions import Revision
from core.model.period import Period
from core.model.progress import DataStatus


def revision(former: str | None, value: str | None, *statuses: DataStatus) -> Revision:
    was, now = statuses or (DataStatus.ACTUAL, DataStatus.ACTUAL)
    numbers = [None if text is None else Decimal(text) for text in (former, value)]
    return Revision(LEAD, CITY, MEASURE, Period.parse("2025-05"), numbers[0], was, numbers[1], now)


def test_both_numbers_are_said_with_the_statuses_that_changed() -> None:
    assert revision_text(revision("43", "45"), measure()) == "43.0亿元→45.0亿元"
    assert revision_text(revision("43", "45", DataStatus.FLASH, DataStatus.ACTUAL), measure()) == "43.0亿元（快报）→45.0亿元（实际）"


def test_a_number_that_was_taken_back_is_a_dash() -> None:
    assert revision_text(revision("43", None), measure()) == "43.0亿元→—"
