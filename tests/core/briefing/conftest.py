from __future__ import annotations

import re

import pytest

from core.briefing.fonts import FontSet, load_font_set
from core.resources import resource

_FULL_WIDTH = str.maketrans(",;:()", "，；：（）")


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return load_font_set()


@pytest.fixture(scope="session")
def report_paragraphs() -> tuple[str, ...]:
    """The paragraphs of the example report, with the full-width marks they are printed with."""
    source = resource("report", "changzhou_2025.md").read_text(encoding="utf-8")
    plain = (re.sub(r"^[#\- ]+|\*|<[^>]*>", "", line).strip().translate(_FULL_WIDTH) for line in source.splitlines())
    return tuple(line for line in plain if line)
