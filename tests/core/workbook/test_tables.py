from __future__ import annotations

import subprocess
import sys
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from core.errors import (
    FileNotFound,
    PathIsFolder,
    TableCellOutside,
    TableCodeIsNumber,
    TableColumnMissing,
    TableColumnRepeated,
    TableColumnUnknown,
    TableFormulaWithoutResult,
    TableNotReadable,
    UserError,
)
from core.workbook.tables import read_table

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def saved(path: Path, *rows: list[object]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_is_read_in_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path / "t.csv", "名称,数值\n溧阳市,12\n", encoding))

    assert table.columns == ("名称", "数值")
    assert [(row["名称"], row["数值"]) for row in table.rows] == [("溧阳市", "12")]


def test_rows_keep_their_numbers_in_the_file(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "t.csv", "a,b\n\n1,2\n , \n3,4\n"))

    assert [row.number for row in table.rows] == [3, 5]


def test_cells_are_trimmed_and_absent_ones_empty(tmp_path: Path) -> None:
    (row,) = read_table(written(tmp_path / "t.csv", "a,b,c\n 1 ,2\n")).rows

    assert (row["a"], row["b"], row["c"], row["d"]) == ("1", "2", "", "")


def test_a_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    (row,) = read_table(written(tmp_path / "t.csv", 'a,b\n"1,5","他说""好""\n第二行"\n')).rows

    assert (row["a"], row["b"]) == ("1,5", '他说"好"\n第二行')


def test_a_spreadsheet_reads_as_a_person_sees_it(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "t.xlsx", ["名称", "数值", "日期", "空"], ["溧阳市", 12.0, date(2025, 6, 30), None], ["武进区", 5.25, "x", None]
    )

    first, second = read_table(path).rows

    assert (first["数值"], first["空"]) == ("12", "")
    assert (second["数值"], second["日期"]) == ("5.25", "x")


def test_a_spreadsheet_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.xlsx", ["a"], ["1"])

    assert read_table(path.rename(tmp_path / "t.csv")).rows[0]["a"] == "1"


def test_a_needed_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "a,b\n1,2\n")

    with pytest.raises(TableColumnMissing) as refused:
        read_table(path, needed=("a", "c"))

    assert refused.value.column == "c"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        b"a,b\n\x00\x00",
        b"\xff\xfe\x00",
        b"\x81\x20\xff",
        b"PK\x03\x04",
        b'a,"b\n',
    ],
    ids=["nothing", "no head", "old or locked spreadsheet", "nul", "utf-16", "unknown encoding", "broken zip", "open quote"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)

    with pytest.raises(TableNotReadable):
        read_table(path)


@given(at=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), packing=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_a_spreadsheet_with_a_changed_byte_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: float, byte: int, packing: int
) -> None:
    folder = tmp_path_factory.mktemp("xlsx")
    saved(folder / "good.xlsx", ["名称", "数值"], ["溧阳市", 12.5])
    with zipfile.ZipFile(folder / "good.xlsx") as source, zipfile.ZipFile(folder / "bad.xlsx", "w", packing) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    data = bytearray((folder / "bad.xlsx").read_bytes())
    data[4 + int(at * (len(data) - 4))] = byte
    (folder / "bad.xlsx").write_bytes(data)

    with suppress(TableNotReadable):
        read_table(folder / "bad.xlsx")


@pytest.mark.parametrize("junk", [b"", b"<a", b"<a/>", bytes(100)])
def test_a_spreadsheet_with_a_part_that_is_none_is_read_or_refused(tmp_path: Path, junk: bytes) -> None:
    good = saved(tmp_path / "good.xlsx", ["名称"], ["溧阳市"])
    with zipfile.ZipFile(good) as source:
        parts = {name: source.read(name) for name in source.namelist()}

    for spoilt in parts:
        with zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as target:
            for name, content in parts.items():
                target.writestr(name, junk if name == spoilt else content)
        with suppress(TableNotReadable):
            read_table(tmp_path / "bad.xlsx")


def test_a_head_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableColumnRepeated) as refused:
        read_table(written(tmp_path / "t.csv", "a,b,a\n1,2,3\n"))

    assert refused.value.column == "a"


def test_a_head_that_is_not_known_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(TableColumnUnknown) as refused:
        read_table(written(tmp_path / "t.csv", "a,c\n1,2\n"), known=("a", "b"))

    assert (refused.value.column, refused.value.known) == ("c", "a、b")


def test_an_offices_own_notes_are_not_read(tmp_path: Path) -> None:
    table = read_table(written(tmp_path / "t.csv", "序号,a,备注,备注\n1,2,3,4\n5,,6,7\n"), known=("a",))

    assert table.columns == ("a",)
    assert [row.cells for row in table.rows] == [{"a": "2"}]


@pytest.mark.parametrize("text", ["a,b\n1,2,3\n", "a,,b\n1,3,2\n"], ids=["behind the last head", "under no head"])
def test_a_cell_without_a_head_is_refused_with_its_row(tmp_path: Path, text: str) -> None:
    with pytest.raises(TableCellOutside) as refused:
        read_table(written(tmp_path / "t.csv", text))

    assert (refused.value.row, refused.value.text) == (2, "3")


def test_empty_cells_without_a_head_are_nothing(tmp_path: Path) -> None:
    assert read_table(written(tmp_path / "t.csv", "a,b,,\n1,2,,,,\n")).columns == ("a", "b")


def test_a_code_that_a_spreadsheet_keeps_as_a_number_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.xlsx", ["编号", "数值"], ["1.1", 1.5], [1.1, 2.5])

    with pytest.raises(TableCodeIsNumber) as refused:
        read_table(path, codes=("编号",))

    assert (refused.value.row, refused.value.column, refused.value.text) == (3, "编号", "1.1")


def test_a_formula_that_was_never_reckoned_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "t.xlsx", ["a", "b"], ["1", "=1+1"])

    with pytest.raises(TableFormulaWithoutResult) as refused:
        read_table(path)

    assert (refused.value.row, refused.value.column) == (2, "b")


def test_reading_a_csv_costs_no_spreadsheet_library(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "a\n1\n")
    program = f"import sys, pathlib, core.cli; from core.workbook.tables import read_table; read_table(pathlib.Path({str(path)!r}))"

    done = subprocess.run(
        [sys.executable, "-c", f"{program}; print('openpyxl' in sys.modules)"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "False"


@given(start=st.integers(0, 60), junk=st.binary(max_size=6), cut=st.integers(0, 6))
def test_a_csv_with_bytes_changed_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, start: int, junk: bytes, cut: int) -> None:
    data = '事项编号,指标,数值\n1.1.1,"新增项目",5\n'.encode()
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(data[:start] + junk + data[start + cut :])

    with suppress(UserError):
        read_table(path, needed=("事项编号",), codes=("事项编号",))


def test_paths_without_a_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_table(tmp_path / "none.csv")
    with pytest.raises(PathIsFolder):
        read_table(tmp_path)


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_a_spreadsheet_gives_back_the_texts_that_were_saved(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row) and not any(c.startswith("=") for c in row)]
    path = saved(tmp_path_factory.mktemp("xlsx") / "t.xlsx", ["a", "b"], *[list[object](row) for row in kept])

    table = read_table(path)

    assert [[row["a"], row["b"]] for row in table.rows] == kept
