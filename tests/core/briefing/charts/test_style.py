from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from numpy.typing import NDArray

from core.briefing.blocks import Tone
from core.briefing.charts.outline import vertices_of
from core.briefing.charts.style import AREA_INKS, PAPER, TONE_COLOURS, Ink, mark_ink, mark_of
from core.model.progress import Standing
from core.model.signs import INKS

Vector = NDArray[np.float64]
SIGNS = [*((standing, 0) for standing in Standing), (Standing.BEHIND, 1), (Standing.BEHIND, 2)]

# Linear RGB as eyes without red or green cones see it. Source: Machado, Oliveira, Fernandes, A Physiologically-based Model for Simulation
# of Color Vision Deficiency, IEEE TVCG 15 (2009), severity 1.0.
VISIONS: dict[str, Vector] = {
    "all cones": np.eye(3),
    "no red cones": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green cones": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
}


def linear(colour: str) -> Vector:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lightness(light: Vector, vision: str = "all cones") -> float:
    """CIE L* of linear RGB, 0 to 100."""
    luminance = float(np.clip(VISIONS[vision] @ light, 0, 1) @ np.array([0.2126, 0.7152, 0.0722]))
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def mean_light(ink: Ink) -> Vector:
    """What an area of the ink looks like from afar: the hatch's lines cover their share of the face."""
    if ink.hatch is None or ink.edge is None:
        return linear(ink.face)
    lines_of_tile = len(vertices_of(Path.hatch(ink.hatch, 6.0))) / 2 - 1
    spacing_pt = 72 / lines_of_tile * 2**0.5
    share = ink.hatch_pt / spacing_pt
    return share * linear(ink.edge) + (1 - share) * linear(ink.face)


@pytest.mark.parametrize("vision", VISIONS)
def test_areas_of_standings_keep_apart_in_lightness_for_every_eye_and_in_grey_print(vision: str) -> None:
    values = {standing: lightness(mean_light(ink), vision) for standing, ink in AREA_INKS.items()}

    closest = min(abs(values[one] - values[other]) for one, other in combinations(Standing, 2))

    assert closest >= 10


@pytest.mark.parametrize("vision", VISIONS)
def test_marks_can_be_seen_on_paper_by_face_or_edge(vision: str) -> None:
    strongest = [
        min(lightness(linear(colour), vision) for colour in (ink.face, ink.edge) if colour) for ink in (mark_ink(*sign) for sign in SIGNS)
    ]

    assert max(strongest) < 60


def test_only_late_areas_are_hatched_and_only_unrated_ones_hollow() -> None:
    assert [standing for standing in Standing if AREA_INKS[standing].hatch] == [Standing.BEHIND]
    assert [standing for standing in Standing if AREA_INKS[standing].face == "#FFFFFF"] == [Standing.UNRATED]


def test_every_standing_and_depth_has_a_mark_of_its_own_by_shape_or_by_being_hollow() -> None:
    looks = {sign: (mark_ink(*sign).face == PAPER, vertices_of(mark_of(*sign)).tolist()) for sign in SIGNS}

    assert [pair for pair in combinations(SIGNS, 2) if looks[pair[0]] == looks[pair[1]]] == []


def test_words_in_colour_have_enough_contrast_on_paper() -> None:
    for tone in Tone:
        luminance = float(linear(TONE_COLOURS[tone]) @ np.array([0.2126, 0.7152, 0.0722]))
        assert 1.05 / (luminance + 0.05) >= 4.5  # WCAG 2, contrast (minimum)


def test_every_tone_and_standing_has_its_colour() -> None:
    assert set(TONE_COLOURS) == set(Tone)
    assert set(AREA_INKS) == set(INKS) == set(Standing)
    assert len(set(TONE_COLOURS.values())) == len(Tone)
