"""The source: a report's file as text, whatever program an office wrote it with and whatever encoding it saved it in."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from core.errors import (
    FileNotFound,
    FileNotReadable,
    PathIsFolder,
    ReportEncodingsMixed,
    ReportFormatNotRead,
    ReportIsEmpty,
    ReportIsLocked,
    ReportIsNotText,
    ReportIsTooLarge,
    ReportIsTooLong,
)
from core.reading.docx_source import text_of_docx
from core.reading.pdf_source import text_of_pdf

LARGEST_MB = 20
LONGEST = 600_000  # characters; provinces write 35 000 at the most
_MEGABYTE = 1024 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PACKAGE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"  # what Word wrote before 2007, and the cover of an encrypted DOCX
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024  # bytes: mail programs put lines in front
_TAGGED = ((b"{\\rtf", "RTF"), (b"<!doctype html", "HTML"), (b"<html", "HTML"))
_OFFICE_KINDS = {".doc", ".wps", ".odt", ".ofd", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".ods"}
_MOST_BROKEN = 0.02  # of the characters, where a text is UTF-8 all the same


def read_source(path: Path) -> str:
    """The text of a report's file: a text as it came, line ends included (UTF-8, GB18030, marked UTF-16); a line a paragraph of DOCX, PDF.

    Raises:
        FileNotFound: there is no such file.
        PathIsFolder: it is a folder.
        FileNotReadable: it may not be read, or its medium fails.
        ReportIsTooLarge: more than 20 megabytes.
        ReportIsTooLong: more characters than any report.
        ReportFormatNotRead: old Word, WPS, RTF, a table or slides.
        ReportIsLocked: it opens with a password only.
        ReportIsDamaged: a DOCX or PDF that cannot be read.
        ReportIsScanned: a PDF of pictures.
        ReportIsNotText: binary, or in an unknown encoding.
        ReportEncodingsMixed: UTF-8 with pieces in another encoding.
        ReportIsEmpty: no words in it.
    """
    text = _text_of(path, _content(path))
    if len(text) > LONGEST:
        raise ReportIsTooLong(length=len(text), limit=LONGEST)
    if not any(character.isalnum() for character in text):
        raise ReportIsEmpty
    return text


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PathIsFolder(path=path)
        size = path.stat().st_size
        if size > LARGEST_MB * _MEGABYTE:
            raise ReportIsTooLarge(path=path, size_mb=-(-size // _MEGABYTE), limit_mb=LARGEST_MB)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileNotFound(path=path) from error
    except (OSError, ValueError) as error:  # ValueError: a path that holds a zero byte
        raise FileNotReadable(path=path, reason=getattr(error, "strerror", None) or str(error)) from error


def _text_of(path: Path, content: bytes) -> str:
    """What the file's first bytes say that it is decides, whatever its name ends in."""
    ending = path.suffix.lower()
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return text_of_pdf(content)
    if content.startswith(_PACKAGE):
        if ending == ".docx" or _is_word(content):
            return text_of_docx(content)
        raise _not_read(path, ending)
    if content.startswith(_COMPOUND):
        if _ENCRYPTED in content:
            raise ReportIsLocked(kind="Word")
        raise _not_read(path, ".doc" if ending == ".docx" else ending)
    for beginning, kind in _TAGGED:
        if content[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(beginning):
            raise ReportFormatNotRead(path=path, kind=kind)
    return _decoded(path, content)


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _not_read(path: Path, ending: str) -> ReportFormatNotRead | ReportIsNotText:
    return ReportFormatNotRead(path=path, kind=ending[1:].upper()) if ending in _OFFICE_KINDS else ReportIsNotText(path=path)


def _decoded(path: Path, content: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            _refuse_mixed(path, content, error)
            continue
        # Control characters do not stand in a report.
        if any(ord(character) < 32 and character not in "\t\n\r\x0b\x0c\x1a" for character in text):
            break
        return text
    raise ReportIsNotText(path=path)


def _refuse_mixed(path: Path, content: bytes, error: UnicodeDecodeError) -> None:
    """A text that is UTF-8 but for a few places would be garbled as a whole in another encoding."""
    if not error.encoding.startswith("utf-8"):
        return
    lenient = content.decode("utf-8", errors="replace")
    chinese = sum(1 for character in lenient if "\u4e00" <= character <= "\u9fff")
    if chinese > len(lenient) / 4 and lenient.count("\ufffd") <= _MOST_BROKEN * len(lenient):
        raise ReportEncodingsMixed(path=path, line=content.count(b"\n", 0, error.start) + 1) from error
