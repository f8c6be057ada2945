"""The frame of every chart that is a list: a label at the left of each row, a plot, and columns of words at the right.

Rows run from the top. Columns take what their widest text needs, long labels wrap into two lines or end in an ellipsis, and figures shrink
before they are cut, so that no text ever meets another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from core.briefing.blocks import Tone
from core.briefing.charts.lettering import fitting_size, text_width, truncated, wrapped
from core.briefing.charts.sheet import Sheet
from core.briefing.charts.style import LABEL_PT, SMALL_PT, mark_ink, mark_of
from core.briefing.charts.word import Align
from core.model.progress import Standing

HEADER_PT = 13.0
GAP_PT = 8.0

_AIR_PT = 4.0  # to the text of the page above and the caption below
_LARGEST_PITCH_PT = 24.0
_MARK_PT = 7.0
_LINE_EM = 1.18  # from line to line of a wrapped label
_LABEL_SHARE = 0.32  # of the width, at most
_COLUMN_SHARE = 0.27
_PLOT_SHARE = 0.25  # of the width, at least

STANDING_WIDTH_PT = _MARK_PT + 3 + max(text_width(standing.label, SMALL_PT) for standing in Standing)


class Span(Struct, frozen=True):
    """From `left` to `right` on the sheet, in points."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The distance between the two."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Halfway between the two."""
        return (self.left + self.right) / 2


class RowFrame:
    """Where rows, plot and columns of one chart lie; it puts the words, the chart puts what is plotted.

    `columns_pt` are the widths wished for at the right, `least_label_pt` that of the labels; `indent_pt` is left free before these,
    `header_pt` above the rows and `footer_pt` below them.

    Raises:
        ValueError: there are no rows; an empty chart is never drawn.
    """

    def __init__(
        self,
        sheet: Sheet,
        labels: Sequence[str],
        *,
        columns_pt: Sequence[float] = (),
        header_pt: float = HEADER_PT,
        footer_pt: float = 0.0,
        least_label_pt: float = 0.0,
        indent_pt: float = 0.0,
    ) -> None:
        if not labels:
            message = "a chart needs a row"
            raise ValueError(message)
        self._sheet = sheet
        header, footer = min(header_pt, sheet.height * 0.4), min(footer_pt, sheet.height * 0.2)
        air = min(_AIR_PT, sheet.height / 20)
        room = sheet.height - header - footer - 2 * air
        self.pitch = min(_LARGEST_PITCH_PT, room / len(labels))
        top = sheet.height - air - (room - self.pitch * len(labels)) / 2
        self.header_middle = top - header / 2
        self.header_size = min(SMALL_PT, header * 0.7)
        self.footer_middle = top - header - self.pitch * len(labels) - footer / 2
        self.middles = tuple(top - header - (index + 0.5) * self.pitch for index in range(len(labels)))
        self.top, self.bottom = top - header, top - header - self.pitch * len(labels)
        self._label_size = min(LABEL_PT, self.pitch * 0.8)
        self.small_size = min(SMALL_PT, self.pitch * 0.8)
        self._mark = min(_MARK_PT, self.pitch * 0.6)
        self.label, self.plot, self.columns = self._spans(max(widest(labels, self._label_size), least_label_pt), columns_pt, indent_pt)

    def put_label(self, index: int, text: str) -> None:
        """Print the label of a row, on two lines where it is long and there is room."""
        size, small = self._label_size, self.small_size
        if text_width(text, size) <= self.label.width or 2 * small * _LINE_EM > self.pitch:
            lines: tuple[str, ...] = (truncated(text, self.label.width, size),)
        else:
            size = small
            lines = wrapped(text, self.label.width, size, max_lines=2)
        for number, line in enumerate(lines):
            drop = (number - (len(lines) - 1) / 2) * size * _LINE_EM
            self._sheet.put_text(line, self.label.left, self.middles[index] - drop, size_pt=size)

    def put_cell(self, index: int, column: int, text: str, *, align: Align = "right", tone: Tone = Tone.TEXT) -> None:
        """Print a text in one of the columns at the right."""
        span = self.columns[column]
        size = fitting_size(text, span.width, self.small_size)
        x = {"left": span.left, "center": span.middle, "right": span.right}[align]
        self._sheet.put_text(truncated(text, span.width, size), x, self.middles[index], size_pt=size, align=align, tone=tone)

    def put_standing_word(self, index: int, column: int, standing: Standing) -> None:
        """Print the word of a row's standing in a column of `STANDING_WIDTH_PT`."""
        span = self.columns[column]
        left = span.left + self._mark + 3
        size = fitting_size(standing.label, span.right - left, self.small_size, least_pt=1)
        tone = Tone.BEHIND if standing is Standing.BEHIND else Tone.TEXT
        self._sheet.put_text(standing.label, left, self.middles[index], size_pt=size, tone=tone)

    def put_standing_marks(self, column: int, standings: Sequence[tuple[Standing, int]]) -> None:
        """Draw the marks of all rows' standings, each with its shade, before their words."""
        x = self.columns[column].left + self._mark / 2
        for standing, shade in sorted(set(standings), key=_order):
            centres = [(x, middle) for middle, each in zip(self.middles, standings, strict=True) if each == (standing, shade)]
            self._sheet.put_marks(mark_of(standing, shade), centres, self._mark, mark_ink(standing, shade))

    def put_heading(self, text: str, x: float, *, align: Align = "center") -> None:
        """Print a word over the rows."""
        self._sheet.put_text(text, x, self.header_middle, size_pt=self.header_size, align=align)

    def _spans(self, label_pt: float, columns_pt: Sequence[float], indent_pt: float) -> tuple[Span, Span, tuple[Span, ...]]:
        width = self._sheet.width
        wishes = [min(label_pt, width * _LABEL_SHARE), *(min(column, width * _COLUMN_SHARE) for column in columns_pt)]
        gaps = indent_pt + GAP_PT * len(wishes)
        room = width - gaps - width * _PLOT_SHARE
        shrink = min(1.0, max(room, 0.0) / sum(wishes)) if sum(wishes) else 1.0
        label, *columns = (wish * shrink for wish in wishes)
        spans: list[Span] = []
        right = width
        for column in reversed(columns):
            spans.insert(0, Span(right - column, right))
            right -= column + GAP_PT
        return Span(indent_pt, indent_pt + label), Span(indent_pt + label + GAP_PT, right), tuple(spans)


def widest(texts: Iterable[str], size_pt: float = SMALL_PT) -> float:
    """The width of a column of texts, in points."""
    return max((text_width(text, size_pt) for text in texts), default=0.0)


def _order(mark: tuple[Standing, int]) -> tuple[int, int]:
    return tuple(Standing).index(mark[0]), mark[1]
