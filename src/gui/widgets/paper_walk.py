"""The way through a form by Enter: from one stop to the next in the order of the paper form, past everything that is seldom filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class PaperWalk(QObject):
    """Knows the stops, and by which key the keyboard's focus is about to move.

    A form asks `move_on` from its `focusNextPrevChild`: the fields themselves decide when Enter moves on.

    Signals:
        passed_end(): Enter was pressed at the last stop, or Tab at the last control.
    """

    passed_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stops: list[QWidget] = []
        self._watched: list[QWidget] = []
        self._last: QWidget | None = None
        self._asides: dict[QWidget, QWidget] = {}
        self._beside: dict[QWidget, QWidget] = {}
        self._is_enter = False

    @property
    def stops(self) -> list[QWidget]:
        """Where Enter stops, in order."""
        return list(self._stops)

    def lay(
        self,
        stops: Sequence[QWidget],
        last: QWidget,
        *,
        asides: Mapping[QWidget, QWidget] | None = None,
        beside: Mapping[QWidget, QWidget] | None = None,
    ) -> None:
        """Walk along these stops; `last` is the control from which Tab leaves the form.

        `asides` are fields with their stops, by which a column of its own is walked: from one to that of the next stop, where it has one.
        From the controls `beside` stops Enter goes on to the stop after theirs.
        """
        self._stops = list(stops)
        self._last = last
        self._asides = dict(asides or {})
        self._beside = dict(beside or {})
        for widget in (*stops, last, *self._asides, *self._beside):
            if widget not in self._watched:
                widget.installEventFilter(self)
                self._watched.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember the key; it is handled where it belongs."""
        del watched
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._is_enter = event.key() in _ENTER
        return False

    def move_on(self, here: QWidget | None) -> bool:
        """Move the focus on from a widget; answers whether that was done, or is left to the order of Tab."""
        if here is self._last and not self._is_enter:
            self.passed_end.emit()
            return True
        if not self._is_enter or here is None or not (here in self._stops or here in self._asides or here in self._beside):
            return False
        self._is_enter = False
        following = self._after(here)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.passed_end.emit()
        return True

    def _after(self, here: QWidget) -> QWidget | None:
        stop = (self._asides | self._beside).get(here, here)
        following = next((each for each in self._stops[self._stops.index(stop) + 1 :] if each.isEnabled()), None)
        if here not in self._asides:
            return following
        return next((aside for aside, beside in self._asides.items() if beside is following and aside.isVisible()), following)
