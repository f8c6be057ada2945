"""What the frozen program takes in: only what it runs on. The proof in tests/packaging/test_frozen.py shows that nothing is missed.

Entries are PyInstaller's: (name inside the program, file it comes from, kind), the name with the separators of the system.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

Entry = tuple[str, str, str]

# Imported by our parts in one of their branches only, which we do not take: tests of numpy, terminals, networks.
MODULES_LEFT_OUT = [
    "IPython",
    "PIL.ImageTk",
    "PIL._avif",
    "PIL._imagingtk",
    "PIL._webp",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_ssl",
    "contourpy",
    "curses",
    "distutils",
    "hypothesis",
    "numpy.f2py",
    "numpy.random",
    "pydoc_data",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
]

# Windows may name these with "Qt" or without, Linux with "lib" in front; the rest of the file name is the system's.
QT_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}

# matplotlib opens its own font only to fail over to it, but refuses to be imported without one.
MATPLOTLIB_DATA = {"matplotlibrc", "fonts/ttf/DejaVuSans.ttf"}

# A machine that prints has it, with the two dozen libraries below it; where it is missing, Qt offers PDF files only.
OF_THE_SYSTEM = {"libcups.so.2"}

# Python's own library, under its names on Linux, Windows and macOS: nothing need be linked to it, the program's start opens it.
OPENED_AT_START = ("libpython", "python3", "Python")
# Opened by its own name when a PDF is read, and linked to by nothing: the library that pypdfium2 brings.
OPENED_LATER = ("libpdfium", "pdfium")

_PLUGIN = re.compile(r"(?:^|/)PySide6/(?:Qt/)?plugins/(?P<kind>[^/]+)/(?:lib)?(?P<name>[^/.]+)\.[^/]*$")
_TRANSLATION = re.compile(r"(?:^|/)PySide6/(?:Qt/)?translations/(?P<name>[^/]+)$")
_MATPLOTLIB = re.compile(r"^matplotlib/mpl-data/(?P<name>.+)$")
_OF_PYTHON = re.compile(r"(?:^libpython|/lib-dynload/)[^/]*$")
_TYPE_STUB = re.compile(r"\.pyi$|(?:^|/)py\.typed$")


def belongs(entry: Entry) -> bool:
    """Say whether a data file, plugin or library is one of those the program uses."""
    name = PurePath(entry[0]).as_posix()
    if found := _PLUGIN.search(name):
        return found["name"] in QT_PLUGINS.get(found["kind"], set())
    if found := _TRANSLATION.search(name):
        return found["name"] == "qtbase_zh_CN.qm"
    if found := _MATPLOTLIB.search(name):
        return found["name"] in MATPLOTLIB_DATA
    return not _TYPE_STUB.search(name) and PurePath(name).name not in OF_THE_SYSTEM


def without_orphans(entries: Iterable[Entry], needed_by: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out libraries that no extension or plugin needs any more; `needed_by` gives the names of the libraries a file is linked to.

    PyInstaller follows what its hooks collected before plugins are left out, down to the desktop libraries of the building machine.
    """
    kept = list(entries)
    libraries = {
        PurePath(name).name: (name, source) for name, source, kind in kept if kind == "BINARY" and not _PLUGIN.search(_posix(name))
    }
    reached = {name for name in libraries if name.startswith(OPENED_AT_START + OPENED_LATER)}
    todo = [libraries[name][1] for name in reached]
    todo += [source for name, source, _ in kept if PurePath(name).name not in libraries]
    while todo:
        new = {PurePath(name).name for name in needed_by(todo.pop())} & libraries.keys() - reached
        reached |= new
        todo += [libraries[name][1] for name in new]
    orphans = libraries.keys() - reached
    return [entry for entry in kept if PurePath(entry[0]).name not in orphans]


def linked_directly(library: str) -> list[str]:
    """The names of the libraries that a Linux library itself is linked to; `ldd`, which PyInstaller asks, also tells those below them."""
    answer = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, encoding="utf-8", errors="replace")
    return re.findall(r"NEEDED\s+(\S+)", answer.stdout)


def without_dead_links(entries: Iterable[Entry], targets: Iterable[Entry]) -> list[Entry]:
    """Leave out links to libraries that were left out; the second part of a link's entry is what it points to, inside the program."""
    there = {_posix(name) for name, _, _ in targets}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _posix(entry[1]) in there]


def without_symbols(entry: Entry, folder: Path) -> Entry:
    """Take debugging symbols out of a copy of Python's own libraries, which a Python built from source brings (25 MB); wheels have none.

    Other libraries stay as they are: wheels move the sections of theirs, which `strip` does not survive.
    """
    name, source, kind = entry
    if sys.platform != "linux" or not _OF_PYTHON.search(_posix(name)):
        return entry
    folder.mkdir(parents=True, exist_ok=True)
    smaller = folder / PurePath(name).name
    subprocess.run(["strip", "--strip-unneeded", "-o", str(smaller), source], check=True)
    return name, str(smaller), kind


def _posix(name: str) -> str:
    return PurePath(name).as_posix()
