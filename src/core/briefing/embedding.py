"""A TrueType font as it is embedded: one composite font a document, holding only the glyphs that were printed.

ReportLab's own way cuts a font into pieces of 256 characters, so a Chinese line changes fonts every word; here every character is two bytes
of one font (ISO 32000-1, 9.7), which makes files smaller and what readers extract cleaner.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObject, PDFObjectReference, PDFStream, PDFString, PDFZCompress
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont
from reportlab.pdfgen.canvas import Canvas

from core.briefing.deflating import deflater_of
from core.briefing.font_face import FontFace

_BLOCK = 100  # entries a `beginbfchar` block may have (ISO 32000-1, 9.10.3, after Adobe technical note 5411)
_SYMBOLIC = 4  # font descriptor flag: not the standard Latin set


class EmbeddedFont(TTFont):
    """A font whose characters are numbered, a document at a time, in the order in which they are first printed."""

    def __init__(self, name: str, filename: str, *, subfontIndex: int = 0) -> None:  # noqa: N803  # the library's name
        # Not the library's constructor, which would load the file its own, slower way.
        self.fontName = name
        self.face = FontFace(filename, subfontIndex=subfontIndex)
        self.encoding = TTEncoding()
        self.state = WeakKeyDictionary()
        self.shapable = False
        self._printed: WeakKeyDictionary[PDFDocument, _Printed] = WeakKeyDictionary()

    def printed_on(self, canvas: Canvas, text: str) -> tuple[str, str]:
        """The font's name in the page's resources, with its slash, and the text as hexadecimal character codes."""
        # The library gives no other way from a canvas to its document.
        document: PDFDocument = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001
        printed = self._printed_in(document)
        name = f"/{printed.resource_name}" if printed.resource_name else self.getSubsetInternalName(0, document)
        return name, "".join(map(printed.__getitem__, text))

    def splitString(self, text: str, doc: PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ARG002, N802
        """The text as character codes of the one composite font; a character that the font lacks is code 0."""
        return [(0, bytes.fromhex("".join(map(self._printed_in(doc).__getitem__, text))))]

    def getSubsetInternalName(self, subset: int, doc: PDFDocument) -> str:  # noqa: ARG002, N802
        """The name of the font in the page's resources; asking for it has the font written."""
        printed = self._printed_in(doc)
        if not printed.resource_name:
            printed.resource_name = f"J{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = f"/{printed.resource_name}"
            doc.delayedFonts.append(self)
        return f"/{printed.resource_name}"

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the composite font, its one descendant, its glyphs and its map back to Unicode."""
        printed = self._printed.pop(doc)
        # The tag tells subsets apart (ISO 32000-1, 9.6.4); fonts differ by name already, so any will do.
        postscript_name = "JIANNO+" + self.face.name.decode("ascii")
        characters = printed.characters
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{postscript_name}",
            "CIDSystemInfo": PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "DW": 1000,
            "W": PDFArray([0, PDFArray([self.face.charWidths.get(code, self.face.defaultWidth) for code in characters])]),
            "CIDToGIDMap": _reference(doc, _stream(doc, self._glyph_map(characters)), f"glyphMap:{self.fontName}"),
            "FontDescriptor": self._descriptor(doc, postscript_name, characters),
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{postscript_name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([_reference(doc, PDFDictionary(descendant), f"descendant:{self.fontName}")]),
            "ToUnicode": _reference(doc, _stream(doc, character_map(characters).encode("ascii")), f"toUnicode:{self.fontName}"),
        }
        resources = doc.idToObject["BasicFonts"]
        assert isinstance(resources, PDFDictionary)
        resources[printed.resource_name] = _reference(doc, PDFDictionary(font), f"font:{self.fontName}")

    def _descriptor(self, doc: PDFDocument, postscript_name: str, characters: list[int]) -> object:
        face = self.face
        file = _stream(doc, face.makeSubset(characters))
        file.dictionary["Length1"] = len(file.content)
        entries = {
            "Type": "/FontDescriptor",
            "FontName": f"/{postscript_name}",
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "FontFile2": _reference(doc, file, f"fontFile:{self.fontName}"),
        }
        return _reference(doc, PDFDictionary(entries), f"descriptor:{self.fontName}")

    def _glyph_map(self, characters: list[int]) -> bytes:
        """Two bytes a character code: its glyph in the subset, which numbers glyphs as they first occur and equal ones once."""
        numbers: dict[int, int] = {0: 0}
        glyphs = [numbers.setdefault(self.face.charToGlyph.get(code, 0), len(numbers)) for code in characters]
        return b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)

    def _printed_in(self, doc: PDFDocument) -> _Printed:
        try:
            return self._printed[doc]
        except KeyError:
            printed = self._printed[doc] = _Printed(self.face.charToGlyph)
            return printed


class _Printed(dict[str, str]):
    """The characters of a font that a document has printed, with their codes there as four hexadecimal digits; 0 is the missing glyph."""

    def __init__(self, glyphs: Mapping[int, int]) -> None:
        super().__init__({"\0": "0000"})
        self.characters = [0]
        self.resource_name = ""
        self._glyphs = glyphs

    def __missing__(self, character: str) -> str:
        code = "0000"
        if self._glyphs.get(ord(character), 0):
            code = f"{len(self.characters):04x}"
            self.characters.append(ord(character))
        self[character] = code
        return code


def character_map(characters: list[int]) -> str:
    """The ToUnicode map of two-byte codes 0, 1, 2 … that stand for these characters, the first of which is the missing glyph.

    >>> print(character_map([0, 0x5E38, 0x20164]).split("beginbfchar")[1].split("endbfchar")[0].strip())
    <0001> <5E38>
    <0002> <D840DD64>
    """
    entries = [f"<{code:04X}> <{_utf16(character)}>" for code, character in enumerate(characters)][1:]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(character: int) -> str:
    return chr(character).encode("utf-16-be").hex().upper()


def _stream(doc: PDFDocument, content: bytes) -> PDFStream:
    deflater = deflater_of(doc)
    if deflater is not None:
        return deflater.stream(content)
    return PDFStream(content=content, filters=[PDFZCompress] if doc.compression else None)


def _reference(doc: PDFDocument, value: PDFObject, name: str) -> PDFObjectReference:
    """Make a value an object of its own in the file; the name tells it from the others and is not written."""
    reference: PDFObjectReference = doc.Reference(value, name)  # type: ignore[no-untyped-call]  # the stubs leave it bare
    return reference
