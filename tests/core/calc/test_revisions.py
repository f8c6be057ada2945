from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.calc.building import EAST, WEST, city_row, figure, measure, small_plan, unit_row

from core.calc.judgement import Figure
from core.calc.judgement_json import finality_as_json, revision_as_json
from core.calc.revision_wording import revision_text
from core.calc.revisions import Handed, former_version, revisions
from core.model.indicator import RollUpRule, ValueKind
from core.model.progress import DataStatus, Missing, SubmissionState

ACCEPTED, SUBMITTED, RETURNED = SubmissionState.ACCEPTED, SubmissionState.SUBMITTED, SubmissionState.RETURNED
VERSIONS = [(3, "first"), (7, "second"), (12, "third")]


def revised(value: str, former: str, *, status: DataStatus = DataStatus.ACTUAL, was: DataStatus = DataStatus.ACTUAL) -> Figure:
    return replace(figure(value, status=status), former=figure(former, status=was).observation)


def test_what_an_earlier_submission_handed_up_stood_before() -> None:
    assert former_version(VERSIONS, 12, [Handed(13, SUBMITTED), Handed(8, ACCEPTED), Handed(4, ACCEPTED)]) == "second"
    assert former_version(VERSIONS, 3, [Handed(4, SUBMITTED)]) is None


def test_what_was_returned_never_stood() -> None:
    assert former_version(VERSIONS, 7, [Handed(8, SUBMITTED), Handed(4, RETURNED)]) is None
    assert former_version(VERSIONS, 12, [Handed(13, SUBMITTED), Handed(8, RETURNED), Handed(4, ACCEPTED)]) == "first"


@given(
    st.lists(st.integers(1, 50), unique=True, min_size=1).map(sorted),
    st.integers(0, 49),
    st.lists(st.tuples(st.integers(1, 60), st.sampled_from([ACCEPTED, SUBMITTED, RETURNED]))),
)
def test_a_former_version_came_before_and_was_handed_up_by_one_that_stood(
    numbers: list[int], place: int, handed: list[tuple[int, SubmissionState]]
) -> None:
    counts = numbers[place % len(numbers)]
    submissions = [Handed(*each) for each in handed]

    former = former_version([(number, number) for number in numbers], counts, submissions)

    stood = [each.last for each in submissions if each.state is not RETURNED and each.last < counts]
    assert former == max((number for number in numbers if stood and number <= max(stood)), default=None)
    assert former is None or former < counts


def test_a_figure_handed_up_again_otherwise_is_a_revision_with_both_values() -> None:
    (found,) = revisions([revised("45", "43", was=DataStatus.FLASH), figure("9", subject=EAST)])

    assert (found.former, found.former_status, found.value, found.status) == (Decimal(43), DataStatus.FLASH, Decimal(45), DataStatus.ACTUAL)
    assert revision_text(found, measure()) == "43.0亿元（快报）→45.0亿元（实际）"
    assert revision_as_json(found) == {
        "reporter": "lead",
        "subject": "city",
        "indicator": "measure",
        "period": "2025-06",
        "former": "43",
        "former_status": "flash",
        "value": "45",
        "status": "actual",
    }


def test_a_status_alone_is_a_revision_and_saying_the_same_is_none() -> None:
    assert len(revisions([revised("43", "43", was=DataStatus.FLASH)])) == 1
    assert revisions([revised("43", "43")]) == ()
    assert revision_text(revisions([revised("45", "43")])[0], measure()) == "43.0亿元→45.0亿元"


def test_a_first_number_after_a_reason_is_no_revision() -> None:
    waited = replace(figure("43"), former=figure(None, missing=Missing.NOT_PUBLISHED).observation)

    assert revisions([waited]) == ()


def test_a_row_says_how_final_its_number_is_and_what_stood_before() -> None:
    row = city_row(small_plan(measure()), revised("12", "11", status=DataStatus.ACTUAL, was=DataStatus.FLASH))

    assert finality_as_json(row) == {"status": "actual", "former": "11", "former_status": "flash"}
    assert row.explanation.endswith("；由11亿元修订")


def test_a_flash_figure_is_said_to_be_one() -> None:
    plan = small_plan(measure(roll_up=RollUpRule.SUM), shares={EAST: "8", WEST: "12"})
    figures = figure("5", subject=EAST, status=DataStatus.FLASH), figure("6", subject=WEST)

    assert "快报数" in unit_row(plan, EAST, *figures).explanation
    assert (city_row(plan, *figures).status, unit_row(plan, WEST, *figures).status) == (DataStatus.FLASH, DataStatus.ACTUAL)
    assert finality_as_json(city_row(plan)) == {"status": None, "former": None, "former_status": None}


def test_a_reviewed_value_is_the_last_word_whatever_status_the_unit_gave() -> None:
    row = city_row(small_plan(measure()), figure("12", reviewed="11", status=DataStatus.FLASH))

    assert (row.value, row.status, row.former) == (Decimal(11), DataStatus.ACTUAL, None)


def test_a_year_to_date_is_flash_when_a_part_is_and_has_no_former_number_of_its_own() -> None:
    plan = small_plan(measure(ValueKind.PERIOD))
    may = replace(figure("3", "2025-05", status=DataStatus.FLASH))

    row = city_row(plan, may, revised("4", "5"))

    assert (row.value, row.status, row.former) == (Decimal(7), DataStatus.FLASH, None)
