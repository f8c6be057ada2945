"""台账 and 任务分解表 on A4 and A3, measured from their PDFs."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace
from tests.core.briefing.absurd import ABSURD
from tests.core.briefing.content.pictures import NORTH, PICTURE
from tests.core.briefing.content.reading_blocks import cell_texts, tables
from tests.core.briefing.kinds.test_measured_work import MM, line_of, rules
from tests.core.briefing.reading_back import full_text, printed_pages
from tests.core.briefing.text_blocks import text_block
from tests.golden_files import Golden

from core.briefing.blocks import Paper
from core.briefing.fonts import FontSet
from core.briefing.kinds.across import assignments, ledger
from core.briefing.kinds.work import work_briefing
from core.briefing.layout import lay_out
from core.briefing.picture import Picture
from core.briefing.render import render_paper
from core.model.paper_kind import Sheets

KINDS = {"ledger": ledger, "plan": assignments}
Kind = Callable[[Picture], Paper]


@pytest.mark.parametrize("sheets", Sheets)
@pytest.mark.parametrize("name", KINDS)
def test_its_pages_are_those_that_were_looked_at(fonts: FontSet, golden: Golden, name: str, sheets: Sheets) -> None:
    pages = lay_out(replace(KINDS[name](PICTURE), sheets=sheets), fonts)

    golden.check(f"pages/{name}_{sheets}.txt", "\n".join(text_block(page) for page in pages))


@pytest.mark.parametrize(("sheets", "size"), [(Sheets.A4, (297, 210)), (Sheets.A3, (420, 297))])
@pytest.mark.parametrize("kind", KINDS.values())
def test_every_sheet_lies_across(fonts: FontSet, kind: Kind, sheets: Sheets, size: tuple[int, int]) -> None:
    content = render_paper(replace(kind(PICTURE), sheets=sheets), fonts)

    with pikepdf.open(io.BytesIO(content)) as document:
        assert {(round(float(page.mediabox[2]) / MM), round(float(page.mediabox[3]) / MM)) for page in document.pages} == {size}


def test_an_a3_sheet_has_the_margins_of_an_upright_page_and_its_number_below_the_text(fonts: FontSet) -> None:
    content = render_paper(replace(ledger(PICTURE), sheets=Sheets.A3), fonts)
    (page, *_) = printed_pages(content)

    found = rules(content, 0, 297)
    number = line_of(page, "—1—")
    assert min(rule[0] for rule in found) == pytest.approx(28, abs=1)
    assert max(rule[2] for rule in found) == pytest.approx(394, abs=1)
    assert number[-1].right_mm == pytest.approx(394 - 14 / MM, abs=1)
    assert number[0].baseline_mm - 0.3 * 14 / MM == pytest.approx(37 + 225 + 7, abs=1)


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("name", ABSURD)
def test_it_is_set_whatever_the_data(fonts: FontSet, name: str, kind: Kind) -> None:
    picture = ABSURD[name]()
    units = [unit.id for unit in picture.plan.units[:4]]

    assert all(render_paper(kind(replace(picture, viewpoint=unit)), fonts) for unit in units)


def test_the_ledger_has_the_tables_of_the_briefings_annex() -> None:
    alone, annexed = (tables(paper.annex) for paper in (ledger(PICTURE), work_briefing(PICTURE)))

    assert [cell_texts(table) for table in alone] == [cell_texts(table) for table in annexed]


def test_it_ends_with_the_fingerprint(fonts: FontSet) -> None:
    assert PICTURE.fingerprint in full_text(render_paper(ledger(replace(PICTURE, viewpoint=NORTH)), fonts))
