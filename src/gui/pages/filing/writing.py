"""What the page asks the writer's lane to do, as functions of the desk that hold nothing but values.

Tested through the saver (tests/gui/pages/filing/test_saver.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader

from core.ids import EvidenceId, ItemId
from core.model.period import Period
from core.model.progress import DataStatus, Missing, Standing
from core.services import drafting
from core.services.desk import Desk
from core.services.edits import Edit
from core.services.half_typing import HalfTyped, forget_half_typed
from core.services.own_figures import FigureKey
from core.services.progress import attach
from core.services.typed_figures import TypedFigure
from gui.pages.filing.kept_input import FieldPlace

# A page of A4 photographed is legible at this size.
LARGEST_PIXELS = 1920
JPEG_QUALITY = 85
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp"})

Writing = Callable[[Desk], Edit]


def entered(work: Writing, place: FieldPlace, desk: Desk) -> Edit:
    """Do it, and forget the words that were kept in case they were never entered."""
    edit = work(desk)
    forget_half_typed(desk, HalfTyped(place.period, place.item, place.row, place.name, ""))
    return edit


def figure(key: FigureKey, typed: TypedFigure) -> Writing:
    """Set a figure."""
    return lambda desk: drafting.set_figure(desk, key, typed)


def choice(key: FigureKey, chosen: DataStatus | Missing | None) -> Writing:
    """Set how final a figure is or why it is missing, whatever number stands there by then; None takes the reason back."""
    if isinstance(chosen, DataStatus):
        return lambda desk: drafting.set_figure_status(desk, key, chosen)
    return lambda desk: drafting.set_figure_reason(desk, key, chosen)


def text(period: Period, item: ItemId, name: str, words: str) -> Writing:
    """Set a text; `name` is one of those that `drafting.set_text` knows."""
    field = cast("drafting.TextField", name)
    return lambda desk: drafting.set_text(desk, period, item, field, words)


def rating(period: Period, item: ItemId, standing: Standing | None) -> Writing:
    """Set the unit's own rating."""
    return lambda desk: drafting.set_self_rating(desk, period, item, standing)


def repetition(period: Period, item: ItemId) -> Writing:
    """Fill what is empty with the period before."""
    return lambda desk: drafting.same_as_last(desk, period, item)


def file(period: Period, item: ItemId, path: Path) -> Writing:
    """Attach a file as it is."""
    return lambda desk: attach(desk, period, item, path).edit


def small_file(period: Period, item: ItemId, path: Path) -> Writing:
    """Attach a file; a large picture as a smaller one of the same name."""

    def write(desk: Desk) -> Edit:
        with tempfile.TemporaryDirectory() as folder:
            return attach(desk, period, item, _shrunk(path, Path(folder))).edit

    return write


def picture(period: Period, item: ItemId, image: QImage, name: str) -> Writing:
    """Attach a picture that is no file yet, under a name that says its format."""

    def write(desk: Desk) -> Edit:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            image.save(str(path))
            return attach(desk, period, item, path).edit

    return write


def removal(evidence: EvidenceId) -> Writing:
    """Take a file off."""
    return lambda desk: drafting.remove_evidence(desk, evidence)


def caption(evidence: EvidenceId, words: str) -> Writing:
    """Say what a file shows."""
    return lambda desk: drafting.set_caption(desk, evidence, words)


def _shrunk(path: Path, folder: Path) -> Path:
    """A smaller copy of a large picture, else the file itself; a photograph's turn is kept."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if path.suffix.lower() not in PICTURES or max(size.width(), size.height()) <= LARGEST_PIXELS:
        return path
    image = reader.read().scaled(
        LARGEST_PIXELS, LARGEST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    copy = folder / path.with_suffix(".jpg").name
    return copy if image.save(str(copy), quality=JPEG_QUALITY) else path
