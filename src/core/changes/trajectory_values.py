"""A drawn trajectory as a register value and back: the shape by name, points and start as decimal text, dates as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.changes.change import Json
from core.model.drawn_trajectory import DrawnTrajectory, TrajectoryShape
from core.model.quantity import decimal_from, decimal_text


def trajectory_value(drawn: DrawnTrajectory) -> Json:
    """One register, since a point means nothing without the others; `dates` only where the shape has them."""
    value: dict[str, Json] = {
        "shape": drawn.shape.value,
        "points": [decimal_text(point) for point in drawn.points],
        "start": decimal_text(drawn.start),
    }
    return value | ({"dates": [day.isoformat() for day in drawn.dates]} if drawn.dates else {})


def trajectory_from(value: Mapping[str, Any] | None) -> DrawnTrajectory | None:
    """The trajectory; None, which is the straight line, where none is drawn or a newer program drew a shape of its own.

    Raises:
        ValueError: it is of a known shape and yet none.
    """
    if value is None or value["shape"] not in set(TrajectoryShape):
        return None
    points = tuple(decimal_from(point) for point in value["points"])
    dates = tuple(date.fromisoformat(day) for day in value.get("dates", ()))
    return DrawnTrajectory(TrajectoryShape(value["shape"]), points, decimal_from(value["start"]), dates)
