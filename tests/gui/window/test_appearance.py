from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.settings import Settings
from gui.style.dress import theme_of
from gui.window.appearance import Appearance


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    appearance = Appearance(qapp, Settings(theme="light"))
    yield appearance
    appearance.deleteLater()


@pytest.mark.parametrize(("theme", "is_dark"), [("light", False), ("dark", True)])
def test_chosen_colours_are_worn(qapp: QApplication, appearance: Appearance, theme: str, *, is_dark: bool) -> None:
    appearance.wear(Settings(theme=theme))  # type: ignore[arg-type]  # one of its values

    assert theme_of(qapp).is_dark is is_dark


def test_text_grows_with_its_scale(qapp: QApplication, appearance: Appearance) -> None:
    appearance.wear(Settings(theme="light", text_scale=200))

    assert theme_of(qapp).text_pt == 21.0


def test_system_decides_where_nothing_is_chosen(qapp: QApplication, appearance: Appearance) -> None:
    appearance.wear(Settings(theme="dark"))

    appearance.wear(Settings(theme="auto"))

    assert not theme_of(qapp).is_dark  # a system without a wish is light
