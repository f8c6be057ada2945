"""Where the font files are: those that ship with the program, and the official ones that office machines usually have."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from core.briefing.blocks import FontRole
from core.resources import resource

_BUNDLED: dict[FontRole, tuple[str, str]] = {
    FontRole.FANGSONG: ("FandolFang", "FandolFang-Regular.ttf"),
    FontRole.KAITI: ("FandolKai", "FandolKai-Regular.ttf"),
    FontRole.HEITI: ("Noto Sans SC Medium", "NotoSansSC-Medium.ttf"),
    FontRole.XIAOBIAOSONG: ("Noto Serif SC Bold", "NotoSerifSC-Bold.ttf"),
    FontRole.SONGTI: ("Noto Serif SC", "NotoSerifSC-Regular.ttf"),
}

# Best first. The names are those under which Windows, WPS and the font makers install the files; capitals differ from machine to machine.
_INSTALLED: dict[FontRole, tuple[tuple[str, str], ...]] = {
    FontRole.FANGSONG: (
        ("仿宋_GB2312", "仿宋_gb2312.ttf"),
        ("仿宋_GB2312", "simfang_gb2312.ttf"),
        ("仿宋_GB2312", "fangsong_gb2312.ttf"),
        ("仿宋", "simfang.ttf"),
    ),
    FontRole.KAITI: (
        ("楷体_GB2312", "楷体_gb2312.ttf"),
        ("楷体_GB2312", "simkai_gb2312.ttf"),
        ("楷体_GB2312", "kaiti_gb2312.ttf"),
        ("楷体", "simkai.ttf"),
    ),
    FontRole.HEITI: (("黑体", "simhei.ttf"),),
    FontRole.XIAOBIAOSONG: (
        ("方正小标宋简体", "方正小标宋简体.ttf"),
        ("方正小标宋简体", "fzxbsjw.ttf"),
        ("方正小标宋_GBK", "方正小标宋_gbk.ttf"),
        ("方正小标宋_GBK", "fzxbsk.ttf"),
    ),
    FontRole.SONGTI: (("宋体", "simsun.ttc"), ("宋体", "simsun.ttf")),
}


class FontFile(Struct, frozen=True):
    """The font that plays a role: its family name, its file (`face_index` counts from 0 in a collection), and whether it ships with us."""

    role: FontRole
    family: str
    path: Path
    face_index: int = 0
    is_bundled: bool = True

    @property
    def resource_name(self) -> str:
        """The name under which the PDF library knows the font, equal for equal files."""
        if self.is_bundled:
            return f"bundled-{self.path.stem}"
        return f"installed-{self.path}-{self.face_index}"


def bundled_fonts() -> dict[FontRole, FontFile]:
    """The fonts that ship with the program, one a role."""
    return {role: FontFile(role, family, resource("fonts", name)) for role, (family, name) in _BUNDLED.items()}


def installed_fonts(folders: Iterable[Path] | None = None) -> dict[FontRole, FontFile]:
    """The official fonts found in the folders (the machine's own when None), at most one a role; only files that can be embedded."""
    paths = _font_paths(machine_font_folders() if folders is None else folders)
    found: dict[FontRole, FontFile] = {}
    for role, candidates in _INSTALLED.items():
        for family, name in candidates:
            path = paths.get(name)
            if path is not None and has_truetype_outlines(path):
                found[role] = FontFile(role, family, path, is_bundled=False)
                break
    return found


def machine_font_folders() -> tuple[Path, ...]:
    """The folders in which this system keeps fonts, the system's first; some may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")


def has_truetype_outlines(path: Path) -> bool:
    """Whether the first face of the file has `glyf` outlines, the only ones that can be embedded; False when it cannot be read."""
    try:
        with path.open("rb") as file:
            if file.read(4) == b"ttcf":
                file.seek(12)
                file.seek(struct.unpack(">L", file.read(4))[0] + 4)
            table_count = struct.unpack(">H", file.read(2))[0]
            file.seek(6, os.SEEK_CUR)
            tags = {file.read(16)[:4] for _ in range(table_count)}
    except (OSError, struct.error):
        return False
    return b"glyf" in tags


def _font_paths(folders: Iterable[Path]) -> dict[str, Path]:
    """The files below the folders by name in small letters; of two with one name the first folder's."""
    paths: dict[str, Path] = {}
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in sorted(names):
                paths.setdefault(name.lower(), Path(parent) / name)
    return paths
