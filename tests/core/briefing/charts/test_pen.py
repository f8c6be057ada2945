from __future__ import annotations

import io
import re

import pytest
from reportlab.pdfgen.canvas import Canvas

from core.briefing.charts.outline import rectangle_outline
from core.briefing.charts.pen import Pen

RED = (1.0, 0.0, 0.0)


@pytest.fixture
def buffer() -> io.BytesIO:
    return io.BytesIO()


@pytest.fixture
def canvas(buffer: io.BytesIO) -> Canvas:
    return Canvas(buffer, invariant=1, pageCompression=0)


def written(canvas: Canvas, buffer: io.BytesIO) -> list[str]:
    """The operators of the page, line by line, after those of every page."""
    canvas.save()
    stream = re.search(rb"stream\r?\n(.*?)endstream", buffer.getvalue(), re.DOTALL)
    assert stream is not None
    return [line.strip() for line in stream.group(1).decode("latin-1").splitlines()[1:] if line.strip()]


def test_setting_is_written_once_until_it_changes(canvas: Canvas, buffer: io.BytesIO) -> None:
    pen = Pen(canvas)

    for colour in (RED, RED, (0.0, 0.0, 0.0), RED):
        pen.fill_with(colour)

    assert written(canvas, buffer) == ["1 0 0 rg", "0 g", "1 0 0 rg"]


def test_settings_made_within_a_clip_are_forgotten_after_it(canvas: Canvas, buffer: io.BytesIO) -> None:
    pen = Pen(canvas)
    outline = rectangle_outline(0, 0, 9, 9)

    with pen.clipped([outline]):
        pen.fill_with(RED)
    pen.fill_with(RED)

    assert written(canvas, buffer) == ["q", "0 0 9 9 re W n", "1 0 0 rg", "Q", "1 0 0 rg"]


def test_no_outline_means_no_clip(canvas: Canvas, buffer: io.BytesIO) -> None:
    pen = Pen(canvas)

    with pen.clipped([]):
        pen.stroke_with(RED, 0.6)

    assert written(canvas, buffer) == ["1 0 0 RG", ".6 w"]


def test_dash_starts_at_a_phase_within_its_cycle(canvas: Canvas, buffer: io.BytesIO) -> None:
    Pen(canvas).dash(-1, [3, 2])

    assert written(canvas, buffer) == ["[3 2] 4 d"]


def test_dash_without_length_is_solid(canvas: Canvas, buffer: io.BytesIO) -> None:
    Pen(canvas).dash(0, [0, 0])

    assert written(canvas, buffer) == ["[] 0 d"]


def test_ends_and_joins_are_told_by_name(canvas: Canvas, buffer: io.BytesIO) -> None:
    Pen(canvas).shape_ends("projecting", "bevel")

    assert written(canvas, buffer) == ["2 J", "2 j"]
