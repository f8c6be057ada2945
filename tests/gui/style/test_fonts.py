from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.style.fonts import BUNDLED_FAMILY, screen_family, text_font


def test_the_machines_own_font_is_taken_in_order_of_preference(qapp: QApplication) -> None:
    held = {"PingFang SC", "Microsoft YaHei"}

    assert screen_family(lambda family: family in held) == "Microsoft YaHei"


def test_a_machine_without_any_gets_the_bundled_font(qapp: QApplication) -> None:
    family = screen_family(set[str]().__contains__)

    assert family == BUNDLED_FAMILY
    assert QFontDatabase.hasFamily(family)


def test_all_digits_are_equally_wide(qapp: QApplication) -> None:
    metrics = QFontMetricsF(text_font(screen_family(), 10.5))

    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
