from __future__ import annotations

from core.changes import registers
from core.ids import EvidenceId, IndicatorId, ItemId, SiteId, SubmissionId, UnitId
from core.model.period import Period

UNIT, CITY = UnitId("liyang"), UnitId("changzhou")
INDICATOR, ITEM, SUBMISSION = IndicatorId("n1"), ItemId("i1"), SubmissionId("s1")
PERIOD = Period.parse("2025-06")


def test_ids_of_a_units_own_entities_begin_with_the_unit() -> None:
    ids = [
        registers.observation_id(UNIT, INDICATOR, CITY, PERIOD),
        registers.progress_id(UNIT, ITEM, PERIOD),
        registers.evidence_id(UNIT, EvidenceId("e1")),
        registers.submission_id(UNIT, SUBMISSION),
        registers.review_id(UNIT, SUBMISSION, CITY),
        registers.reviewed_value_id(UNIT, INDICATOR, CITY, PERIOD, reviewer=CITY),
        registers.site_id(UNIT, SiteId("aaaaaaaaaaaa")),
        registers.duty_id(UNIT, ITEM),
    ]

    assert {entity_id.split("/")[0] for entity_id in ids} == {UNIT}
    assert len(set(ids)) == len(ids)


def test_reviewed_value_names_the_observation_and_who_reviews() -> None:
    observation = registers.observation_id(UNIT, INDICATOR, CITY, PERIOD)

    assert observation == "liyang/n1/changzhou/2025-06"
    assert registers.reviewed_value_id(UNIT, INDICATOR, CITY, PERIOD, reviewer=CITY) == f"{observation}/changzhou"


def test_allocation_is_one_units_share_of_one_indicator() -> None:
    assert registers.allocation_id(INDICATOR, UNIT) == "n1/liyang"
