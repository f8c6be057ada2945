from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.errors import ReportIsDamaged
from core.reading.docx_source import text_of_docx
from core.reading.proposal import proposal_as_json, read_report
from core.reading.source import read_source

REPORTS = sorted((Path(__file__).parent / "reports").glob("*_2025.txt"))


def text_of(fill: Callable[[Docx], object]) -> str:
    return text_of_docx(file_of(fill))


def file_of(fill: Callable[[Docx], object]) -> bytes:
    document = Document()
    fill(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def numbered(document: Docx, levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]]) -> None:
    """Paragraphs with automatic numbers: of each level the format and the pattern, of each paragraph the level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (form, pattern) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in paragraphs:
        properties = document.add_paragraph(text).paragraph_format.element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_paragraphs_are_lines() -> None:
    def fill(document: Docx) -> None:
        document.add_paragraph("一、2024年工作回顾")
        document.add_paragraph("全省地区生产总值增长5.8%，粮食产量836.9亿斤。")

    assert text_of(fill) == "一、2024年工作回顾\n全省地区生产总值增长5.8%，粮食产量836.9亿斤。"


def test_heading_styles_become_markdown_headings_below_the_title() -> None:
    def fill(document: Docx) -> None:
        document.add_heading("政府工作报告", 0)
        document.add_heading("2025年重点工作", 1)
        document.add_heading("狠抓项目投资", 2)

    assert text_of(fill) == "# 政府工作报告\n## 2025年重点工作\n### 狠抓项目投资"


def test_a_whole_paragraph_in_a_heading_style_is_no_heading() -> None:
    text = "推进好总投资1.78万亿元的289个省重点项目，聚焦产业发展扩投资。" * 3

    assert text_of(lambda document: document.add_heading(text, 1)) == text


def test_automatic_numbers_are_written_out_and_begin_anew_below_the_next_heading() -> None:
    def fill(document: Docx) -> None:
        numbered(
            document,
            [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")],
            [(0, "工作回顾"), (1, "产业升级"), (1, "科技创新"), (0, "重点工作"), (1, "扩大内需"), (2, "提振消费")],
        )

    assert text_of(fill).split("\n") == [
        "一、工作回顾",
        "（一）产业升级",
        "（二）科技创新",
        "二、重点工作",
        "（一）扩大内需",
        "1. 提振消费",
    ]


def test_bullets_are_bullets() -> None:
    text = text_of(lambda document: document.add_paragraph("地区生产总值增长5%以上", style="List Bullet"))

    assert text == "- 地区生产总值增长5%以上"


def test_a_bold_beginning_is_marked_as_a_title_run_in() -> None:
    def fill(document: Docx) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("狠抓项目").bold = True
        paragraph.add_run("投资。").bold = True
        paragraph.add_run("全年新开工亿元以上重点项目1000个以上。")
        document.add_paragraph().add_run("全部加粗的一段。").bold = True

    assert text_of(fill) == "**狠抓项目投资。**全年新开工亿元以上重点项目1000个以上。\n全部加粗的一段。"


def test_tables_are_rows_of_cells() -> None:
    def fill(document: Docx) -> None:
        table = document.add_table(2, 2)
        for cell, text in zip(
            [*table.rows[0].cells, *table.rows[1].cells], ("指标", "预期目标", "地区生产总值", "增长5%以上"), strict=True
        ):
            cell.text = text

    assert text_of(fill) == "| 指标 | 预期目标 |\n| 地区生产总值 | 增长5%以上 |"


def test_deleted_text_is_left_out_and_inserted_text_taken_in() -> None:
    def fill(document: Docx) -> None:
        paragraph = document.add_paragraph("增长").paragraph_format.element
        mark = f'{nsdecls("w")} w:id="1" w:author="某"'
        paragraph.append(parse_xml(f"<w:del {mark}><w:r><w:delText>4%</w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:ins {mark}><w:r><w:t>5%</w:t></w:r></w:ins>"))

    assert text_of(fill) == "增长5%"


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_gives_the_same_plan_from_word_as_from_text(path: Path, tmp_path: Path) -> None:
    text = read_source(path)

    def fill(document: Docx) -> None:
        for line in text.splitlines():
            document.add_paragraph(line)

    (tmp_path / "报告.docx").write_bytes(file_of(fill))

    assert in_words(read_source(tmp_path / "报告.docx")) == in_words(text)


def in_words(text: str) -> list[object]:
    """What is read, without the places in the source."""
    read = proposal_as_json(read_report(text))
    rows: list[dict[str, object]] = [row for key in ("sections", "tasks", "items", "commitments") for row in read[key]]  # type: ignore[attr-defined]
    return [{key: value for key, value in row.items() if key != "span"} for row in rows]


def test_a_broken_package_is_refused() -> None:
    whole = file_of(lambda document: document.add_paragraph("一、回顾"))

    for part in (whole[: len(whole) // 2], b"PK\x03\x04" + bytes(100)):
        with pytest.raises(ReportIsDamaged):
            text_of_docx(part)


def test_a_package_without_a_document_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")

    with pytest.raises(ReportIsDamaged):
        text_of_docx(file.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(70 * 1024 * 1024))

    with pytest.raises(ReportIsDamaged):
        text_of_docx(file.getvalue())
