"""What the page of the plan shows beneath its steps, one at a time: the report with its items, the grid of shares, the check.

Tested in tests/gui/pages/plan/test_allocation_pane.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gui.models.plan_tree import Row
from gui.pages.page import Page
from gui.style.dress import theme_of

if TYPE_CHECKING:
    from gui.pages.plan.allocation_pane import AllocationPane
    from gui.pages.plan.check_pane import CheckPane

REPORT, SHARES, CHECK = range(3)


class PlanViews(QWidget):
    """Tabs over the views; each but the first is made when it is first looked at.

    Signals:
        done(): the plan was changed in the grid.
        told(str): a sentence for the person.
        place_wanted(Row, str): what a line of the check is about is to be shown beside the report.
    """

    done = Signal()
    told = Signal(str)
    place_wanted = Signal(Row, str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.report = QWidget(self)
        self.allocation: AllocationPane | None = None
        self.check: CheckPane | None = None
        self.tabs = QTabBar()
        self.tabs.addTab(self.tr("报告与事项"))
        self.tabs.addTab(self.tr("目标分解"))
        self.tabs.addTab(self.tr("方案检查"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("方案的内容"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.report)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(page).gap // 2)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_chosen)

    def show_report(self, bar: QWidget, panes: QWidget) -> None:
        """Fill the first view: what can be done with what was read, over the report, the plan's tree and the sheet."""
        column = QVBoxLayout(self.report)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).gap)
        column.addWidget(bar)
        column.addWidget(panes, 1)
        self.report.setFocusProxy(panes)
        self.setFocusProxy(self.report)

    @property
    def has_unsaved(self) -> bool:
        """Whether anything typed here was refused."""
        return self.allocation is not None and self.allocation.has_unsaved

    def refresh(self) -> None:
        """Read anew what the page itself does not."""
        for view in (self.allocation, self.check):
            if view is not None:
                view.refresh()

    def show_report_view(self) -> None:
        """Go to the report."""
        self.tabs.setCurrentIndex(REPORT)

    def _on_chosen(self, tab: int) -> None:
        view: QWidget = self.report if tab == REPORT else self._shares() if tab == SHARES else self._checked()
        self._stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        view.setFocus()

    def _shares(self) -> QWidget:
        if self.allocation is None:
            # Late, as the other: the page opens on the report, and most visits never leave it.
            from gui.pages.plan.allocation_pane import AllocationPane  # noqa: PLC0415 # see above

            self.allocation = AllocationPane(self._page)
            self.allocation.done.connect(self.done)
            self.allocation.told.connect(self.told)
            self._stack.addWidget(self.allocation)
            self.allocation.refresh()
        return self.allocation

    def _checked(self) -> QWidget:
        if self.check is None:
            from gui.pages.plan.check_pane import CheckPane  # noqa: PLC0415 # see above

            self.check = CheckPane(self._page)
            self.check.place_wanted.connect(self.place_wanted)
            self._stack.addWidget(self.check)
        self.check.refresh()
        return self.check
