"""Which pages there are, for whom, and how each is made: a page's module is imported when it is first visited.

Tested in test_main_window.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.dialogs.prompts import Prompts
from gui.pages.page import Page
from gui.session.place import PageName
from gui.session.session import Session

OF_UNITS = (PageName.BENCH, PageName.FILING, PageName.OVERVIEW, PageName.BRIEFING, PageName.EXCHANGE)
OF_THE_OFFICE = (PageName.BENCH, PageName.REVIEW, PageName.OVERVIEW, PageName.BRIEFING, PageName.EXCHANGE, PageName.PLAN)


class PageEntry(Struct, frozen=True):
    """A page: where its class is, and its icon."""

    module: str
    class_name: str
    icon: str


PAGES: Mapping[PageName, PageEntry] = {
    PageName.BENCH: PageEntry("gui.pages.bench.page", "BenchPage", "bench"),
    PageName.FILING: PageEntry("gui.pages.filing.page", "FilingPage", "filing"),
    PageName.OVERVIEW: PageEntry("gui.pages.overview.page", "OverviewPage", "overview"),
    PageName.REVIEW: PageEntry("gui.pages.review.page", "ReviewPage", "review"),
    PageName.BRIEFING: PageEntry("gui.pages.briefing.page", "BriefingPage", "briefing"),
    PageName.EXCHANGE: PageEntry("gui.pages.exchange.page", "ExchangePage", "exchange"),
    PageName.PLAN: PageEntry("gui.pages.plan.page", "PlanPage", "plan"),
}


def pages_for(*, is_office: bool) -> tuple[PageName, ...]:
    """The pages of a workspace, in the order of the navigation."""
    return OF_THE_OFFICE if is_office else OF_UNITS


def make_page(name: PageName, session: Session, prompts: Prompts, parent: QWidget) -> Page:
    """Make a page, importing what it needs."""
    entry = PAGES[name]
    page: Page = getattr(import_module(entry.module), entry.class_name)(session, prompts, parent)
    return page


def page_title(name: PageName) -> str:
    """What the navigation calls a page."""
    return {
        PageName.BENCH: _translated("工作台"),
        PageName.FILING: _translated("填报"),
        PageName.OVERVIEW: _translated("总览"),
        PageName.REVIEW: _translated("审核"),
        PageName.BRIEFING: _translated("简报"),
        PageName.EXCHANGE: _translated("交换"),
        PageName.PLAN: _translated("方案"),
    }[name]


def _translated(text: str) -> str:
    return QCoreApplication.translate("pages", text)
