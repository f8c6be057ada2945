from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import (
    FileNotFound,
    PathIsFolder,
    ReportFormatNotRead,
    ReportIsEmpty,
    ReportIsNotText,
    ReportIsTooLarge,
)
from core.reading.source import LARGEST_MB, read_source

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
        ("a.docx", b"PK\x03\x04", "DOCX"),
        ("a.PDF", b"%PDF-1.7", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "DOC"),
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
