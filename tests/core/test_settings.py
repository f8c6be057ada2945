from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.errors import CannotWrite
from core.settings import FILE_NAME, Recent, Settings, grouped, load, save

CITY = Recent(Path("/tmp/常州市.jiannuo"), "常州市", 2025, "常州市人民政府", "office", opened=datetime(2025, 7, 1, 8, tzinfo=UTC))
DISTRICT = Recent(Path("/tmp/溧阳市.jiannuo"), "常州市", 2025, "溧阳市人民政府", "unit", opened=datetime(2025, 7, 2, 8, tzinfo=UTC))


def filled() -> Settings:
    settings = Settings(language="en", theme="dark", text_scale=150, window_geometry="AdnQ", last_folders={"report": Path("/media/usb")})
    return settings.with_actor("王芳").with_recent(CITY).with_recent(DISTRICT)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    save(tmp_path / "data", filled())

    assert load(tmp_path / "data") == filled()


def test_without_a_file_all_is_as_the_program_sets_it(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'"settings"'])
def test_a_broken_file_is_set_aside(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(broken)

    assert load(tmp_path) == Settings()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"settings.broken.json": broken}


def test_one_senseless_setting_costs_no_other(tmp_path: Path) -> None:
    save(tmp_path, filled())
    held = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    held |= {"theme": "pink", "text_scale": 5000, "last_folders": [1], "recents": [{"path": 3}, *held["recents"]]}
    (tmp_path / FILE_NAME).write_text(json.dumps(held), encoding="utf-8")

    assert load(tmp_path) == replace(filled(), theme="auto", text_scale=100, last_folders={})


def test_what_a_newer_program_keeps_stays(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"theme": "dark", "sound": {"volume": 3}}', encoding="utf-8")

    save(tmp_path, replace(load(tmp_path), theme="light"))

    held = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))
    assert (held["sound"], held["theme"]) == ({"volume": 3}, "light")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    with pytest.raises(CannotWrite):
        save(tmp_path / "data", Settings())


@pytest.mark.parametrize("scale", [99, 201])
def test_text_has_a_smallest_and_a_largest_scale(scale: int) -> None:
    with pytest.raises(ValueError, match="percent"):
        Settings(text_scale=scale)


def test_a_workspace_opened_again_comes_first_and_stands_once() -> None:
    again = replace(CITY, opened=datetime(2025, 7, 3, tzinfo=UTC))

    settings = filled().with_recent(again)

    assert settings.recents == (again, DISTRICT)
    assert settings.without_recent(CITY.path).recents == (DISTRICT,)


def test_who_works_is_known_from_then_on() -> None:
    settings = Settings().with_actor("王芳").with_actor("李强").with_actor("王芳")

    assert (settings.actor, settings.known_actors) == ("王芳", ("王芳", "李强"))


def test_the_folder_last_used_is_kept_by_purpose() -> None:
    settings = Settings().with_folder("report", Path("a")).with_folder("merge", Path("b")).with_folder("report", Path("c"))

    assert settings.last_folders == {"report": Path("c"), "merge": Path("b")}


def test_recents_are_grouped_by_place_year_and_role_with_samples_apart() -> None:
    other = replace(DISTRICT, path=Path("/tmp/金坛区.jiannuo"), opened=datetime(2025, 6, 1, tzinfo=UTC))
    sample = replace(CITY, path=Path("/tmp/示例.jiannuo"), is_sample=True, opened=datetime(2025, 1, 1, tzinfo=UTC))

    groups = grouped((sample, CITY, other, DISTRICT))

    assert [(group.role, group.recents) for group in groups] == [("unit", (DISTRICT, other)), ("office", (CITY,)), ("office", (sample,))]
