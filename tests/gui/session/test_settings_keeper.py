from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from core.settings import Settings, load
from gui.session.session import Session
from gui.session.settings_keeper import SettingsKeeper

Settler = Callable[[Session], None]


def test_changed_settings_are_kept(session: Session, settled: Settler) -> None:
    keeper = SettingsKeeper(Settings(), session, session)

    keeper.change(replace(keeper.value, text_scale=150))
    settled(session)

    assert load(session.program.data_folder).text_scale == 150


def test_last_of_several_changes_stands(session: Session, settled: Settler) -> None:
    keeper = SettingsKeeper(Settings(), session, session)

    for scale in (125, 150, 200):
        keeper.change(replace(keeper.value, text_scale=scale))
    settled(session)

    assert load(session.program.data_folder).text_scale == 200


def test_same_settings_are_no_change(session: Session) -> None:
    keeper = SettingsKeeper(Settings(), session, session)
    told: list[Settings] = []
    keeper.changed.connect(told.append)

    keeper.change(Settings())

    assert told == []


def test_folder_that_cannot_be_written_is_told(session: Session, settled: Settler) -> None:
    session.program.data_folder.parent.mkdir(exist_ok=True)
    session.program.data_folder.write_text("a file stands where the folder should be")
    told: list[object] = []
    session.troubled.connect(told.append)
    keeper = SettingsKeeper(Settings(), session, session)

    keeper.change(Settings(text_scale=125))
    settled(session)

    assert len(told) == 1
