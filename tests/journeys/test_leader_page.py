from __future__ import annotations

import re
from decimal import Decimal

import pytest
from tests.conftest import Demo
from tests.core.briefing.reading_back import printed_pages, said
from tests.journeys.printed import Expected, expected

from core.calc.summary import count_items
from core.model.progress import Standing

OFFICE = "常州市"


@pytest.fixture(scope="module")
def page(demo: Demo) -> str:
    (page,) = printed_pages(demo.file("leader", unit=OFFICE).read_bytes())
    return said(page)


@pytest.fixture(scope="module")
def told(demo: Demo) -> Expected:
    return expected(demo, OFFICE)


def test_the_leaders_page_counts_items_as_the_roll_up_does_and_shares_add_to_a_hundred(told: Expected, page: str) -> None:
    items = [item for item in told.plan.items if item.task is not None]
    counts = count_items(items, told.view.marks)

    lead = page[page.index("列入督查的") : page.index("主要预期目标7项")]
    found = dict(re.findall(r"(已完成|超进度|达进度|欠进度|其他)(\d+)项", lead))
    assert found == {standing.label: str(count) for standing, count in counts.pairs if count}
    assert sum(Decimal(share) for share in re.findall(r"占([\d.]+)%", lead)) == 100


def test_every_headline_target_on_the_leaders_page_is_rated_as_in_the_roll_up(told: Expected, page: str) -> None:
    heads = [item for item in told.plan.items if item.task is None]
    rows = [row for item in heads if (row := told.view.worst_row(item)) is not None]

    table = page[page.index("主要预期目标完成情况") : page.index("重点任务中")]
    assert len(rows) == 7
    for row in rows:
        assert re.search(re.escape(row.name) + r".{0,40}" + row.standing.label, table)


def test_the_worst_of_the_leaders_page_is_behind_in_the_roll_up(told: Expected, page: str) -> None:
    behind = {row.name for row in told.picture.judgements if row.standing is Standing.BEHIND and row.unit == told.plan.root}

    first = page[page.index("牵头单位进展较快距离牵头单位") + len("牵头单位进展较快距离牵头单位") :]
    assert any(first.startswith(name) for name in behind)
