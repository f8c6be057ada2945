"""The tables of a font file that tell characters, widths and outlines apart, read in one go or when they are asked for.

ReportLab reads them number by number, which takes a third of a second for five Chinese fonts, a good part of a short paper's time. The file
itself is looked into where it lies: of its ten million bytes a paper needs some hundred thousand.
Source: OpenType 1.9, `cmap` formats 4 and 12, `hmtx`, `loca`.
"""

from __future__ import annotations

import mmap
import sys
from array import array
from bisect import bisect_left
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFace

_NEWEST_FORMAT = 12  # cmap: all of Unicode
_BASIC_FORMAT = 4  # cmap: the basic plane
_EM = 1000  # units in which widths are kept
_LAST_GLYPH = 0xFFFF


class FontFace(TTFontFace):
    """A face whose character map, widths and glyph positions are read by whole tables.

    Sets what the library's own reading sets: `charToGlyph`, `charWidths` (per mille of the em), `defaultWidth`, `hmetrics`, `glyphPos`.
    """

    def readFile(self, f: object) -> None:  # noqa: N802  # overrides the library's method
        """Look into the file of a path; what else may be given is read as the library does."""
        if not isinstance(f, str) or hasattr(self, "_ttf_data"):
            super().readFile(f)
            return
        self.filename = f
        with Path(f).open("rb") as file:
            self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._pos = 0

    def get_table(self, tag: str) -> bytes:
        """A table's bytes; of the outlines, which are nearly all of the file, only what is asked of them is read."""
        start, length = self.get_table_pos(tag)
        return _Window(self._ttf_data, start) if tag == "glyf" else self._ttf_data[start : start + length]  # type: ignore[return-value]  # as far as the library goes

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
        content: bytes = self.get_table(tag)
        return content

    def _read_widths(self) -> None:
        measured_count = _unsigned(self._table("hhea"))[17]
        self.hmetrics = _Metrics(_unsigned(self._table("hmtx")), measured_count)
        self.charWidths = _Widths(self.charToGlyph, self.hmetrics, _EM / self.unitsPerEm)
        self.defaultWidth = self.hmetrics[0][0] * _EM / self.unitsPerEm

    def _read_positions(self) -> None:
        is_long = _unsigned(self._table("head"))[25] != 0
        table = self._table("loca")
        self.glyphPos = _unsigned(table, "I") if is_long else [2 * half for half in _unsigned(table)]


class _Window:
    """A part of the file that is read slice by slice, as the library asks for one glyph's outline after another."""

    def __init__(self, data: bytes | mmap.mmap, start: int) -> None:
        self._data = data
        self._start = start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


class _Metrics:
    """Advance and left bearing of each glyph, in units of the font; glyphs beyond those measured are as wide as the last one."""

    def __init__(self, numbers: array[int], measured_count: int) -> None:
        self._numbers = numbers
        self._measured_count = measured_count

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        numbers, count = self._numbers, self._measured_count
        if glyph < count:
            return numbers[2 * glyph], numbers[2 * glyph + 1]
        return numbers[2 * count - 2], numbers[count + glyph]


class _Widths(dict[int, float]):
    """The width of each character that the font has, in per mille of the em, worked out when it is first asked for."""

    def __init__(self, glyphs: dict[int, int], metrics: _Metrics, scale: float) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._metrics = metrics
        self._scale = scale

    def __missing__(self, code: int) -> float:
        width = self[code] = self._metrics[self._glyphs[code]][0] * self._scale
        return width

    def get(self, code: int, default: float | None = None) -> float | None:  # type: ignore[override]  # all that the library asks for
        """The width of a character, or the default where the font lacks it."""
        return self[code] if code in self._glyphs else default


def _character_map(table: bytes) -> dict[int, int] | None:
    """Glyphs by character, from the fullest of the table's maps; None when it has none of the kinds that fonts have today."""
    head = _unsigned(table[: len(table) // 2 * 2])
    # Each record: platform, encoding, offset in four bytes.
    offsets = [(head[4 + 4 * record] << 16) + head[5 + 4 * record] for record in range(head[1])]
    maps = {head[offset // 2]: offset for offset in offsets}
    if _NEWEST_FORMAT in maps:
        return _SegmentedCoverage(table[maps[_NEWEST_FORMAT] :])
    if _BASIC_FORMAT in maps:
        return _SegmentDeltas(table[maps[_BASIC_FORMAT] :])
    return None


class _GlyphMap(dict[int, int]):
    """The glyph of each character that the font has, looked up when it is first asked for: of thirty thousand a paper needs some hundred.

    What has been looked up, or set, is all that one goes through.
    """

    def _find(self, code: int) -> int | None:
        """The glyph of a character; None where no segment has it."""
        raise NotImplementedError

    def __missing__(self, code: int) -> int:
        glyph = self._find(code)
        if glyph is None:
            raise KeyError(code)
        self[code] = glyph
        return glyph

    def __contains__(self, code: object) -> bool:
        return super().__contains__(code) or (isinstance(code, int) and self._find(code) is not None)

    def get(self, code: int, default: int | None = None) -> int | None:  # type: ignore[override]  # all that is asked for
        """The glyph of a character, or the default where the font lacks it."""
        try:
            return self[code]
        except KeyError:
            return default


class _SegmentedCoverage(_GlyphMap):
    """Format 12: groups of characters that follow one another as their glyphs do."""

    def __init__(self, table: bytes) -> None:
        super().__init__()
        count = int.from_bytes(table[12:16], "big")
        numbers = _unsigned(table[16 : 16 + 12 * count], "I")
        self._firsts, self._lasts, self._glyphs = numbers[0::3], numbers[1::3], numbers[2::3]

    def _find(self, code: int) -> int | None:
        group = bisect_left(self._lasts, code)
        if group == len(self._lasts) or code < self._firsts[group]:
            return None
        return self._glyphs[group] + code - self._firsts[group]


class _SegmentDeltas(_GlyphMap):
    """Format 4: segments of characters, whose glyphs are at a distance or looked up in the table itself."""

    def __init__(self, table: bytes) -> None:
        super().__init__()
        length = int.from_bytes(table[2:4], "big")
        self._numbers = numbers = _unsigned(table[: length // 2 * 2])
        self._count = count = numbers[3] // 2
        self._lasts = numbers[7 : 7 + count]

    def _find(self, code: int) -> int | None:
        numbers, count = self._numbers, self._count
        segment = bisect_left(self._lasts, code)
        if segment == count or code < (first := numbers[8 + count + segment]):
            return None
        delta, place = numbers[8 + 2 * count + segment], 8 + 3 * count + segment
        if numbers[place] == 0:
            return code + delta & _LAST_GLYPH
        # The distance counts bytes from its own place in the table.
        place += numbers[place] // 2 + code - first
        glyph = numbers[place] if place < len(numbers) else 0
        return glyph + delta & _LAST_GLYPH if glyph else 0


def _unsigned(table: bytes, kind: str = "H") -> array[int]:
    """The table as big-endian numbers of two bytes, or of four ("I")."""
    numbers = array(kind, table)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
