from __future__ import annotations

from pathlib import Path

from tests.driving import Desk as CommandLine
from tests.journeys.conftest import REPORT

from core.calc.sentences import LANGUAGES
from core.services.desk import Program, open_desk
from core.services.places import place_notice
from core.services.plans import NewPlan, new_plan
from core.store.integrity import damages


def test_a_disk_of_this_machine_needs_no_words(tmp_path: Path) -> None:
    assert place_notice(tmp_path / "w.jiannuo", "zh") is None


def test_a_synced_folder_is_named_with_the_cure_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "坚果云").mkdir()

    notices = [place_notice(tmp_path / "坚果云" / "w.jiannuo", language) for language in LANGUAGES]

    assert [notice.word for notice in notices if notice is not None] == ["云同步", "synced"]
    assert all("数据包" in notice.sentence or "data packages" in notice.sentence for notice in notices if notice is not None)


def test_work_in_such_a_place_goes_on_with_a_journal_that_is_safe_there(program: Program, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive"
    synced.mkdir()
    new_plan(program, NewPlan(REPORT, synced / "w.jiannuo"))

    with open_desk(program, synced / "w.jiannuo") as desk:
        mode, synchronous = (desk.workspace.database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous"))
        assert (mode, synchronous) == ("delete", 3)  # EXTRA
        assert not list(synced.glob("*-wal"))
        assert damages(desk.workspace) == ()


def test_the_status_says_where_the_workspace_lies(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    line = CommandLine(tmp_path / "data")
    line.does("plan", "new", REPORT, "-o", tmp_path / "Dropbox" / "w.jiannuo")

    assert "云同步" in line.does("status", tmp_path / "Dropbox" / "w.jiannuo", "--period", "2025-06")
