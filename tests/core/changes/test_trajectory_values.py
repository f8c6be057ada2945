from __future__ import annotations

import pytest
from hypothesis import given
from tests.core.changes.trajectories import DRAWN

from core.changes.codec import decode_value, encode_value
from core.changes.trajectory_values import trajectory_from, trajectory_value
from core.model.drawn_trajectory import DrawnTrajectory


@given(DRAWN)
def test_a_trajectory_comes_back(drawn: DrawnTrajectory) -> None:
    travelled = decode_value(encode_value(trajectory_value(drawn)))

    assert isinstance(travelled, dict)
    assert trajectory_from(travelled) == drawn


def test_without_one_or_with_a_shape_of_a_newer_program_the_line_is_straight() -> None:
    assert trajectory_from(None) is None
    assert trajectory_from({"shape": "spline", "knots": ["1"]}) is None


def test_a_known_shape_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="no way"):
        trajectory_from({"shape": "quarters", "points": ["4", "3", "2", "1"], "start": "0"})
