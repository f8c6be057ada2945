from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from core.resources import resource

FOLDER = resource("fonts")
FONTS = sorted(FOLDER.glob("*.ttf"))
GB2312_HANZI = {
    bytes([row, cell]).decode("gb2312") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) if not (row == 0xD7 and cell > 0xF9)
}
GBK_HANZI = set(map(chr, range(0x4E00, 0x9FA6)))
EMBEDDABLE = {0, 4, 8}  # fsType: installable, preview and print, editable


def characters(path: Path) -> set[str]:
    with TTFont(path, lazy=True) as font:
        return set(map(chr, font.getBestCmap()))


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_font_has_outlines_that_can_be_embedded_and_may_be(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert "glyf" in font
        assert font["OS/2"].fsType in EMBEDDABLE


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_a_font_has_the_characters_of_gb_2312(path: Path) -> None:
    assert len(GB2312_HANZI) == 6763
    assert not GB2312_HANZI - characters(path)


@pytest.mark.parametrize("name", ["NotoSerifSC-Regular.ttf", "NotoSansSC-Medium.ttf"])
def test_a_fallback_has_the_characters_of_gbk(name: str) -> None:
    assert len(GBK_HANZI) == 20902
    assert not (GBK_HANZI | {"䶮"}) - characters(FOLDER / name)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name)
def test_quotation_marks_are_full_width(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        names = font.getBestCmap()
        assert {font["hmtx"][names[ord(mark)]][0] for mark in "“”"} == {font["head"].unitsPerEm}


def test_the_fonts_stay_within_their_budget() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 45_000_000


def test_the_table_names_every_font_and_a_licence_beside_it() -> None:
    table = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert all(f"`{path.name}`" in table for path in FONTS)
    licences = set(re.findall(r"`([\w.-]+\.txt)`", table))
    assert licences == {path.name for path in FOLDER.glob("*.txt")}
    assert all((FOLDER / name).stat().st_size > 1000 for name in licences)


def test_the_licence_of_the_fandol_fonts_has_its_exception_for_documents() -> None:
    assert "this font or unaltered portions of this font" in (FOLDER / "Fandol-COPYING.txt").read_text(encoding="utf-8")
