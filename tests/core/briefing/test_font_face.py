from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from reportlab.pdfbase.ttfonts import TTFontFace

from core.briefing.blocks import FontRole
from core.briefing.font_face import FontFace
from core.briefing.font_files import bundled_fonts


def assert_reads_as_the_library_does(path: Path) -> None:
    ours, theirs = FontFace(str(path)), TTFontFace(str(path))

    assert {code: ours.charToGlyph[code] for code in theirs.charToGlyph} == theirs.charToGlyph
    others = [code for code in range(-1, 0x30000) if code not in theirs.charToGlyph]
    assert not any(code in ours.charToGlyph for code in others)
    assert {ours.charToGlyph.get(code, 7) for code in others} == {7}
    assert {code: ours.charWidths[code] for code in theirs.charWidths} == pytest.approx(theirs.charWidths)
    assert ours.charWidths.get(-1, 7) == 7
    assert ours.defaultWidth == theirs.defaultWidth
    assert [ours.hmetrics[glyph] for glyph in range(ours.numGlyphs)] == theirs.hmetrics
    assert list(ours.glyphPos) == theirs.glyphPos


@pytest.mark.parametrize("role", list(FontRole))
def test_a_bundled_font_is_read_as_the_library_reads_it(role: FontRole) -> None:
    assert_reads_as_the_library_does(bundled_fonts()[role].path)


def test_a_font_with_the_basic_plane_only_is_read_as_the_library_reads_it(tmp_path: Path) -> None:
    font = TTFont(bundled_fonts()[FontRole.KAITI].path)
    subsetter = Subsetter(Options(layout_features=[]))
    subsetter.populate(text="常州市政府工作报告，2025 abc“”")
    subsetter.subset(font)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    font.save(tmp_path / "basic.ttf")

    assert_reads_as_the_library_does(tmp_path / "basic.ttf")


def test_a_font_with_an_old_kind_of_map_is_left_to_the_library(tmp_path: Path) -> None:
    font = TTFont(bundled_fonts()[FontRole.KAITI].path)
    subsetter = Subsetter(Options(layout_features=[], legacy_cmap=True))
    subsetter.populate(text="abc")
    subsetter.subset(font)
    newest = font["cmap"].getcmap(3, 1)
    old = CmapSubtable.newSubtable(6)
    old.platformID, old.platEncID, old.language, old.cmap = 3, 1, 0, dict(newest.cmap)
    font["cmap"].tables = [old]
    font.save(tmp_path / "old.ttf")

    assert_reads_as_the_library_does(tmp_path / "old.ttf")
