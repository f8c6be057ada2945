from __future__ import annotations

from pathlib import Path

from matplotlib.font_manager import FontManager, json_load

from core.briefing.chart_fonts import LIST_VERSION, prepare_font_list


def test_the_list_is_one_that_this_matplotlib_takes(tmp_path: Path) -> None:
    prepare_font_list(tmp_path)

    (path,) = tmp_path.iterdir()
    held = json_load(path)
    assert isinstance(held, FontManager)
    assert FontManager.__version__ == LIST_VERSION
    assert (path.name, held.ttflist) == (f"fontlist-v{LIST_VERSION}.json", [])


def test_a_list_that_stands_stays(tmp_path: Path) -> None:
    path = tmp_path / f"fontlist-v{LIST_VERSION}.json"
    path.write_text("{}", encoding="utf-8")

    prepare_font_list(tmp_path)

    assert path.read_text(encoding="utf-8") == "{}"


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    prepare_font_list(tmp_path / "file")

    assert (tmp_path / "file").is_file()
