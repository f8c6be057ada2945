from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
from tests.core.briefing.reading_back import full_text

from core.briefing.chart_page import trajectory_page
from core.briefing.charts.data import TrajectoryData
from core.briefing.fonts import FontSet

NOTHING = (None,) * 12
DATA = TrajectoryData(
    "新增上市企业", "家", tuple(Decimal(month) for month in range(1, 13)), (Decimal(1), *NOTHING[1:]), NOTHING, "1家 8.3%"
)


def test_the_page_has_exactly_the_size_asked_for(fonts: FontSet) -> None:
    content = trajectory_page(DATA, fonts, width_pt=321.5, height_pt=123)

    with pikepdf.open(io.BytesIO(content)) as document:
        (page,) = document.pages
        assert [float(each) for each in page.mediabox] == [0, 0, 321.5, 123]


def test_the_chart_stands_on_it(fonts: FontSet) -> None:
    text = full_text(trajectory_page(DATA, fonts, width_pt=400, height_pt=150))

    assert all(part in text for part in ("新增上市企业（家）", "实际1家8.3%", "计划", "12月"))


def test_the_same_data_give_the_same_bytes(fonts: FontSet) -> None:
    assert trajectory_page(DATA, fonts, width_pt=400, height_pt=150) == trajectory_page(DATA, fonts, width_pt=400, height_pt=150)
