from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.gui.answers import Answers
from tests.gui.conftest import PATIENCE_MS
from tests.journeys.conftest import City, make_city

from gui.app import Parts
from gui.dialogs.restore_points import RestorePointsDialog

ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"


def dialog_of(qtbot: QtBot, parts: Parts) -> RestorePointsDialog:
    parts.window.menus.restore.trigger()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)
    (dialog,) = parts.window.findChildren(RestorePointsDialog)
    return dialog


def test_a_lost_workspace_is_got_back_as_of_an_earlier_time(qtbot: QtBot, parts: Parts, answers: Answers, tmp_path: Path) -> None:
    city = lost_city(parts, tmp_path)
    dialog = dialog_of(qtbot, parts)
    names = [dialog.mirrors.item(row).text() for row in range(dialog.mirrors.count())]
    dialog.mirrors.setCurrentRow(next(row for row, name in enumerate(names) if "东区" in name))
    assert dialog.points.count() > 1

    answers.files.append([tmp_path / "恢复.jiannuo"])
    dialog.points.setCurrentRow(dialog.points.count() - 1)
    dialog.restore.click()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)

    assert "以新终端继续" in parts.window.frame.banner.sentence
    city.desk.does("check", tmp_path / "恢复.jiannuo")
    city.desk.does("status", tmp_path / "恢复.jiannuo")


def test_a_computer_without_mirrors_says_where_to_look(qtbot: QtBot, parts: Parts) -> None:
    parts.window.menus.restore.trigger()
    qtbot.waitUntil(lambda: parts.session.is_idle, timeout=PATIENCE_MS)

    assert "还没有备份" in parts.window.frame.banner.sentence


def lost_city(parts: Parts, folder: Path) -> City:
    """A city whose office and east worked on this computer, and whose east has lost its workspace."""
    (folder / "city").mkdir()
    city = make_city(folder / "city")
    city.hands_up("东区", "2025-03", ROWS.format(20))
    city.hands_up("东区", "2025-04", ROWS.format(24), report="april.jnb")
    city.unit("东区").unlink()
    parts.session.program.data_folder.mkdir(parents=True, exist_ok=True)
    for name in ("mirrors", "keys"):
        (city.folder / "data" / name).rename(parts.session.program.data_folder / name)
    return city
