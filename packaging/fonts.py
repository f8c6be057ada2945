"""Build `resources/fonts` from packages of Debian and npm: glyf outlines, the characters we need, no layout tables, equal bytes each time.

    python packaging/fonts.py --downloads DIR          DIR holds the packages named in SOURCES
    python packaging/fonts.py --downloads DIR --fetch  gets those that are missing, with `apt-get download` and `npm pack`

Run by hand when a font changes; what it makes is committed. It needs fontTools and dpkg-deb, and about two minutes.
"""

from __future__ import annotations

import argparse
import gzip
import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.timeTools import timestampFromString
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"

MODIFIED = timestampFromString("Wed Jan  1 00:00:00 2025")  # head.modified; a clock here would change the bytes
CURVE_ERROR = 0.001  # em; what a quadratic curve may be off from the cubic one it replaces

# Blocks of signs that papers use beside hanzi; fonts give what they have of them.
SIGN_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0370, 0x03FF), (0x0400, 0x04FF), (0x1E00, 0x1EFF), (0x2000, 0x2BFF),
    (0x2E80, 0x33FF), (0xFE10, 0xFE6F), (0xFF00, 0xFFEF),
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A package and where its licence is; `licence_name` is the file under which the licence lands."""

    package: str
    version: str
    archive: str
    licence_member: str
    licence_name: str
    is_npm: bool


@dataclass(frozen=True)
class Build:
    """One font: where it comes from, and the hanzi it keeps (`None`: all it has)."""

    source: Source
    member: str
    name: str
    hanzi: str | None


FANDOL = Source(
    "texlive-lang-chinese", "2022.20230122-1", "texlive-lang-chinese_2022.20230122-1_all.deb",
    "./usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz", "Fandol-COPYING.txt", is_npm=False,
)  # fmt: skip
SERIF = Source(
    "@expo-google-fonts/noto-serif-sc", "0.4.3", "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
    "package/LICENSE_FONT", "NotoSerifSC-OFL.txt", is_npm=True,
)  # fmt: skip
SANS = Source(
    "@expo-google-fonts/noto-sans-sc", "0.4.3", "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
    "package/LICENSE_FONT", "NotoSansSC-OFL.txt", is_npm=True,
)  # fmt: skip
SOURCES = (FANDOL, SERIF, SANS)

_FANDOL_FOLDER = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
BUILDS = (
    Build(FANDOL, f"{_FANDOL_FOLDER}/FandolFang-Regular.otf", "FandolFang-Regular.ttf", None),
    Build(FANDOL, f"{_FANDOL_FOLDER}/FandolKai-Regular.otf", "FandolKai-Regular.ttf", None),
    Build(SERIF, "package/400Regular/NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf", "gbk and beyond"),
    Build(SERIF, "package/700Bold/NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf", "gb2312"),
    Build(SANS, "package/500Medium/NotoSansSC_500Medium.ttf", "NotoSansSC-Medium.ttf", "gbk"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Build resources/fonts.")
    parser.add_argument("--downloads", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--fetch", action="store_true")
    args = parser.parse_args()
    args.target.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        if args.fetch and not (args.downloads / source.archive).exists():
            fetch(source, args.downloads)
        write_licence(source, args.downloads, args.target)
    for build in BUILDS:
        font = TTFont(io.BytesIO(member_bytes(build.source, build.member, args.downloads)))
        reduce_characters(font, build.hanzi)
        if "CFF " in font:
            replace_cubic_outlines(font)
        say_what_was_changed(font)
        path = args.target / build.name
        font["head"].modified = MODIFIED
        font.recalcTimestamp = False
        font.save(path)
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(font.getBestCmap())} characters")


def fetch(source: Source, folder: Path) -> None:
    """Get a package through the client of its registry, at the version named."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{source.package}@{source.version}" if source.is_npm else f"{source.package}={source.version}"
    command = ["npm", "pack", name] if source.is_npm else ["apt-get", "download", name]
    subprocess.run(command, cwd=folder, check=True)


def member_bytes(source: Source, member: str, folder: Path) -> bytes:
    """A file out of a package."""
    archive = folder / source.archive
    if source.is_npm:
        with tarfile.open(archive) as tar:
            return extracted(tar, member)
    process = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(archive)], check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(process.stdout)) as tar:
        return extracted(tar, member)


def extracted(tar: tarfile.TarFile, member: str) -> bytes:
    file = tar.extractfile(member)
    assert file is not None, member
    return file.read()


def write_licence(source: Source, folder: Path, target: Path) -> None:
    content = member_bytes(source, source.licence_member, folder)
    if source.licence_member.endswith(".gz"):
        content = gzip.decompress(content)
    (target / source.licence_name).write_bytes(content)


def reduce_characters(font: TTFont, hanzi: str | None) -> None:
    """Keep the characters wanted and drop what only shaping, hinting or vertical setting needs."""
    options = Options(hinting=False, layout_features=[], glyph_names=False, notdef_outline=True, name_IDs=["*"], legacy_cmap=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT", "meta"]
    subsetter = Subsetter(options)
    has = set(font.getBestCmap())
    subsetter.populate(unicodes=has if hanzi is None else has & wanted_characters(hanzi))
    subsetter.subset(font)


def wanted_characters(hanzi: str) -> set[int]:
    """The code points a font keeps: the signs, and the hanzi of a set.

    "gb2312" has its 6 763 hanzi; "gbk" all 20 902 of the unified block; "gbk and beyond" adds Extension A, the compatibility
    block and what a font has of the supplementary planes (personal and place names).
    """
    signs = {code for first, last in SIGN_BLOCKS for code in range(first, last + 1)}
    if hanzi == "gb2312":
        return signs | gb2312_characters()
    unified = set(range(0x4E00, 0xA000))
    if hanzi == "gbk":
        return signs | unified | {0x4DAE}
    return signs | unified | set(range(0x3400, 0x4DC0)) | set(range(0xF900, 0xFB00)) | set(range(0x20000, 0x32000))


def gb2312_characters() -> set[int]:
    characters = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                continue  # an empty cell of the table
    return characters


def replace_cubic_outlines(font: TTFont) -> None:
    """Give a font with CFF outlines TrueType ones, which are the only ones our PDF library can embed."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR * font["head"].unitsPerEm, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = outlines
    del font["CFF "]
    # A maxp of version 1.0 has fields for hinting programs, of which there are none; the glyf table counts the others when saved.
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    hinting = ("Zones", "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions")
    shape = ("Points", "Contours", "CompositePoints", "CompositeContours", "ComponentElements", "ComponentDepth")
    for field in (*hinting, *shape):
        setattr(maxp, f"max{field}", 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    font.sfntVersion = "\x00\x01\x00\x00"


def say_what_was_changed(font: TTFont) -> None:
    """State the change in the font itself, as the licences ask, and close its character map to what the subsets need."""
    notice = "Changed for Jiannuo: characters reduced, layout and hinting tables dropped, outlines in TrueType form."
    names = font["name"]
    described = names.getDebugName(10) or ""
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409 and record.nameID < 25]
    names.setName(f"{described} {notice}".strip(), 10, 3, 1, 0x409)


if __name__ == "__main__":
    main()
