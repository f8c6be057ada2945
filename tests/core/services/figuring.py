"""The eastern district's March, figure by figure: what is typed in, handed up, and comes back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.ids import ItemId
from core.model.asked import AskedFigure, asked_figures
from core.model.period import Period
from core.model.progress import Observation
from core.services.desk import Desk
from core.services.drafting import set_figure
from core.services.edits import Edit
from core.services.merging import dry_run, merge
from core.services.own_figures import FigureKey
from core.services.packing import write_feedback, write_report
from core.services.progress import submit
from core.services.reviews import send_back
from core.services.typed_figures import TypedFigure
from core.store.records import draft_observations

MARCH = Period.parse("2025-03")
APRIL = Period.parse("2025-04")
PROJECTS, LISTED = "1.1.1", "2.1.1"


def asked(desk: Desk, code: str = PROJECTS, period: Period = MARCH) -> AskedFigure:
    """The one figure that a period asks of the desk's unit on an item."""
    (figure,) = [figure for figure in asked_figures(desk.issued_plan, desk.unit, period) if figure.item.code == code]
    return figure


def key(desk: Desk, code: str = PROJECTS, period: Period = MARCH) -> FigureKey:
    """The key of that figure."""
    figure = asked(desk, code, period)
    return FigureKey(figure.indicator.id, figure.subject, figure.period)


def item(desk: Desk, code: str = PROJECTS) -> ItemId:
    """The item of a code."""
    return desk.find_item(code).id


def type_in(desk: Desk, text: str, code: str = PROJECTS, period: Period = MARCH) -> Edit:
    """Type a figure into its cell."""
    return set_figure(desk, key(desk, code, period), TypedFigure(text))


def values(desk: Desk, period: Period = MARCH) -> list[str]:
    """The draft's values and reasons of a period."""
    return [shown(one) for one in draft_observations(desk.workspace.database, desk.unit, period)]


def shown(observation: Observation) -> str:
    """A value, or why there is none."""
    return str(observation.value) if observation.missing is None else observation.missing.value


def written(folder: Path, name: str = "批复.txt") -> Path:
    """A file to attach."""
    path = folder / name
    path.write_text("同意", encoding="utf-8")
    return path


def hand_up(desk: Desk, projects: str = "20") -> None:
    """Fill March's two figures in and hand it up."""
    type_in(desk, projects)
    type_in(desk, "1", LISTED)
    submit(desk, MARCH)


def arrives(desk: Desk, office: Desk, folder: Path) -> None:
    """The unit's report reaches the office."""
    report = folder / "report.jnb"
    write_report(desk, report)
    merge(office, dry_run(office, [report]))


def answer(desk: Desk, office: Desk, folder: Path) -> None:
    """The office's answers reach the unit."""
    sent = [file.path for file in write_feedback(office, folder / "feedback") if file.recipient == desk.unit]
    merge(desk, dry_run(desk, sent))


def come_back(desk: Desk, office: Desk, folder: Path, comments: Mapping[str, str]) -> None:
    """March is handed up and returned with comments by item or indicator."""
    hand_up(desk)
    arrives(desk, office, folder)
    send_back(office, desk.unit, MARCH, reason="数字不符", comments=comments)
    answer(desk, office, folder)
