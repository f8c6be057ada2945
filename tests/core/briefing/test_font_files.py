from __future__ import annotations

import shutil
from pathlib import Path

from core.briefing.blocks import FontRole
from core.briefing.font_files import bundled_fonts, has_truetype_outlines, installed_fonts, machine_font_folders


def test_every_role_has_a_bundled_font_with_outlines_that_can_be_embedded() -> None:
    files = bundled_fonts()

    assert set(files) == set(FontRole)
    assert all(has_truetype_outlines(file.path) for file in files.values())


def test_an_official_font_is_found_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    shutil.copy(bundled_fonts()[FontRole.KAITI].path, tmp_path / "deep" / "SIMKAI.TTF")

    found = installed_fonts([tmp_path])

    assert list(found) == [FontRole.KAITI]
    assert found[FontRole.KAITI].family == "楷体"
    assert not found[FontRole.KAITI].is_bundled


def test_a_file_that_cannot_be_embedded_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(b"OTTO\x00\x00")

    assert installed_fonts([tmp_path]) == {}


def test_folders_that_do_not_exist_hold_no_fonts(tmp_path: Path) -> None:
    assert installed_fonts([tmp_path / "none"]) == {}


def test_this_system_has_places_for_fonts() -> None:
    assert machine_font_folders()
