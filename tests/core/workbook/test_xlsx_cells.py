from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import TableNotReadable
from core.workbook.xlsx_cells import LARGEST_UNPACKED_BYTES, cell_text, read_cells

PATH = Path("t.xlsx")
Mangle = Callable[[bytes], bytes]


def saved(*rows: list[object], formats: dict[str, str] | None = None) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


SMALL = saved(
    ["事项编号", "指标", "数值", "日期"], ["1.1.1", "新增项目", 5.25, date(2025, 6, 30)], ["1.1.2", None, 0.1, None], formats={"C3": "0%"}
)
SHEET = "xl/worksheets/sheet1.xml"


def with_member(name: str, change: Mangle) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, change(source.read(member)) if member == name else source.read(member))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (12, "General", "12"),
        (12.0, "0.00", "12"),
        (5.25, "General", "5.25"),
        (0.1 + 0.2, "General", "0.30000000000000004"),
        (0.00001, "General", "0.00001"),
        (1e21, "General", "1000000000000000000000"),
        (-0.5, "General", "-0.5"),
        (0.085, "0.0%", "8.5%"),
        (0.07, "0%", "7%"),
        (1, "0%", "100%"),
        (1, '0.0%;[Red]-0.0%;"—"', "100%"),
        (8.5, '0.0"%"', "8.5"),
        (8.5, "0.0\\%", "8.5"),
        (True, "General", "True"),
        (float("inf"), "General", "#NUM!"),
        ("1.10", "@", "1.10"),
    ],
)
def test_a_cell_reads_as_it_shows(value: object, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text


def test_a_percentage_is_read_from_a_file_as_it_shows() -> None:
    cells = read_cells(PATH, saved(["增速"], [0.085], formats={"A2": "0.0%"}))

    assert cells.lines == (("增速",), ("8.5%",))


def test_numbers_with_a_point_are_known() -> None:
    cells = read_cells(PATH, saved(["编号"], [1.1], ["1.1"], [1], [2.0]))

    assert cells.fractions == {(1, 0)}


def test_formulas_without_a_result_are_known() -> None:
    cells = read_cells(PATH, saved(["a", "b"], ["=1+1", None]))

    assert cells.unsaved == {(1, 0)}


def test_a_formula_that_gives_nothing_has_a_result() -> None:
    data = with_member(
        SHEET,
        lambda xml: xml.replace(b"<v>5.25</v>", b"<f>A1</f><v>7</v>").replace(
            b"</row></sheetData>", b'<c r="D3" t="str"><f>""</f><v></v></c></row></sheetData>'
        ),
    )

    cells = read_cells(PATH, data)

    assert (cells.lines[1][2], cells.unsaved) == ("7", frozenset())


@pytest.mark.parametrize("size", [b"A1", b"A1:XFD1048576", b"A1:B1"])
def test_a_wrong_size_cuts_nothing_off_and_makes_nothing_up(size: bytes) -> None:
    data = with_member(SHEET, lambda xml: xml.replace(b'<dimension ref="A1:D3"', b'<dimension ref="' + size + b'"'))

    assert data != SMALL
    assert read_cells(PATH, data).lines == read_cells(PATH, SMALL).lines


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b'<row r="3"', b'<row r="999999999"'),
        lambda xml: xml.replace(b'r="A3"', b'r="XFE3"').replace(
            b"</row></sheetData>", b"</row>" + b'<row><c r="ZZZ4"><v>1</v></c></row>' * 200 + b"</sheetData>"
        ),
    ],
    ids=["rows", "columns"],
)
def test_places_far_away_do_not_fill_the_memory(change: Mangle) -> None:
    with pytest.raises(TableNotReadable):
        read_cells(PATH, with_member(SHEET, change))


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("change", [lambda data: data[: len(data) // 2], lambda _: b"hello", lambda _: b""], ids=["cut", "junk", "empty"])
def test_a_broken_member_is_refused(name: str, change: Mangle) -> None:
    with pytest.raises(TableNotReadable):
        read_cells(PATH, with_member(name, change))


def test_an_archive_that_unpacks_without_end_is_refused_before_it_does() -> None:
    data = with_member(SHEET, lambda xml: xml + b" " * (LARGEST_UNPACKED_BYTES // 100))
    bomb = data.replace((len(zipfile.ZipFile(io.BytesIO(data)).read(SHEET))).to_bytes(4, "little"), (2**32 - 2).to_bytes(4, "little"))

    with pytest.raises(TableNotReadable) as refused:
        read_cells(PATH, bomb)

    assert bomb != data
    assert "MB" in refused.value.reason


def test_entities_that_grow_without_end_are_refused() -> None:
    entities = (
        b'<!DOCTYPE x [<!ENTITY a0 "lol">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]>"
    )
    data = with_member(SHEET, lambda xml: entities + xml.replace(b"<v>5.25</v>", b"<v>&a9;</v>"))

    with pytest.raises(TableNotReadable):
        read_cells(PATH, data)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_spreadsheets_do_not_use_are_refused(packing: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SMALL)) as source, zipfile.ZipFile(out, "w", packing) as target:
        for member in source.namelist():
            target.writestr(member, source.read(member))

    with pytest.raises(TableNotReadable):
        read_cells(PATH, out.getvalue())


def test_a_locked_member_is_refused() -> None:
    central, local = SMALL.index(b"PK\x01\x02"), SMALL.index(b"PK\x03\x04")
    locked = bytearray(SMALL)
    locked[central + 8] |= 1
    locked[local + 6] |= 1

    with pytest.raises(TableNotReadable):
        read_cells(PATH, bytes(locked))


@settings(max_examples=150)
@example(changes=[(0, 0)])
@given(changes=st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_file_with_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for place, byte in changes:
        data[place] = byte

    with suppress(TableNotReadable):
        read_cells(PATH, bytes(data))


@settings(max_examples=100)
@given(
    name=st.sampled_from(zipfile.ZipFile(io.BytesIO(SMALL)).namelist()),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_member_with_bytes_changed_is_read_or_refused(name: str, changes: list[tuple[float, int]]) -> None:
    def change(data: bytes) -> bytes:
        changed = bytearray(data)
        for place, byte in changes:
            changed[int(place * len(changed))] = byte
        return bytes(changed)

    with suppress(TableNotReadable):
        read_cells(PATH, with_member(name, change))
