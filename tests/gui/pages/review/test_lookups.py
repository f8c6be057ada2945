from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.gui.pages.review.conftest import Settle, Show
from tests.gui.two_computers import enter_other_computer

from gui.dialogs.conflicts import ConflictsDialog
from gui.dialogs.history import HistoryDialog
from gui.pages.review.page import ReviewPage


def arrives(page: ReviewPage, settled: Settle) -> None:
    """What another computer of the unit handed up comes in while the page is open."""
    page.session.write(partial(enter_other_computer, owner="溧阳市"), owner=page.session)
    settled(page.session)


def remark_of(page: ReviewPage, name: str) -> str:
    model = page.queue.model
    return next(str(index.siblingAtColumn(1).data()) for index in model.units() if index.data() == name)


def test_conflicts_of_a_unit_are_looked_at_side_by_side(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "溧阳市")
    assert page.pane.conflicts_button.isHidden()
    arrives(page, settled)

    page.pane.conflicts_button.click()
    (dialog,) = page.findChildren(ConflictsDialog)
    settled(page.session)

    assert len(dialog.cards) == 2
    assert all(card.button.isHidden() for card in dialog.cards)
    dialog.close()


def test_the_histories_of_a_period_and_of_a_figure_are_at_hand(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "溧阳市")

    page.pane.history_button.click()
    page.pane.figure_history.trigger()
    period, figure = page.findChildren(HistoryDialog)
    settled(page.session)

    assert any("审核意见" in line.cells[3] for line in period.model.lines)
    assert figure.model.lines
    assert len(figure.model.lines) < len(period.model.lines)
    for dialog in (period, figure):
        dialog.close()


def test_what_came_since_the_last_look_is_told_from_what_to_what(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "溧阳市")
    assert page.pane.news_button.isHidden()
    arrives(page, settled)

    page.pane.news_button.click()
    (dialog,) = page.findChildren(HistoryDialog)
    settled(page.session)

    assert any("1个 → 1个 / 88个" in line.cells[3] for line in dialog.model.lines)
    dialog.close()


def test_news_stays_while_the_submission_is_open_and_is_gone_at_the_next_visit(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "溧阳市")
    arrives(page, settled)
    page.refresh()
    settled(page.session)
    assert not page.pane.news_button.isHidden()

    page.queue.step(-1)
    settled(page.session)
    page.queue.step(1)
    settled(page.session)

    assert page.pane.news_button.isHidden()


def test_the_queue_tells_which_units_have_news(show: Show, office_file: Path, settled: Settle) -> None:
    page = show(office_file, "溧阳市")
    page.queue.step(-1)
    settled(page.session)

    arrives(page, settled)

    assert "处新变化" in remark_of(page, "溧阳市")
