"""Amounts in percent of their targets: a bar on the track of the target, a tick where time stands, a diamond where last year stood."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from core.briefing.blocks import Tone
from core.briefing.charts.data import BulletRow
from core.briefing.charts.lettering import text_width
from core.briefing.charts.rows import STANDING_WIDTH_PT, RowFrame, Span, widest
from core.briefing.charts.sheet import Rectangle, Sheet
from core.briefing.charts.style import AREA_INKS, DIAMOND, GUIDE, LINE_PT, PAPER, SMALL_PT, STRONG_PT, TONE_COLOURS, TRACK, Ink
from core.model.progress import Standing

_FARTHEST = 150.0  # percent; a bar beyond ends in a break and its figure tells
_LOWEST = -20.0
_TRACK_PT = 11.0
_BAR_PT = 6.5
_DIAMOND_PT = 5.5
_SIGN_PT = 5.0  # from the middle of a sign to its word
_KEY_PT = text_width("上年", SMALL_PT) + _SIGN_PT + 7
_BLACK = TONE_COLOURS[Tone.TEXT]


def bullet_chart(rows: Sequence[BulletRow], width_pt: float, height_pt: float) -> Sheet:
    """One row per amount, in the order given.

    Raises:
        ValueError: there are no rows.
    """
    sheet = Sheet(width_pt, height_pt)
    values = max(widest(row.value_text for row in rows), _KEY_PT * len(_keys(rows)))
    frame = RowFrame(sheet, [row.label for row in rows], columns_pt=[values, STANDING_WIDTH_PT])
    scale = _scale(rows, frame.plot)
    track, bar = min(_TRACK_PT, frame.pitch * 0.6), min(_BAR_PT, frame.pitch * 0.36)
    sheet.put_rectangles([(scale.x(0), y - track / 2, scale.x(100) - scale.x(0), track) for y in frame.middles], Ink(TRACK))
    _put_bars(sheet, rows, frame, scale, bar)
    _put_guides(sheet, rows, frame, scale, track)
    _put_headings(sheet, rows, frame, scale)
    frame.put_standing_marks(1, [(row.standing, row.shade) for row in rows])
    for index, row in enumerate(rows):
        frame.put_label(index, row.label)
        frame.put_cell(index, 0, row.value_text)
        frame.put_standing_word(index, 1, row.standing)
    return sheet


class _Scale(Struct, frozen=True):
    """Percent on the plot; what lies outside is drawn at the edge."""

    low: float
    high: float
    span: Span

    def x(self, percent: float) -> float:
        inside = min(max(percent, self.low), self.high)
        return self.span.left + (inside - self.low) / (self.high - self.low) * self.span.width


def _scale(rows: Sequence[BulletRow], span: Span) -> _Scale:
    values = [float(value) for row in rows for value in (row.completion, row.elapsed, row.last_year) if value is not None]
    high = min(max([100.0, *values]), _FARTHEST)
    return _Scale(_LOWEST if min([0.0, *values]) < 0 else 0.0, high * 1.03, span)


def _put_bars(sheet: Sheet, rows: Sequence[BulletRow], frame: RowFrame, scale: _Scale, height: float) -> None:
    bars: dict[Standing, list[Rectangle]] = {}
    breaks = []
    for row, y in zip(rows, frame.middles, strict=True):
        if row.completion is None:
            continue
        value = float(row.completion)
        start, end = sorted((scale.x(0), scale.x(value)))
        bars.setdefault(row.standing, []).append((start, y - height / 2, end - start, height))
        if not scale.low <= value <= scale.high:
            near = end - 7 if value > 0 else start + 4
            breaks.append([(near, y - height), (near + 1.8, y - height), (near + 4.8, y + height), (near + 3, y + height)])
    for standing in Standing:
        sheet.put_rectangles(bars.get(standing, []), AREA_INKS[standing])
    sheet.put_polygons(breaks, Ink(PAPER))


def _put_guides(sheet: Sheet, rows: Sequence[BulletRow], frame: RowFrame, scale: _Scale, track: float) -> None:
    if scale.low < 0:
        sheet.put_lines([((scale.x(0), frame.bottom), (scale.x(0), frame.top))], GUIDE)
    sheet.put_lines([((scale.x(100), frame.bottom), (scale.x(100), frame.top))], _BLACK, width_pt=LINE_PT)
    elapsed = [(scale.x(float(row.elapsed)), y) for row, y in zip(rows, frame.middles, strict=True) if row.elapsed is not None]
    sheet.put_lines([((x, y - track * 0.62), (x, y + track * 0.62)) for x, y in elapsed], _BLACK, width_pt=STRONG_PT)
    before = [(scale.x(float(row.last_year)), y) for row, y in zip(rows, frame.middles, strict=True) if row.last_year is not None]
    sheet.put_marks(DIAMOND, before, min(_DIAMOND_PT, frame.pitch * 0.3), Ink(PAPER, _BLACK))


def _put_headings(sheet: Sheet, rows: Sequence[BulletRow], frame: RowFrame, scale: _Scale) -> None:
    """目标 over its line and 序时 over its ticks where they stand in one line; over the figures, the signs that need a word."""
    frame.put_heading("目标", scale.x(100))
    elapsed = _common_elapsed(rows)
    if elapsed is not None:
        at = scale.x(elapsed)
        apart = text_width("目标", frame.header_size) + 3
        frame.put_heading("序时", scale.x(100) - apart if abs(at - scale.x(100)) < apart else at)
    keys = _keys(rows)
    size = frame.header_size * min(1.0, frame.columns[0].width / (_KEY_PT * len(keys))) if keys else frame.header_size
    y, x = frame.header_middle, frame.columns[0].right
    for key in keys:
        sheet.put_text(key, x, y, size_pt=size, align="right")
        sign = x - text_width(key, size) - _SIGN_PT * size / SMALL_PT
        if key == "上年":
            sheet.put_marks(DIAMOND, [(sign, y)], _DIAMOND_PT * size / SMALL_PT, Ink(PAPER, _BLACK))
        else:
            sheet.put_lines([((sign, y - size * 0.45), (sign, y + size * 0.45))], _BLACK, width_pt=STRONG_PT)
        x -= _KEY_PT * size / SMALL_PT


def _keys(rows: Sequence[BulletRow]) -> list[str]:
    """The words that stand beside their signs, from the right."""
    keys = ["上年"] if any(row.last_year is not None for row in rows) else []
    is_mixed = _common_elapsed(rows) is None and any(row.elapsed is not None for row in rows)
    return [*keys, "序时"] if is_mixed else keys


def _common_elapsed(rows: Sequence[BulletRow]) -> float | None:
    """The elapsed share of all rows that have one; None when they differ or none has."""
    shares = {row.elapsed for row in rows if row.elapsed is not None}
    return float(shares.pop()) if len(shares) == 1 else None
