"""Copies of attached files for other programs: which may be shown at once, and where a copy lies."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from core.files import write_file, writing_error
from core.model.progress import Evidence
from core.services.desk import Desk
from core.services.file_names import file_name
from core.services.submission_page import evidence_bytes

COPIES = "opened"
_LONGEST_SUFFIX = 8
_DIGEST_LENGTH = 16

# Documents and pictures, which another program only shows. Anything else may be a program itself, whatever its maker calls it.
_DOCUMENTS = frozenset({".pdf", ".ofd", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".dps", ".txt", ".csv"})
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"})


def may_be_shown(name: str) -> bool:
    """Whether a file of this name may be given to the system's own program for it; any other is only saved where the person says.

    >>> may_be_shown("批复.PDF"), may_be_shown("批复.pdf.exe"), may_be_shown("批复")
    (True, False, False)
    """
    return Path(legal_name(name)).suffix.lower() in _DOCUMENTS | _PICTURES


def copy_to_show(desk: Desk, evidence: Evidence) -> Path | None:
    """Lay a copy in the program's own folder, so that another program can show it; None while the file is only promised.

    Copies made before are removed, as far as no other program holds them.

    Raises:
        CannotWrite, DiskFull: as their names say.
    """
    content = evidence_bytes(desk, evidence.sha256)
    if content is None:
        return None
    remove_copies(desk)
    path = desk.program.data_folder / COPIES / evidence.sha256[:_DIGEST_LENGTH] / legal_name(evidence.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise writing_error(path.parent, error) from error
    return write_file(path, content)


def remove_copies(desk: Desk) -> None:
    """Remove the copies in the program's own folder, as far as no other program holds them."""
    for old in (desk.program.data_folder / COPIES).glob("*/*"):
        with suppress(OSError):
            old.unlink()


def save_evidence(desk: Desk, evidence: Evidence, path: Path) -> Path | None:
    """Write a copy where the person wants it; None while the file is only promised.

    Raises:
        CannotWrite, DiskFull: as their names say.
    """
    content = evidence_bytes(desk, evidence.sha256)
    return None if content is None else write_file(path, content)


def legal_name(name: str) -> str:
    """A name that every system takes, with its suffix kept, since that decides what opens the file.

    >>> legal_name("../报告:定稿.pdf")
    '／报告：定稿.pdf'
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > _LONGEST_SUFFIX:
        return file_name(name)
    return f"{file_name(stem)}.{file_name(suffix)}"
