"""A list of no fonts for matplotlib, which otherwise opens every font of the machine at its first use: charts here print in the paper's."""

from __future__ import annotations

import json
from pathlib import Path

from core.errors import UserError
from core.files import stands, write_file

LIST_VERSION = "3.11.0"
"""matplotlib's own number of the list's form (its `FontManager.__version__`); with any other it makes a list of its own, slowly."""

_LIST: dict[str, object] = {
    "_version": LIST_VERSION,
    "_FontManager__default_weight": "normal",
    "default_size": None,
    "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
    "afmlist": [],
    "ttflist": [],
    "__class__": "FontManager",
}


def prepare_font_list(folder: Path) -> None:
    """Put the list into matplotlib's folder before it is imported; where it cannot be written matplotlib is slower and draws the same."""
    path = folder / f"fontlist-v{LIST_VERSION}.json"
    if stands(path):
        return
    try:
        write_file(path, json.dumps(_LIST).encode())
    except UserError:
        return
