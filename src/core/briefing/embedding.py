"""A TrueType font as it is embedded: ReportLab's, with a character map that readers agree on.

It has one correction to what ReportLab writes, so that text above U+FFFF can be searched and copied.
"""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

_MAPPING = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,6})>")
_BLOCK = 100  # entries a `beginbfchar` block may have (ISO 32000-1, 9.10.3, after Adobe technical note 5411)


class EmbeddedFont(TTFont):
    """A font whose subsets hold only what was printed, and whose ToUnicode maps are valid beyond the basic plane."""

    def __init__(self, name: str, filename: str, *, subfontIndex: int = 0) -> None:  # noqa: N803  # the library's name
        # Shaping is the business of `core.briefing.linebreaking`; ASCII glyphs that no text needs would add 15 kB a font.
        super().__init__(name, filename, subfontIndex=subfontIndex, asciiReadable=False, shapable=False)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  # overrides the library's method
        """Write the subsets, then put their ToUnicode maps right."""
        known = set(doc.idToObject)
        super().addObjects(doc)
        for key in set(doc.idToObject) - known:
            stream = doc.idToObject[key]
            if str(key).startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = mended_character_map(stream.content)


def mended_character_map(source: str) -> str:
    """A ToUnicode map with UTF-16 values, as the format demands, in blocks of at most a hundred.

    WORKAROUND reportlab 5.1.0: it writes U+20164 as five hex digits and puts 256 entries in one block.
    """
    entries = [f"<{code}> <{_utf16(int(value, 16))}>" for code, value in _MAPPING.findall(source) if int(value, 16) != 0]
    head = source[: source.index("endcodespacerange")] + "endcodespacerange\n"
    tail = source[source.index("endcmap") :]
    blocks = [entries[start : start + _BLOCK] for start in range(0, len(entries), _BLOCK)]
    return head + "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks) + tail


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
