from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from core.resources import resource
from gui.style.icons import icon, icon_pixmap
from gui.style.theme import load_theme

NAMES = [
    "bench", "filing", "overview", "review", "briefing", "exchange", "plan", "settings", "help", "undo", "redo", "check", "submit",
    "attach", "open", "save", "print", "export", "folder", "warning", "trouble", "info", "done", "ahead", "on", "behind", "unrated",
    "returned", "late", "empty", "partial", "complete", "previous", "next", "search", "person", "calendar", "sample", "lock", "close",
    "more", "zoom-in", "zoom-out", "note", "delete", "refresh", "copy", "add", "fit-width", "fit-page", "grey", "table",
]  # fmt: skip


def colours_in(pixmap: QPixmap) -> set[str]:
    """The colours that cover a pixel wholly."""
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for point in points if (colour := image.pixelColor(*point)).alpha() == 255}


def is_drawn_in(ink: str, colours: set[str]) -> bool:
    """Whether a drawing has this ink and no other; lines that meet may be rounded off by one."""
    return ink in colours and all(abs(QColor(colour).lightness() - QColor(ink).lightness()) <= 1 for colour in colours)


def test_every_icon_is_drawn_in_the_colour_of_the_theme(qapp: QApplication) -> None:
    theme = load_theme("dark")

    drawn = {name: colours_in(icon(name, theme).pixmap(QSize(48, 48), 1.0)) for name in NAMES}

    assert [name for name, colours in drawn.items() if not is_drawn_in(theme.text, colours)] == []


def test_the_icons_at_hand_are_those_of_the_list() -> None:
    files = {path.stem for path in Path(resource("icons")).glob("*.svg")}
    of_the_style_sheet = {f"{name}-{shade}" for name in ("arrow-down", "arrow-up", "tick", "dash") for shade in ("light", "dark")}

    assert files == {*NAMES} | of_the_style_sheet


def test_an_icon_that_cannot_be_pressed_is_pale(qapp: QApplication) -> None:
    theme = load_theme("light")

    drawn = colours_in(icon("close", theme).pixmap(QSize(48, 48), 1.0, QIcon.Mode.Disabled))

    assert drawn == {theme.disabled}


def test_an_icon_that_is_switched_on_has_the_accent(qapp: QApplication) -> None:
    theme = load_theme("light")

    drawn = colours_in(icon("close", theme).pixmap(QSize(48, 48), 1.0, QIcon.Mode.Normal, QIcon.State.On))

    assert drawn == {theme.accent}


def test_an_icon_is_sharp_on_a_fine_screen(qapp: QApplication) -> None:
    pixmap = icon("save", load_theme("light")).pixmap(QSize(20, 20), 2.0)

    assert (pixmap.width(), pixmap.devicePixelRatio()) == (40, 2.0)


def test_an_icon_outlives_its_maker_and_its_copies(qapp: QApplication) -> None:
    copies = [QIcon(icon("save", qapp)) for _ in range(20)]
    gc.collect()

    assert not any(copy.pixmap(16).isNull() for copy in copies)


def test_a_picture_has_the_colour_of_its_role(qapp: QApplication) -> None:
    theme = load_theme("light")

    pixmap = icon_pixmap("trouble", theme, size=24, ratio=2.0, role="trouble")

    assert QColor(theme.trouble).name() in colours_in(pixmap)


def test_there_is_no_icon_of_another_name(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("unicorn", qapp)
