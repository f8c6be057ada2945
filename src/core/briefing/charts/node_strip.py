"""Items without figures over the twelve months: hollow where a node is due, filled where it is done, hatched where it is late."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.path import Path

from core.briefing.blocks import Tone
from core.briefing.charts.data import NodeRow, NodeState
from core.briefing.charts.lettering import fitting_size, text_width
from core.briefing.charts.rows import STANDING_WIDTH_PT, RowFrame
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.style import AREA_INKS, DISC, GUIDE, HAIRLINE_PT, PAPER, SMALL_PT, SQUARE, TONE_COLOURS, Ink
from core.model.progress import Standing

MONTHS = tuple(f"{month}月" for month in range(1, 13))
STATE_WORDS: dict[NodeState, str] = {NodeState.DUE: "计划", NodeState.DONE: "完成", NodeState.LATE: "逾期"}

_MARK_PT = 7.0
_SIGN_GAP_PT = 2.0
_WORD_GAP_PT = 6.0
_SHAPES: dict[NodeState, tuple[Path, Ink]] = {
    NodeState.DUE: (DISC, Ink(PAPER, TONE_COLOURS[Tone.TEXT], edge_pt=0.8)),
    NodeState.DONE: (DISC, Ink(TONE_COLOURS[Tone.DONE])),
    NodeState.LATE: (SQUARE, AREA_INKS[Standing.BEHIND]),
}


def node_strip(rows: Sequence[NodeRow], width_pt: float, height_pt: float) -> Sheet:
    """One row per item, in the order given.

    Raises:
        ValueError: there are no rows, or a row has not twelve states.
    """
    if any(len(row.states) != len(MONTHS) for row in rows):
        message = "a node strip has twelve months"
        raise ValueError(message)
    sheet = Sheet(width_pt, height_pt)
    # The first column of labels is at least as wide as the key that stands over it.
    frame = RowFrame(sheet, [row.label for row in rows], columns_pt=[STANDING_WIDTH_PT], least_label_pt=_key_width())
    _put_nodes(sheet, rows, frame)
    _put_key(sheet, frame)
    step = frame.plot.width / len(MONTHS)
    size = fitting_size(MONTHS[-1], step - 1, frame.header_size, least_pt=1)
    for index, month in enumerate(MONTHS):
        sheet.put_text(month, frame.plot.left + (index + 0.5) * step, frame.header_middle, size_pt=size, align="center")
    frame.put_standing_marks(0, [(row.standing, row.shade) for row in rows])
    for index, row in enumerate(rows):
        frame.put_label(index, row.label)
        frame.put_standing_word(index, 0, row.standing)
    return sheet


def _put_nodes(sheet: Sheet, rows: Sequence[NodeRow], frame: RowFrame) -> None:
    step = frame.plot.width / len(MONTHS)
    sheet.put_lines([((frame.plot.left, y), (frame.plot.right, y)) for y in frame.middles], GUIDE, width_pt=HAIRLINE_PT)
    quarters = [frame.plot.left + month * step for month in (3, 6, 9)]
    sheet.put_lines([((x, frame.bottom), (x, frame.top)) for x in quarters], GUIDE, width_pt=HAIRLINE_PT, dashes_pt=(1.5, 1.5))
    size = min(_MARK_PT, frame.pitch * 0.6, step * 0.8)
    for state, (shape, ink) in _SHAPES.items():
        centres = [
            (frame.plot.left + (month + 0.5) * step, y)
            for row, y in zip(rows, frame.middles, strict=True)
            for month, each in enumerate(row.states)
            if each is state
        ]
        sheet.put_marks(shape, centres, size, ink)


def _put_key(sheet: Sheet, frame: RowFrame) -> None:
    room = frame.label.width / _key_width()
    x, size = frame.label.left, frame.header_size * min(1.0, room)
    mark = _MARK_PT * size / SMALL_PT
    for state, word in STATE_WORDS.items():
        shape, ink = _SHAPES[state]
        sheet.put_marks(shape, [(x + mark / 2, frame.header_middle)], mark * 0.9, ink)
        sheet.put_text(word, x + mark + _SIGN_GAP_PT, frame.header_middle, size_pt=size)
        x += mark + _SIGN_GAP_PT + text_width(word, size) + _WORD_GAP_PT * min(1.0, room)


def _key_width() -> float:
    words = sum(_MARK_PT + _SIGN_GAP_PT + text_width(word, SMALL_PT) for word in STATE_WORDS.values())
    return words + _WORD_GAP_PT * (len(STATE_WORDS) - 1)
