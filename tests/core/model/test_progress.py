from __future__ import annotations

from decimal import Decimal

import pytest

from core.ids import IndicatorId, ItemId, UnitId
from core.model.period import Period
from core.model.progress import Missing, Observation, Progress, Standing, SubmissionState

JUNE = Period.parse("2025-06")


def observation(value: Decimal | None, missing: Missing | None = None) -> Observation:
    return Observation(UnitId("u"), IndicatorId("i"), UnitId("u"), JUNE, value, missing)


def test_an_observation_has_a_value_or_a_reason_and_never_both_or_neither() -> None:
    assert observation(Decimal(0)).value == 0
    assert observation(None, Missing.NOT_STARTED).missing is Missing.NOT_STARTED
    for value, missing in ((None, None), (Decimal(1), Missing.CONFLICT)):
        with pytest.raises(ValueError, match="either"):
            observation(value, missing)


def test_every_word_of_a_state_is_its_own() -> None:
    for words in (Missing, Standing, SubmissionState):
        labels = [word.label for word in words]
        assert len(set(labels)) == len(labels)


def test_standings_come_in_the_order_of_printing() -> None:
    assert [standing.label for standing in Standing] == ["已完成", "超进度", "达进度", "欠进度", "其他"]


def test_progress_is_empty_unless_told() -> None:
    progress = Progress(UnitId("u"), ItemId("i"), JUNE)

    assert (progress.text, progress.self_rating, progress.node_dates) == ("", None, ())
