from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from gui.style.dress import dress, palette_of, restyle, style_sheet_of, theme_of
from gui.style.theme import load_theme


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application of all tests, undressed again when one is done."""
    yield qapp
    qapp.setStyleSheet("")
    qapp.setProperty("jiannuoTheme", None)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_an_application_wears_the_theme_that_it_was_given(application: QApplication, qtbot: QtBot, name: Literal["light", "dark"]) -> None:
    theme = load_theme(name)
    label = QLabel()
    qtbot.addWidget(label)

    dress(application, theme)

    assert theme_of(label) == theme
    assert application.palette().color(QPalette.ColorRole.Window).name() == theme.window


def test_what_nobody_has_dressed_is_light(application: QApplication, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)

    assert theme_of(label) == load_theme("light")


def test_another_theme_can_be_worn_later(application: QApplication) -> None:
    dress(application, load_theme("light"))

    dress(application, load_theme("dark", 150))

    assert theme_of(application).is_dark
    assert application.font().pointSizeF() == load_theme("dark", 150).text_pt


def test_buttons_of_dialogs_have_no_pictures(application: QApplication, qtbot: QtBot) -> None:
    dress(application, load_theme("light"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    buttons.show()

    assert all(button.icon().isNull() for button in buttons.buttons())


def test_the_style_sheet_has_no_token_left() -> None:
    assert "$" not in style_sheet_of(load_theme("light"))


def test_chosen_words_are_as_readable_as_others() -> None:
    theme = load_theme("dark")
    palette = palette_of(theme)

    assert palette.color(QPalette.ColorRole.HighlightedText).name() == theme.text
    assert palette.color(QPalette.ColorRole.Highlight).name() == theme.selection


def test_a_state_is_a_property_that_the_style_sheet_asks_for(application: QApplication, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)

    restyle(field, "state", "trouble")

    assert field.property("state") == "trouble"
