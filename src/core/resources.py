"""Where the program's own files are: fonts, sentences, the example report."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder `resources`, in a frozen program, an installed package or a checkout."""
    bundled = getattr(sys, "_MEIPASS", None)
    if bundled is not None:
        return Path(bundled) / "resources"
    installed = Path(__file__).parent / "_resources"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "resources"


def resource(*parts: str) -> Path:
    """The path of a file of the program, for example `resource("report", "changzhou_2025.md")`."""
    return resource_folder().joinpath(*parts)
