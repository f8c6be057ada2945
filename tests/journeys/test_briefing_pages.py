"""The demo's briefings read back from their PDFs: order, texts, fonts, marks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from tests.conftest import Demo
from tests.journeys.printed import END_MARKS, Expected, Printed, expected, headings, plain

from core.briefing.content.excerpt import excerpt
from core.briefing.content.normalise import joined_lines, printed_text, printed_title


@pytest.fixture(scope="module", params=["常州市", "溧阳市", "武进区", "新北区"])
def unit(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(demo: Demo, unit: str) -> Printed:
    return Printed.read(demo.file("briefing", unit=unit))


@pytest.fixture(scope="module")
def told(demo: Demo, unit: str) -> Expected:
    return expected(demo, unit)


def test_sections_tasks_and_items_stand_in_the_reports_order(told: Expected, paper: Printed) -> None:
    position = paper.body.index("评价口径")  # behind the opening and the table of counts

    for kind, text in headings(told):
        found = paper.body.find(plain(text), position)
        assert found >= 0, f"{kind}: {text}"
        position = found + len(plain(text))


def test_the_office_prints_every_section_task_and_item_of_the_report(demo: Demo) -> None:
    kinds = [kind for kind, _ in headings(expected(demo, "常州市"))]

    assert kinds.count("task") == 30
    assert kinds.count("item") == 84


def test_leads_and_texts_stand_between_their_task_and_the_next(told: Expected, paper: Printed) -> None:
    position = paper.body.index("评价口径")
    starts: list[tuple[str, int]] = []
    for kind, text in headings(told):
        position = paper.body.index(plain(text), position)
        if kind == "task" or (kind == "section" and starts):
            starts.append((text, position))
    ends = [start for _, start in starts[1:]] + [len(paper.body)]
    limit = told.plan.settings.text_limit
    stretches = {text: paper.body[start:end] for (text, start), end in zip(starts, ends, strict=True)}

    for task in told.plan.tasks:
        for item in told.view.items_by_task.get(task.id, ()):
            if not told.is_own(item):
                continue
            stretch = stretches[printed_title(task.title)]
            assert plain(printed_text(item.text)).rstrip("；，、") in stretch
            assert f"牵头：{told.plan.units_by_id[item.lead].short_name}" in stretch  # type: ignore[index]  # every issued item has a lead
            narrator = item.lead if told.picture.viewpoint == told.plan.root else told.picture.viewpoint
            progress = told.picture.progress.get((item.id, narrator))  # type: ignore[arg-type]  # the same
            for text in (progress.text, progress.problems, progress.next_steps) if progress else ():
                assert plain(excerpt(joined_lines(text), limit)) in stretch, item.code


def test_what_is_not_rated_for_a_district_stands_in_a_table_with_its_texts(told: Expected, paper: Printed) -> None:
    limit = told.plan.settings.text_limit
    for item in told.items:
        if told.is_own(item):
            continue
        row = plain(f"{item.code}{printed_text(item.text).rstrip(END_MARKS)}{told.plan.units_by_id[item.lead].short_name}")  # type: ignore[index]  # every issued item has a lead
        progress = told.picture.progress.get((item.id, told.picture.viewpoint))
        assert row in paper.body
        for text in (progress.text, progress.problems, progress.next_steps) if progress else ():
            assert plain(excerpt(joined_lines(text), limit)) in paper.body, item.code


def test_a_long_paper_has_contents_with_the_pages_of_its_sections(told: Expected, paper: Printed) -> None:
    contents = [page for page in paper.pages if page.removeprefix("示例数据").startswith("目录")]

    assert len(contents) == (len(paper.pages) > 20)
    for kind, text in headings(told) if contents else ():
        if kind == "section":
            (number,) = re.findall(rf"{re.escape(plain(text))}…+(\d+)", contents[0])
            assert plain(text) in paper.pages[int(number) - 1]


def test_a_district_names_what_it_has_no_part_in(demo: Demo) -> None:
    body = Printed.read(demo.file("briefing", unit="武进区")).body

    assert "我区承担常州市《政府工作报告》事项" in body
    assert "武进区工作简报" in body
    assert "我区未承担事项。" in body


def test_the_sample_mark_is_on_every_page(paper: Printed) -> None:
    assert paper.pages
    assert all("示例数据" in page for page in paper.pages if page)  # a blank page says nothing


def test_pages_are_numbered_from_one(paper: Printed) -> None:
    """All but a blank page before the last and a last one that holds the imprint alone, as the standard has it."""
    numbers = [found[1] if (found := re.search(r"—(\d+)—$", page)) else "" for page in paper.pages]
    last = len(paper.pages) - (2 if not paper.pages[-2] else 0)

    assert numbers == [*map(str, range(1, last + 1)), *[""] * (len(paper.pages) - last)]
    if last < len(paper.pages):
        assert len(paper.pages) % 2 == 0
        assert "印发" in paper.pages[-1]


def test_nothing_is_lost_in_reading_back(paper: Printed) -> None:
    text = "".join(paper.pages)

    assert not {"\ufffd", "\x00", "〓"} & set(text)


def dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for each in document.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each


def test_there_are_no_pictures(paper: Printed) -> None:
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        assert [each for each in dictionaries(document) if each.get("/Subtype") == "/Image"] == []
        for page in document.pages:
            assert "INLINE IMAGE" not in {str(each.operator) for each in pikepdf.parse_content_stream(page)}


def test_all_fonts_are_embedded(paper: Printed) -> None:
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        fonts = [each for each in dictionaries(document) if each.get("/Type") == "/Font"]
        composite = [font for font in fonts if font.Subtype == "/Type0"]
        descendants = [font.DescendantFonts[0] for font in composite]

        assert composite
        assert {str(font.Subtype) for font in fonts if font.get("/FontDescriptor") is None} <= {"/Type0"}
        assert all("/FontFile2" in font.FontDescriptor for font in descendants)


def shown_codes(document: pikepdf.Pdf) -> dict[str, set[int]]:
    """The two-byte character codes that pages show, by the name of the font in the resources, which all pages share."""
    codes: dict[str, set[int]] = {}
    for page in document.pages:
        assert "/XObject" not in page.Resources
        font = ""
        for each in pikepdf.parse_content_stream(page):
            operands, operator = list(each.operands), str(each.operator)
            if operator == "Tf":
                font = str(operands[0])
            texts = list(operands[0]) if operator == "TJ" else operands if operator in {"Tj", "'", '"'} else []
            for text in texts:
                if isinstance(text, pikepdf.String):
                    data = bytes(text)
                    codes.setdefault(font, set()).update(int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2))
    return codes


def test_every_glyph_shown_is_a_glyph_of_its_font(paper: Printed) -> None:
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        fonts = document.pages[0].Resources.Font
        for name, codes in shown_codes(document).items():
            font = fonts[name]
            descendant = font.DescendantFonts[0]
            glyphs = bytes(descendant.CIDToGIDMap.read_bytes())
            embedded = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()), lazy=True)
            mapped = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{4})> <[0-9A-F]+>", font.ToUnicode.read_bytes())}

            assert codes
            assert 0 not in codes, f"{name} prints a missing glyph"
            assert codes <= mapped
            for code in codes:
                glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2])
                assert 0 < glyph < embedded["maxp"].numGlyphs
            embedded.close()
