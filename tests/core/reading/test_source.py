from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.reading.printed import office_pdf

from core.errors import (
    FileNotFound,
    PathIsFolder,
    ReportEncodingsMixed,
    ReportFormatNotRead,
    ReportIsDamaged,
    ReportIsEmpty,
    ReportIsLocked,
    ReportIsNotText,
    ReportIsTooLarge,
    ReportIsTooLong,
    UserError,
)
from core.reading.source import LARGEST_MB, LONGEST, read_source

TEXT = "一、2024年工作回顾\r\n地区生产总值增长6%，滆湖水质改善。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode(encoding))

    assert read_source(path) == TEXT


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound) as caught:
        read_source(tmp_path / "无.md")

    assert caught.value.path == tmp_path / "无.md"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathIsFolder):
        read_source(tmp_path)


@pytest.mark.parametrize("content", [b"", b"  \n\t\r\n", "　　\n**\n——".encode()])
def test_a_text_without_words_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "空.md"
    path.write_bytes(content)

    with pytest.raises(ReportIsEmpty):
        read_source(path)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\x00\x01\x02\x03", b"\xff\xff\xff\xff abc", b"PK\x03\x04 zip"])
def test_a_binary_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "图.txt"
    path.write_bytes(content)

    with pytest.raises(ReportIsNotText):
        read_source(path)


@pytest.mark.parametrize(
    ("name", "magic", "kind"),
    [
        ("a.odt", b"PK\x03\x04", "ODT"),
        ("a.xlsx", b"PK\x03\x04", "XLSX"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "DOC"),
        ("renamed.docx", b"\xd0\xcf\x11\xe0", "DOC"),
        ("a.doc", b"{\\rtf1\\ansi", "RTF"),
        ("a.txt", b"<!DOCTYPE html><html>", "HTML"),
        ("a.wps", b"\xd0\xcf\x11\xe0", "WPS"),
    ],
)
def test_office_formats_are_refused_by_their_name(tmp_path: Path, name: str, magic: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(magic + b"\x00" * 20)

    with pytest.raises(ReportFormatNotRead) as caught:
        read_source(path)

    assert caught.value.kind == kind


def test_a_file_larger_than_any_report_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_MB * 1024 * 1024 + 1)

    with pytest.raises(ReportIsTooLarge) as caught:
        read_source(path)

    assert (caught.value.size_mb, caught.value.limit_mb) == (21, 20)


def test_word_files_are_known_by_their_contents(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("一、2024年工作回顾")
    document.save(str(tmp_path / "报告.wps"))

    assert read_source(tmp_path / "报告.wps") == "一、2024年工作回顾"


def test_a_pdf_is_known_by_its_contents(tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_bytes(b"\r\n" + office_pdf(["一、2024年工作回顾", "地区生产总值增长6%，水质改善。" * 3]))

    assert read_source(tmp_path / "报告.txt").splitlines()[1] == "一、2024年工作回顾"


@pytest.mark.parametrize(
    ("name", "content", "error"), [("a.docx", b"PK\x03\x04" + bytes(20), ReportIsDamaged), ("a.pdf", b"%PDF-1.7", ReportIsDamaged)]
)
def test_broken_files_are_told_from_those_of_other_kinds(tmp_path: Path, name: str, content: bytes, error: type[Exception]) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(error):
        read_source(tmp_path / name)


def test_an_encrypted_word_file_is_said_to_be_locked(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(500) + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(ReportIsLocked):
        read_source(tmp_path / "a.docx")


def test_a_table_only_document_is_read_as_its_rows(tmp_path: Path) -> None:
    document = Document()
    document.add_table(1, 2).rows[0].cells[0].text = "指标"
    document.save(str(tmp_path / "a.docx"))

    assert read_source(tmp_path / "a.docx") == "| 指标 |  |"


def test_mixed_encodings_are_told_with_their_line(tmp_path: Path) -> None:
    lines = ["一、2024年工作回顾".encode(), *["地区生产总值增长6%，水质改善。".encode()] * 30]
    lines[7] += "滆".encode("gb18030")
    (tmp_path / "a.txt").write_bytes(b"\n".join(lines))

    with pytest.raises(ReportEncodingsMixed) as caught:
        read_source(tmp_path / "a.txt")

    assert caught.value.line == 8


def test_a_novel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("话说天下大势，分久必合，合久必分。" * (LONGEST // 16), encoding="utf-8")

    with pytest.raises(ReportIsTooLong) as caught:
        read_source(tmp_path / "a.txt")

    assert caught.value.limit == LONGEST


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.doc"]),
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0"]),
)
def test_any_bytes_are_text_or_a_named_error(tmp_path: Path, content: bytes, name: str, magic: bytes) -> None:
    (tmp_path / name).write_bytes(magic + content)

    try:
        text = read_source(tmp_path / name)
    except UserError:
        return

    assert any(character.isalnum() for character in text)
