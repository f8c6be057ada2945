"""The tables of a font file that tell characters, widths and outlines apart, read in one go.

ReportLab reads them number by number, which takes a third of a second for five Chinese fonts, a good part of a short paper's time.
Source: OpenType 1.9, `cmap` formats 4 and 12, `hmtx`, `loca`.
"""

from __future__ import annotations

import sys
from array import array

from reportlab.pdfbase.ttfonts import TTFontFace

_NEWEST_FORMAT = 12  # cmap: all of Unicode
_BASIC_FORMAT = 4  # cmap: the basic plane
_EM = 1000  # units in which widths are kept


class FontFace(TTFontFace):
    """A face whose character map, widths and glyph positions are read by whole tables.

    Sets what the library's own reading sets: `charToGlyph`, `charWidths` (per mille of the em), `defaultWidth`, `hmetrics`, `glyphPos`.
    """

    def extractInfo(self, charInfo: bool | int = 1) -> None:  # noqa: FBT001, N802, N803  # overrides the library's method
        """Read the file's tables; a font with another kind of character map is left to the library."""
        super().extractInfo(charInfo=0)
        if not charInfo:
            return
        glyphs = _character_map(self._table("cmap"))
        if glyphs is None:
            super().extractInfo(charInfo=1)
            return
        self.charToGlyph = glyphs
        self._read_widths()
        self._read_positions()
        if 0x20 in glyphs:  # a no-break space is a space, as in the library
            glyphs[0xA0] = glyphs[0x20]
            self.charWidths[0xA0] = self.charWidths[0x20]

    def _table(self, tag: str) -> bytes:
        content: bytes = self.get_table(tag)  # type: ignore[no-untyped-call]  # the stubs leave it bare
        return content

    def _read_widths(self) -> None:
        measured_count = _unsigned(self._table("hhea"))[17]
        numbers = _unsigned(self._table("hmtx"))
        advances = list(numbers[0 : 2 * measured_count : 2])
        bearings = list(numbers[1 : 2 * measured_count : 2]) + list(numbers[2 * measured_count :])
        # Glyphs beyond those measured are as wide as the last one.
        advances += [advances[-1]] * (self.numGlyphs - measured_count)
        self.hmetrics = list(zip(advances, bearings, strict=False))
        scale = _EM / self.unitsPerEm
        widths = [advance * scale for advance in advances]
        self.defaultWidth = widths[0]
        self.charWidths = {code: widths[glyph] for code, glyph in self.charToGlyph.items()}

    def _read_positions(self) -> None:
        is_long = _unsigned(self._table("head"))[25] != 0
        table = self._table("loca")
        self.glyphPos = list(_unsigned(table, "I")) if is_long else [2 * half for half in _unsigned(table)]


def _character_map(table: bytes) -> dict[int, int] | None:
    """Glyphs by character, from the fullest of the table's maps; None when it has none of the kinds that fonts have today."""
    head = _unsigned(table[: len(table) // 2 * 2])
    # Each record: platform, encoding, offset in four bytes.
    offsets = [(head[4 + 4 * record] << 16) + head[5 + 4 * record] for record in range(head[1])]
    maps = {head[offset // 2]: offset for offset in offsets}
    if _NEWEST_FORMAT in maps:
        return _segmented_coverage(table[maps[_NEWEST_FORMAT] :])
    if _BASIC_FORMAT in maps:
        return _segment_deltas(table[maps[_BASIC_FORMAT] :])
    return None


def _segmented_coverage(table: bytes) -> dict[int, int]:
    """Format 12: groups of characters that follow one another as their glyphs do."""
    count = int.from_bytes(table[12:16], "big")
    numbers = _unsigned(table[16 : 16 + 12 * count], "I")
    glyphs: dict[int, int] = {}
    for first, last, glyph in zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=True):
        glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return glyphs


def _segment_deltas(table: bytes) -> dict[int, int]:
    """Format 4: segments of characters, whose glyphs are at a distance or looked up in the table itself."""
    length = int.from_bytes(table[2:4], "big")
    numbers = _unsigned(table[: length // 2 * 2])
    count = numbers[3] // 2
    last_codes, first_codes = numbers[7 : 7 + count], numbers[8 + count : 8 + 2 * count]
    deltas, ranges = numbers[8 + 2 * count : 8 + 3 * count], numbers[8 + 3 * count : 8 + 4 * count]
    glyphs: dict[int, int] = {}
    for segment, (first, last, delta, distance) in enumerate(zip(first_codes, last_codes, deltas, ranges, strict=True)):
        if distance == 0:
            glyphs.update((code, code + delta & 0xFFFF) for code in range(first, last + 1))
            continue
        # The distance counts bytes from its own place in the table.
        start = 8 + 3 * count + segment + distance // 2
        for code in range(first, last + 1):
            place = start + code - first
            glyph = numbers[place] if place < len(numbers) else 0
            glyphs[code] = glyph + delta & 0xFFFF if glyph else 0
    return glyphs


def _unsigned(table: bytes, kind: str = "H") -> array[int]:
    """The table as big-endian numbers of two bytes, or of four ("I")."""
    numbers = array(kind, table)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
