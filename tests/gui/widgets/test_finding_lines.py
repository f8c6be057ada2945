from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.widgets.finding_lines import FindingLine, FindingLines


@pytest.fixture
def lines(qtbot: QtBot) -> FindingLines:
    lines = FindingLines()
    qtbot.addWidget(lines)
    return lines


def test_each_finding_is_a_line_with_its_severity(lines: FindingLines) -> None:
    lines.show_findings([FindingLine("强制性", "不应为负数。", is_grave=True), FindingLine("提示性", "请精简。")])

    assert lines.sentences == ["【强制性】不应为负数。", "【提示性】请精简。"]


def test_nothing_to_say_takes_no_room(lines: FindingLines) -> None:
    lines.show_findings([FindingLine("提示性", "请精简。")])

    lines.show_findings([])

    assert (lines.isHidden(), lines.sentences) == (True, [])
