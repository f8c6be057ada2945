from __future__ import annotations

from tests.core.briefing.reading_back import full_text, printed_pages

from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.services.desk import Desk
from core.services.papers import PaperWanted, Typesetter, paper_bytes, trajectory_bytes
from core.services.trajectories import TrajectoryWanted

FEBRUARY = Period.parse("2025-02")


def test_what_is_kept_from_paper_to_paper_changes_no_byte(office: Desk) -> None:
    kept = Typesetter()

    papers = [paper_bytes(office, PaperWanted(PaperKind.WORK, FEBRUARY), kept).data for _ in range(2)]

    assert papers == [paper_bytes(office, PaperWanted(PaperKind.WORK, FEBRUARY), Typesetter()).data] * 2


def test_a_unit_has_a_briefing_of_its_own(office: Desk) -> None:
    paper = paper_bytes(office, PaperWanted(PaperKind.WORK, FEBRUARY, office.find_unit("东区").id), Typesetter())

    assert "东区" in full_text(paper.data)
    assert paper.unprintable == ()


def test_characters_without_a_font_are_told_of_the_paper_that_has_them() -> None:
    setter = Typesetter()
    setter.fonts.segments("\U000e0041\ue123", next(iter(setter.fonts.files)))

    first, second = setter.finished(b""), setter.finished(b"")

    assert first.unprintable == ("\ue123",)
    assert second.unprintable == ()


def test_a_chart_is_a_pdf(office: Desk) -> None:
    indicator = next(iter(office.plan.indicators_by_id))
    wanted = TrajectoryWanted(indicator, office.unit, FEBRUARY)

    assert trajectory_bytes(office, wanted, Typesetter(), width_pt=300, height_pt=120).data.startswith(b"%PDF")


def test_a_leaders_page_is_one_page_and_the_same_bytes_each_time(office: Desk) -> None:
    wanted = PaperWanted(PaperKind.LEADER, FEBRUARY)

    first, second = (paper_bytes(office, wanted, Typesetter()).data for _ in range(2))

    assert first == second
    assert len(printed_pages(first)) == 1
