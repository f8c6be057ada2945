from __future__ import annotations

import shutil
from pathlib import Path

from tests.core.services.exchanging import APRIL, MARCH, feed_back, hand_up, reader, rows
from tests.journeys.conftest import City

from core.errors import NotABundle
from core.model.period import Period
from core.services.desk import Desk, Program, open_desk
from core.services.exchange import DecisionLine, describe, exchange_page, report_file_name
from core.services.merging import dry_run, merge
from core.services.packing import write_feedback
from core.services.reviews import accept, send_back


def names(office: Desk, units: tuple[str, ...]) -> list[str]:
    return [unit.short_name for unit in office.plan.units if unit.id in units]


def test_a_new_office_has_met_nobody(office: Desk) -> None:
    page = exchange_page(office)

    assert (page.imports, page.report, page.feedback) == ((), None, ())
    assert [(site.unit, site.is_here) for site in page.sites] == [(office.unit, True)]
    assert names(office, page.without_task_file) == ["市发改委", "市人社局", "东区", "西区"]


def test_what_came_in_is_listed_with_the_senders_unit(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "22", period=APRIL)

    page = exchange_page(office)

    east = office.find_unit("东区").id
    assert [(line.name, line.unit) for line in page.imports] == [("report.jnb", east)] * 2
    assert all(line.entered > 0 for line in page.imports)
    assert [(site.unit, site.is_here) for site in page.sites] == [(office.unit, True), (east, False)]
    assert names(office, page.without_task_file) == ["市发改委", "市人社局", "西区"]


def test_feedback_is_to_be_sent_until_the_unit_says_that_it_holds_it(city: City, office: Desk) -> None:
    unit = office.find_unit("东区").id
    hand_up(city, office, "20")
    before = {line.unit: line.changes for line in exchange_page(office).feedback}.get(unit, 0)

    accept(office, unit, MARCH)
    waiting = {line.unit: line.changes for line in exchange_page(office).feedback}
    feed_back(city, office)
    hand_up(city, office, "22", period=APRIL)  # brings word of what the unit holds

    assert waiting[unit] == before + 1
    assert unit not in {line.unit for line in exchange_page(office).feedback}


def test_a_unit_has_to_send_what_the_office_never_acknowledged(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    send_back(office, office.find_unit("东区").id, MARCH, reason="请核减")
    feed_back(city, office)
    with reader(city, "东区") as east:
        assert exchange_page(east).report is None

    city.hands_up("东区", str(MARCH), rows("18"))
    city.hands_up("东区", str(APRIL), rows("21"))

    with reader(city, "东区") as east:
        report = exchange_page(east).report
    assert report is not None
    assert (report.submissions, report.last_number) == (((APRIL, 1), (MARCH, 2)), 1)
    assert (report.file_name, report.changes) == (
        "上报包_海州市_东区_2025-04.jnb",
        6,
    )  # a figure, two figures, what the checks found in April, two submissions


def test_a_unit_page_names_no_other_units(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    accept(office, office.find_unit("东区").id, MARCH)
    feed_back(city, office)

    with reader(city, "东区") as east:
        page = exchange_page(east)

        assert (page.without_task_file, page.feedback) == ((), ())
        assert [line.unit for line in page.imports] == [office.unit, office.unit]
        assert [(site.unit, site.is_here) for site in page.sites] == [(office.unit, False), (east.unit, True)]


def test_a_second_submission_has_its_number_in_the_files_name(office: Desk) -> None:
    unit = office.find_unit("东区").id

    first, second = (report_file_name(office.plan, unit, MARCH, number) for number in (1, 2))

    assert first.endswith("_东区_2025-03.jnb")
    assert second.endswith("_东区_2025-03_第2次.jnb")


def test_a_dry_run_tells_each_file_with_what_it_hands_up(city: City, office: Desk) -> None:
    file = city.hands_up("东区", str(MARCH), rows("20"))

    (line,) = describe(office, dry_run(office, [file]))

    assert (line.name, line.unit, line.refused, line.repeated, line.waiting) == ("report.jnb", "海州市东区人民政府", None, 0, 0)
    assert line.submissions == (("海州市东区人民政府", MARCH, 1),)
    assert line.new > 0


def test_feedback_is_told_with_what_was_decided(city: City, office: Desk) -> None:
    hand_up(city, office, "20")
    hand_up(city, office, "22", period=APRIL)
    unit = office.find_unit("东区").id
    accept(office, unit, MARCH)
    send_back(office, unit, APRIL, reason="请核减")
    feedback = {file.recipient: file.path for file in write_feedback(office, city.folder)}[unit]

    with reader(city, "东区") as east:
        (line,) = describe(east, dry_run(east, [feedback]))

    assert line.decisions == (DecisionLine(MARCH, 1, is_accepted=True), DecisionLine(APRIL, 1, is_accepted=False))


def test_a_file_that_is_held_already_hands_nothing_up(city: City, office: Desk) -> None:
    file = city.hands_up("东区", str(MARCH), rows("20"))
    merge(office, dry_run(office, [file]))

    (line,) = describe(office, dry_run(office, [file]))

    assert (line.new, line.repeated > 0, line.submissions) == (0, True, ())


def test_a_file_that_is_none_is_told_with_its_reason(city: City, office: Desk) -> None:
    (line,) = describe(office, dry_run(office, [city.table("none.jnb", "")]))

    assert isinstance(line.refused, NotABundle)
    assert (line.unit, line.new, line.submissions) == ("", 0, ())


def test_a_gap_is_named_with_its_unit_and_numbers(city: City, program: Program) -> None:
    january, february, march = (Period.parse(text) for text in ("2025-01", "2025-02", "2025-03"))
    with open_desk(program, city.office) as office:
        hand_up(city, office, "5", period=january)
    restored = Path(shutil.copy(city.office, city.folder / "restored.jiannuo"))
    with open_desk(program, city.office) as office:
        hand_up(city, office, "9", period=february)
        accept(office, office.find_unit("东区").id, february)
        feed_back(city, office)
    file = city.hands_up("东区", str(march), rows("15"))

    with open_desk(program, restored) as office:
        (line,) = describe(office, dry_run(office, [file]))
        (gap,) = line.gaps

        assert (gap.unit, gap.last - gap.first + 1) == (
            office.find_unit("东区").id,
            4,
        )  # two figures, what the checks found, their submission
        assert (line.waiting > 0, line.submissions) == (True, ())
