"""Which font plays each role on the page, and how wide its characters are; a character that its font lacks falls back to one that has it.

The bundled fonts are the default, because the same paper must be the same everywhere; the official ones of the machine are used on demand.
Advances and sizes are in the unit of the size given (points); advances of `advance` are in em.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from core.briefing.blocks import FontRole
from core.briefing.embedding import EmbeddedFont
from core.briefing.font_files import FontFile, bundled_fonts, installed_fonts
from core.briefing.punctuation import is_wide
from core.errors import FontFileMissing

GETA = "〓"  # what Chinese printers set where a character is missing

# A fallback of the same colour where there is one: bold titles and 黑体 fall back within their own weight first.
_FALLBACK_ROLES = (FontRole.SONGTI, FontRole.HEITI)

_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


class PlacedGlyph(NamedTuple):
    """How a character prints: the name of its font, what is printed for it, and its advance in em."""

    font_name: str
    text: str
    advance: float


class SizedGlyph(NamedTuple):
    """How a character prints at a size: its font's name, what is printed, its advance in points with the tracking, and the tracking."""

    font_name: str
    text: str
    advance_pt: float
    tracking_pt: float


class SizedFont(dict[str, SizedGlyph]):
    """The characters of a role at a size, measured as they are looked up; full-width ones have the tracking added."""

    def __init__(self, fonts: FontSet, role: FontRole, size_pt: float, tracking_pt: float) -> None:
        super().__init__()
        self._fonts = fonts
        self._role = role
        self._size_pt = size_pt
        self._tracking_pt = tracking_pt

    def __missing__(self, char: str) -> SizedGlyph:
        glyph = self._fonts.glyph(char, self._role)
        tracking = self._tracking_pt if is_wide(char) else 0.0
        sized = self[char] = SizedGlyph(glyph.font_name, glyph.text, glyph.advance * self._size_pt + tracking, tracking)
        return sized


class FontSet:
    """The fonts of one paper, each loaded when first used; it remembers which characters no font had.

    One set may serve many papers one after another, not several at once.
    """

    def __init__(self, files: Mapping[FontRole, FontFile]) -> None:
        self.files = dict(files)
        self._faces = {role: _Face(file) for role, file in files.items()}
        self._chains = {role: self._chain(role) for role in self._faces}
        self._glyphs: dict[FontRole, dict[str, PlacedGlyph]] = {role: {} for role in self._faces}
        self._sized: dict[tuple[FontRole, float, float], SizedFont] = {}
        self._missing: set[str] = set()

    def register(self) -> None:
        """Load every font of the set now; without this each is loaded when its first character is measured.

        Raises:
            FontFileMissing: a file of the set is gone.
        """
        for face in self._faces.values():
            face.require()

    def any_registered_name(self) -> str:
        """The name of a font of the set that the PDF library knows."""
        return self._faces[FontRole.SONGTI].require().fontName

    def glyph(self, char: str, role: FontRole) -> PlacedGlyph:
        """How one character prints: 〓 in the fallback font when no font has it; invisible ones have no text and no width."""
        glyphs = self._glyphs[role]
        known = glyphs.get(char)
        if known is None:
            known = glyphs[char] = self._chosen_glyph(char, role)
        return known

    def sized(self, role: FontRole, size_pt: float, tracking_pt: float = 0.0) -> SizedFont:
        """The role's characters at a size, each measured once."""
        key = (role, size_pt, tracking_pt)
        if key not in self._sized:
            self._sized[key] = SizedFont(self, role, size_pt, tracking_pt)
        return self._sized[key]

    def segments(self, text: str, role: FontRole) -> list[tuple[str, str]]:
        """The text in stretches of one font each, as (name for `setFont`, piece)."""
        result: list[tuple[str, str]] = []
        for font_name, stretch in groupby((self.glyph(char, role) for char in text), key=attrgetter("font_name")):
            piece = "".join(glyph.text for glyph in stretch)
            if piece:
                result.append((font_name, piece))
        return result

    def width(self, text: str, role: FontRole, size_pt: float) -> float:
        """The width of the text in points, its characters set solid."""
        return sum([self.glyph(char, role).advance for char in text]) * size_pt

    def advance(self, char: str, role: FontRole) -> float:
        """The advance of one character in em; 0 for an invisible one."""
        return self.glyph(char, role).advance

    @property
    def missing_characters(self) -> tuple[str, ...]:
        """The characters asked for so far that no font has, in code order; each was printed as 〓."""
        return tuple(sorted(self._missing))

    def _chosen_glyph(self, char: str, role: FontRole) -> PlacedGlyph:
        chain = self._chains[role]
        if is_invisible(char):
            return PlacedGlyph(chain[0].name, "", 0.0)
        face = next((each for each in chain if each.has(char)), None)
        if face is not None:
            return PlacedGlyph(face.name, char, face.advance(char))
        self._missing.add(char)
        fallback = self._faces[FontRole.SONGTI]
        return PlacedGlyph(fallback.name, GETA, fallback.advance(GETA))

    def _chain(self, role: FontRole) -> tuple[_Face, ...]:
        roles = dict.fromkeys((role, *_FALLBACK_ROLES))
        return tuple(self._faces[each] for each in roles)


class _Face:
    """A font file, loaded and made known to the PDF library when it is first needed."""

    def __init__(self, file: FontFile) -> None:
        self._file = file
        self.name = file.resource_name

    def has(self, char: str) -> bool:
        return self._glyphs.get(ord(char), 0) != 0

    def advance(self, char: str) -> float:
        return float(self._widths[ord(char)]) / 1000

    def require(self) -> EmbeddedFont:
        return self._font

    @cached_property
    def _font(self) -> EmbeddedFont:
        if self.name in pdfmetrics.getRegisteredFontNames():
            known = pdfmetrics.getFont(self.name)
            assert isinstance(known, EmbeddedFont)
            return known
        if not self._file.path.is_file():
            raise FontFileMissing(self._file.path)
        font = EmbeddedFont(self.name, str(self._file.path), subfontIndex=self._file.face_index)
        pdfmetrics.registerFont(font)
        return font

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        glyphs: dict[int, int] = self._font.face.charToGlyph
        return glyphs

    @cached_property
    def _widths(self) -> dict[int, float]:
        widths: dict[int, float] = self._font.face.charWidths
        return widths


@cache
def is_invisible(char: str) -> bool:
    """Whether a character prints nothing and takes no room: controls, joiners, variation selectors."""
    return ord(char) in _VARIATION_SELECTORS or ((not char.isascii() or char < " ") and unicodedata.category(char) in _INVISIBLE_CATEGORIES)


def load_font_set(*, prefer_installed: bool = False) -> FontSet:
    """The fonts of a paper: the bundled ones, or the machine's official ones where it has them."""
    return FontSet(_chosen_files(prefer_installed=prefer_installed))


def font_report(*, prefer_installed: bool = False) -> tuple[FontFile, ...]:
    """Which font plays each role, in the order of the roles, for `jiannuo fonts`."""
    files = _chosen_files(prefer_installed=prefer_installed)
    return tuple(files[role] for role in FontRole)


def _chosen_files(*, prefer_installed: bool) -> dict[FontRole, FontFile]:
    return bundled_fonts() | (installed_fonts() if prefer_installed else {})
