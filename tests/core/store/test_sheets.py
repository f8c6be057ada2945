from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.store.schema import migrate
from core.store.sheets import SheetWriter, keys_of_shapes, pairs_of, sheets_of
from core.store.sqlite import Database

MARCH, APRIL = "2025-03", "2025-04"


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database(memory=True)
    migrate(database)
    yield database
    database.close()


def _observe(database: Database, seq: int, period: str, indicator: str, micros: int | None, **columns: object) -> None:
    facts = {
        "change": seq,
        "layer": 0,
        "stream": 1,
        "seq": seq,
        "is_head": 1,
        "reporter": "uD",
        "indicator": indicator,
        "subject": "uD",
        "period": period,
        "value_micros": micros,
        "missing": None if micros is not None else "not_published",
        "status": "actual",
    } | columns
    marks = ", ".join("?" * len(facts))
    database.execute(f"INSERT INTO observation ({', '.join(facts)}) VALUES ({marks})", tuple(facts.values()))  # own names


def _write(database: Database, *periods: str) -> None:
    writer = SheetWriter(database)
    for period in periods:
        writer.note("uD", period)
    writer.write()


def test_plain_figures_of_a_period_stand_in_one_row_in_the_order_of_their_keys(database: Database) -> None:
    _observe(database, 2, MARCH, "m2", -5)
    _observe(database, 3, MARCH, "m1", 2**62)
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=True)

    assert keys_of_shapes(database)[sheet.shape] == (("m1", ""), ("m2", ""))
    assert (list(sheet.micros), sheet.stream, sheet.first_seq, sheet.last_seq, sheet.rest) == ([2**62, -5], 1, 2, 3, "")


@pytest.mark.parametrize("odd", [{"value_micros": None}, {"is_head": 0}, {"status": "flash"}, {"span_from": 2}])
def test_what_is_not_plain_stands_under_its_key_alone(database: Database, odd: dict[str, object]) -> None:
    _observe(database, 2, MARCH, "m1", 7)
    _observe(database, 3, MARCH, "m2", 8, **odd)
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=True)

    assert (list(sheet.micros), pairs_of(sheet.rest)) == ([7], (("m2", ""),))


def test_two_versions_of_a_figure_are_not_plain(database: Database) -> None:
    for seq in (2, 3, 4):
        _observe(database, seq, MARCH, "m1", seq, is_head=int(seq == 4))
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=True)

    assert (list(sheet.micros), sheet.stream, pairs_of(sheet.rest)) == ([], None, (("m1", ""),))


def test_figures_of_two_computers_are_not_plain(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1)
    _observe(database, 3, MARCH, "m2", 1, stream=2)
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=True)

    assert (list(sheet.micros), pairs_of(sheet.rest)) == ([], (("m1", ""), ("m2", "")))


def test_a_figure_about_another_unit_names_it(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1, subject="uT")
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=True)

    assert keys_of_shapes(database)[sheet.shape] == (("m1", "uT"),)


def test_drafts_are_in_no_sheet(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1, layer=1)
    _write(database, MARCH)

    assert sheets_of(database, [MARCH], with_numbers=True) == []


def test_periods_with_the_same_keys_share_a_shape(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1)
    _observe(database, 3, APRIL, "m1", 2)
    _write(database, MARCH, APRIL)

    assert database.execute("SELECT count(*) FROM shape").fetchone() == (1,)
    assert {sheet.period for sheet in sheets_of(database, [MARCH, APRIL], with_numbers=True)} == {MARCH, APRIL}


def test_a_shape_that_no_sheet_has_any_more_goes(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1)
    _write(database, MARCH)
    _observe(database, 3, MARCH, "m2", 1)
    _write(database, MARCH)

    assert list(keys_of_shapes(database).values()) == [(("m1", ""), ("m2", ""))]

    database.execute("DELETE FROM observation")
    _write(database, MARCH)

    assert keys_of_shapes(database) == {}
    assert sheets_of(database, [MARCH], with_numbers=True) == []


def test_sheets_without_their_numbers_still_say_their_keys(database: Database) -> None:
    _observe(database, 2, MARCH, "m1", 1)
    _write(database, MARCH)

    (sheet,) = sheets_of(database, [MARCH], with_numbers=False)

    assert (list(sheet.micros), keys_of_shapes(database)[sheet.shape]) == ([], (("m1", ""),))
