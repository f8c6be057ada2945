from __future__ import annotations

from decimal import Decimal

import pytest
from tests.core.services.exchanging import APRIL, MARCH, hand_up, hand_up_text, rows, second_computer
from tests.journeys.conftest import City

from core.errors import NotTheOffice, PeriodNotInPlan
from core.model.period import Period
from core.model.progress import SubmissionState
from core.services.desk import Desk
from core.services.merging import dry_run, merge
from core.services.review_queue import Heap
from core.services.reviews import accept, send_back
from core.services.submission_page import SubmissionPage, evidence_bytes, submission_page


def page(office: Desk, period: Period = MARCH, unit: str = "东区") -> SubmissionPage:
    return submission_page(office, office.find_unit(unit).id, period)


def test_before_anything_is_handed_up_the_page_shows_what_is_asked(office: Desk) -> None:
    found = page(office)

    assert (found.state, found.heap, found.submission, found.in_use) == (SubmissionState.MISSING, Heap.MISSING, None, 0)
    assert [(row.indicator.name, row.figure) for row in found.figures] == [("新增总投资超亿元项目", None), ("新增上市企业", None)]
    assert (found.findings, found.texts, found.evidence) == ((), (), ())


def test_a_submission_waits_for_an_answer_until_it_has_one(city: City, office: Desk) -> None:
    assert not page(office).waits_for_an_answer

    hand_up(city, office, "20")
    assert page(office).waits_for_an_answer

    accept(office, office.find_unit("东区").id, MARCH)
    assert not page(office).waits_for_an_answer


def test_a_lead_that_owes_a_text_has_a_row_for_it(office: Desk) -> None:
    found = page(office, unit="市发改委")

    assert [(row.item.code, row.is_lead, row.is_asked, row.progress) for row in found.texts][:2] == [
        ("0.1", True, True, None),
        ("1.1.1", True, True, None),
    ]


def test_texts_of_a_supporter_are_shown_though_nobody_asked(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "新开工项目8个。")

    (row,) = page(office).texts

    assert row.progress is not None
    assert (row.item.code, row.is_lead, row.is_asked, row.progress.text) == ("1.1.1", False, False, "新开工项目8个。")


def test_findings_on_texts_stand_beside_the_text(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "已完成88%。含尚未入库的储备项目，与填报数口径不同。")

    (row,) = page(office).texts

    assert [finding.code for finding in row.findings] == ["text-against-number"]
    assert page(office).heap is Heap.LOOK


def test_what_changed_since_the_submission_before_is_marked(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, "20")
    send_back(office, unit, MARCH, reason="请核减")
    hand_up_text(city, office, "18", "核减2个未入库项目。")

    found = page(office)

    assert (found.previous, found.submission and found.submission.number) == (1, 2)
    assert [(row.value, row.previous, row.has_changed) for row in found.figures] == [
        (Decimal(18), Decimal(20), True),
        (Decimal(1), Decimal(1), False),
    ]
    assert [row.has_changed for row in found.texts] == [True]


def test_a_first_submission_has_changed_nothing(city: City, office: Desk) -> None:
    hand_up_text(city, office, "20", "新开工项目8个。")

    found = page(office)

    assert found.previous == 0
    assert not any([*(row.has_changed for row in found.figures), *(row.has_changed for row in found.texts)])


def test_what_another_period_brought_is_no_change_of_this_one(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "24", period=APRIL)
    hand_up(city, office, "19")

    assert [row.has_changed for row in page(office).figures] == [True, False]


def test_the_periods_submissions_come_latest_first_with_their_answers(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, "20")
    send_back(office, unit, MARCH, reason="请核减")
    hand_up(city, office, "18")
    accept(office, unit, MARCH)

    found = page(office)

    assert [(past.submission.number, [(review.accepted, review.reason) for review in past.reviews]) for past in found.past] == [
        (2, [(True, "")]),
        (1, [(False, "请核减")]),
    ]
    assert (found.state, found.heap, found.in_use) == (SubmissionState.ACCEPTED, Heap.ACCEPTED, 2)


def test_a_request_shows_what_it_says_and_what_is_in_use(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    hand_up(city, office, "25")

    found = page(office)

    assert (found.heap, found.in_use, found.submission and found.submission.number) == (Heap.REQUEST, 1, 2)
    assert (found.figures[0].value, found.figures[0].previous) == (Decimal(25), Decimal(20))


def test_a_conflict_shows_as_a_missing_value(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    second_computer(office, "25")

    found = page(office)

    assert found.heap is Heap.CONFLICT
    assert [row.missing and row.missing.label for row in found.figures] == ["冲突", None]


def test_evidence_tells_whether_its_bytes_are_here(city: City, office: Desk) -> None:
    proof = city.table("证明.txt", "入库证明")
    city.desk.does("attach", city.unit("东区"), proof, "--period", str(MARCH), "--item", "1.1.1")
    merge(office, dry_run(office, [city.hands_up("东区", str(MARCH), rows("20"))]))

    (row,) = page(office).evidence

    assert (row.evidence.name, row.is_held) == ("证明.txt", True)
    assert evidence_bytes(office, row.evidence.sha256) == proof.read_bytes()
    assert evidence_bytes(office, "0" * 64) is None


def test_only_the_office_reviews_and_only_periods_of_the_plan(east: Desk, office: Desk) -> None:
    with pytest.raises(NotTheOffice):
        submission_page(east, east.unit, MARCH)
    with pytest.raises(PeriodNotInPlan):
        page(office, Period.parse("2025-Q1"))
