from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.briefing.blocks import FontRole
from core.briefing.font_files import bundled_fonts
from core.briefing.fonts import FontSet, font_report, load_font_set
from core.errors import FontFileMissing

RARE = "镕䶮滆昇"


@pytest.mark.parametrize("role", list(FontRole))
def test_rare_characters_of_names_and_places_print_in_every_role(role: FontRole) -> None:
    fonts = load_font_set()

    printed = "".join(piece for _, piece in fonts.segments(RARE, role))

    assert printed == RARE
    assert fonts.missing_characters == ()


def test_a_character_that_its_font_lacks_comes_from_another_font(fonts: FontSet) -> None:
    segments = fonts.segments("常州滆湖", FontRole.FANGSONG)

    assert [piece for _, piece in segments] == ["常州", "滆", "湖"]
    assert segments[0][0] == segments[2][0] != segments[1][0]


def test_a_character_of_no_font_is_printed_as_geta_and_remembered() -> None:
    fonts = load_font_set()

    segments = fonts.segments("好😀", FontRole.FANGSONG)

    assert [piece for _, piece in segments] == ["好", "〓"]
    assert fonts.missing_characters == ("😀",)


def test_an_invisible_character_is_dropped_without_a_word() -> None:
    fonts = load_font_set()

    assert fonts.segments("a\u200b\ufe0f", FontRole.HEITI) == [(fonts.glyph("a", FontRole.HEITI).font_name, "a")]
    assert fonts.missing_characters == ()


@pytest.mark.parametrize("mark", ["“", "”", "，", "。", "（", "）", "《", "》"])
@pytest.mark.parametrize("role", list(FontRole))
def test_full_width_marks_are_one_em_wide_in_every_role(fonts: FontSet, role: FontRole, mark: str) -> None:
    assert fonts.advance(mark, role) == pytest.approx(1.0)


@given(st.text(alphabet="常州a1，😀\u200b滆", max_size=20), st.sampled_from(list(FontRole)))
def test_a_width_is_the_sum_of_its_characters_in_proportion_to_the_size(text: str, role: FontRole) -> None:
    fonts = load_font_set()

    assert fonts.width(text, role, 16) == pytest.approx(16 * sum(fonts.advance(char, role) for char in text))


def test_a_set_is_ready_at_once_when_registered(fonts: FontSet) -> None:
    fonts.register()

    assert fonts.any_registered_name().startswith("bundled-")


def test_the_report_names_a_bundled_font_for_every_role() -> None:
    report = font_report()

    assert [file.role for file in report] == list(FontRole)
    assert all(file.is_bundled and file.path.is_file() for file in report)


def test_a_font_of_the_machine_prints_under_its_own_name(tmp_path: Path) -> None:
    files = bundled_fonts()
    copy = Path(shutil.copy(files[FontRole.KAITI].path, tmp_path / "simkai.ttf"))
    fonts = FontSet(files | {FontRole.KAITI: replace(files[FontRole.KAITI], path=copy, is_bundled=False)})

    (segment,) = fonts.segments("常州", FontRole.KAITI)

    assert segment[0] == f"installed-{copy}-0"


def test_a_font_file_that_is_gone_is_told_by_its_path(tmp_path: Path) -> None:
    files = bundled_fonts()
    gone = tmp_path / "gone.ttf"
    fonts = FontSet(files | {FontRole.HEITI: replace(files[FontRole.HEITI], path=gone, is_bundled=False)})

    with pytest.raises(FontFileMissing) as caught:
        fonts.register()

    assert caught.value.path == gone
