from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


def recipe(name: str) -> ModuleType:
    """A module of the folder `packaging`, whose name an installed package has as well."""
    specification = importlib.util.spec_from_file_location(f"recipe_{name}", FOLDER / f"{name}.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return recipe("contents")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "matplotlib/mpl-data/matplotlibrc",
        "matplotlib/_path.so",
        "resources/sentences/zh.toml",
    ],
)
def test_what_the_program_uses_belongs_to_it(contents: ModuleType, name: str) -> None:
    assert contents.belongs((name, "", "DATA"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "matplotlib/mpl-data/sample_data/grace.csv",
        "PySide6/QtCore.pyi",
        "libcups.so.2",
    ],
)
def test_what_it_does_not_use_is_left_out(contents: ModuleType, name: str) -> None:
    assert not contents.belongs((name, "", "BINARY"))


def test_a_library_stays_as_long_as_something_kept_is_linked_to_it(contents: ModuleType) -> None:
    links = {"/qxcb": ["libxcb.so.1"], "/xcb": ["libXau.so.6"]}
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/qxcb", "BINARY"),
        ("libxcb.so.1", "/xcb", "BINARY"),
        ("libXau.so.6", "/xau", "BINARY"),
        ("libgtk.so.3", "/gtk", "BINARY"),
        ("libpython3.11.so.1.0", "/python", "BINARY"),
        ("pypdfium2_raw/libpdfium.so", "/pdfium", "BINARY"),  # opened by name when a PDF is read
    ]

    kept = contents.without_orphans(entries, lambda path: links.get(path, []))

    assert [name for name, _, _ in entries if name not in {name for name, _, _ in kept}] == ["libgtk.so.3"]


def test_a_link_to_a_library_that_was_left_out_goes_with_it(contents: ModuleType) -> None:
    links = [
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
    ]

    kept = contents.without_dead_links(links, [("PySide6/Qt/lib/libQt6Core.so.6", "/core", "BINARY")])

    assert [name for name, _, _ in kept] == ["libQt6Core.so.6"]


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_children_get_the_environment_that_the_program_was_started_in(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})  # loading the module is what cleans the environment of a process
    started_in = {"PATH": "/bin"} | ({} if before is None else {"LD_LIBRARY_PATH": before})
    given = started_in | {"LD_LIBRARY_PATH": "/program", "_PYI_ARCHIVE_FILE": "/program/jiannuo"}
    environment = given if before is None else given | {"LD_LIBRARY_PATH_ORIG": before}

    recipe("surroundings").give_back(environment)

    assert environment == started_in
