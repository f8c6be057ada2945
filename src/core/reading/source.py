"""The source: a report's file as text, whatever encoding an office saved it in."""

from __future__ import annotations

from pathlib import Path

from core.errors import (
    FileNotFound,
    FileNotReadable,
    PathIsFolder,
    ReportFormatNotRead,
    ReportIsEmpty,
    ReportIsNotText,
    ReportIsTooLarge,
)

LARGEST_MB = 20
_MEGABYTE = 1024 * 1024
# FIXME:reading-docx-pdf — these are read in a later step; until then the sentence says to save as text.
_OTHER_FORMATS = {
    b"PK\x03\x04": {".docx": "DOCX", ".wps": "WPS", ".odt": "ODT"},
    b"%PDF": {".pdf": "PDF"},
    b"\xd0\xcf\x11\xe0": {".doc": "DOC", ".wps": "WPS"},
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_source(path: Path) -> str:
    """The text of a report's file as it came, line ends included; UTF-8, GB18030 or marked UTF-16.

    Raises:
        FileNotFound: there is no such file.
        PathIsFolder: it is a folder.
        FileNotReadable: it may not be read, or its medium fails.
        ReportIsTooLarge: more than 20 megabytes.
        ReportFormatNotRead: DOCX, PDF and the like.
        ReportIsNotText: binary, or in an unknown encoding.
        ReportIsEmpty: no words in it.
    """
    content = _content(path)
    for magic, kinds in _OTHER_FORMATS.items():
        if content.startswith(magic):
            if kind := kinds.get(path.suffix.lower()):
                raise ReportFormatNotRead(path=path, kind=kind)
            raise ReportIsNotText(path=path)
    text = _decoded(content)
    if text is None:
        raise ReportIsNotText(path=path)
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


def _decoded(content: bytes) -> str | None:
    """The text, or None where it is none: control characters do not stand in a report."""
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for character in text if ord(character) < 32 and character not in "\t\n\r\x0b\x0c\x1a")
        return text if controls == 0 else None
    return None
