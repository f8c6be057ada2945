from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.widgets.quote_panel import QuotePanel


def test_a_sentence_is_marked_in_its_paragraph(qtbot: QtBot) -> None:
    panel = QuotePanel()
    qtbot.addWidget(panel)

    panel.show_quote("先前。中间。后来。", (3, 6))

    assert panel.marked == "中间。"
    assert ">中间。</span>后来。" in panel.text()


def test_a_sentence_is_told_whole_to_a_screen_reader(qtbot: QtBot) -> None:
    panel = QuotePanel()
    qtbot.addWidget(panel)

    panel.show_quote("先前。中间。", (0, 3))

    assert panel.accessibleName() == "先前。中间。"


def test_what_looks_like_markup_is_words(qtbot: QtBot) -> None:
    panel = QuotePanel()
    qtbot.addWidget(panel)

    panel.show_quote("<b>5</b> & **6**", (0, 0))

    assert "&lt;b&gt;5&lt;/b&gt; &amp; 6" in panel.text()
