from __future__ import annotations

from core.reading.places import PREFECTURES, PROVINCES


def test_every_province_and_prefecture_is_known_by_a_short_name() -> None:
    assert len(PROVINCES) == 31
    assert len(PREFECTURES) == 332
    assert PREFECTURES["常州"] == "常州市"
    assert PREFECTURES["延边"] == "延边朝鲜族自治州"


def test_full_names_begin_with_their_short_ones() -> None:
    names = {**PROVINCES, **PREFECTURES}

    assert all(full.startswith(short.removesuffix("州")) for short, full in names.items())
