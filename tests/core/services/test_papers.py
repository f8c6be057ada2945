from __future__ import annotations

from tests.core.briefing.reading_back import full_text

from core.model.period import Period
from core.services.desk import Desk
from core.services.papers import Typesetter, trajectory_bytes, work_briefing_bytes
from core.services.trajectories import TrajectoryWanted

FEBRUARY = Period.parse("2025-02")


def test_what_is_kept_from_paper_to_paper_changes_no_byte(office: Desk) -> None:
    kept = Typesetter()

    papers = [work_briefing_bytes(office, FEBRUARY, kept).data for _ in range(2)]

    assert papers == [work_briefing_bytes(office, FEBRUARY, Typesetter()).data] * 2


def test_a_unit_has_a_briefing_of_its_own(office: Desk) -> None:
    paper = work_briefing_bytes(office, FEBRUARY, Typesetter(), viewpoint=office.find_unit("东区").id)

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
