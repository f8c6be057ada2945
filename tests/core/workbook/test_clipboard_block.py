from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from core.workbook.clipboard_block import MOST_COLUMNS, MOST_ROWS, read_block

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
EXCEL = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>td {color:black}</style></head><body>"
    "<table border=0><!--StartFragment--><col width=72><tr height=18><td class=xl65>1.1.1</td><td>新增总投资超亿元项目</td>"
    "<td align=right>1,234</td></tr><tr><td>2.1.1</td><td>新增<br>上市&amp;过会企业</td><td>&nbsp;</td></tr>"
    "<!--EndFragment--></table></body></html>"
)


@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4).filter(any), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_as_text_is_read_back(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, dialect="excel-tab").writerows(rows)

    block = read_block(written.getvalue())

    width = max(map(len, rows))
    assert block == tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def test_excels_own_table_is_read_with_lines_in_cells_and_without_its_styles() -> None:
    assert read_block("whatever", EXCEL) == (("1.1.1", "新增总投资超亿元项目", "1,234"), ("2.1.1", "新增\n上市&过会企业", ""))


def test_cells_that_are_merged_hold_their_places() -> None:
    html = "<table><tr><td rowspan=2>1.1.1</td><td colspan=2>合计</td></tr><tr><td>20</td><td>21</td></tr></table>"

    assert read_block("", html) == (("1.1.1", "合计", ""), ("", "20", "21"))


def test_words_in_several_fonts_stay_one_word_and_keep_their_spaces() -> None:
    html = "<table><tr><td>新增<font color=red>上市</font>企业</td><td>A <b>B</b></td></tr></table>"

    assert read_block("", html) == (("新增上市企业", "A B"),)


def test_a_table_inside_a_cell_belongs_to_the_cell_and_a_second_table_to_nobody() -> None:
    html = "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table><table><tr><td>d</td></tr></table>"

    (row,) = read_block("", html)

    assert (row[-1], "d" in "".join(row)) == ("c", False)


def test_html_without_a_table_leaves_the_text() -> None:
    assert read_block("20\t21", "<b>20 21</b>") == (("20", "21"),)


def test_nothing_copied_is_no_block() -> None:
    assert read_block("") == ()


def test_a_block_without_end_is_cut_off() -> None:
    wide = "<table><tr><td colspan=999999999>x</td></tr></table>"

    assert len(read_block("1\n" * (MOST_ROWS + 5))) == MOST_ROWS
    assert len(read_block("", wide.replace("x", "x</td><td>y"))[0]) <= MOST_COLUMNS
