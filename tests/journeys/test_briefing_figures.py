"""The demo's briefings read back from their PDFs: every figure and every chart label equals `rollup --json`."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.conftest import Demo
from tests.journeys.printed import NUMBER, SOURCES, Expected, Printed, expected, headings, plain, standing

from core.briefing.blocks import FigureBlock
from core.briefing.content.ledger import COLUMNS, UNIT_COLUMNS
from core.briefing.content.multiples import LEAST_VALUES
from core.briefing.content.normalise import printed_text, printed_title
from core.briefing.content.outline import places
from core.briefing.kinds.work import work_briefing
from core.ids import IndicatorId, UnitId
from core.model.outline import SectionKind

PAPERS = ("常州市", "武进区")
HEADLINE_HEADS = "指标目标完成完成率序时进度距离评价"
LAST_MARK = re.compile(r"(?:（[一二三四五六七八九十]+）|\d+\.|（\d+）)$")  # the number of the heading that follows
NARRATIVE = re.compile(r"进展情况：|存在问题：|下一步措施：|本期未报。|本期上报已退回|本期未填报文字进展。|表\d+[^：]+：我\w{1,2}配合")


@pytest.fixture(scope="module", params=PAPERS)
def unit(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(demo: Demo, unit: str) -> Printed:
    return Printed.read(demo.file("briefing", unit=unit))


@pytest.fixture(scope="module")
def told(demo: Demo, unit: str) -> Expected:
    return expected(demo, unit)


# （截至3月）, 7个单位合计，其中1个单位为5月数，2个单位未报
SUM_NOTES = r"（截至\d+月）|\d+个单位合计(?:，其中\d+个单位为[^，）]+数)?(?:，\d+个单位[^，）]+)?"


def table(text: str, caption: str, heads: str) -> str:
    """The rows of a table as one text, without its caption and the heads that each page repeats."""
    first, *rest = re.split(rf"(?:续)?附?表\d+{re.escape(plain(caption))}{re.escape(heads)}", text)
    assert rest, caption
    del first
    return "".join(rest)


def must_go_on(pattern: str, text: str, position: int) -> int:
    match = re.compile(pattern).match(text, position)
    assert match is not None, f"{pattern}\n{text[position : position + 120]}"
    return match.end()


def test_the_table_of_headline_targets_is_the_rollup(told: Expected, paper: Printed) -> None:
    (place,) = [place for place in places(told.plan.sections) if place.section.kind is SectionKind.TARGETS]
    items = told.view.headline_items_by_section.get(place.section.id, ())
    rows = [row for item in items for row in told.rows(item) if row["indicator"] is not None]
    text = table(paper.body, f"{place.title}完成情况", HEADLINE_HEADS)

    position = 0
    for row in rows:
        position = must_go_on(re.escape(plain(printed_text(str(row["name"])))) + told.measures(row), text, position)

    assert rows
    assert text[position:].startswith("注：距离单位")


def test_the_ledger_of_items_is_the_rollup(told: Expected, paper: Printed) -> None:
    text = table(paper.annex, "事项和指标台账", "".join(column.title for column in COLUMNS))

    position = 0
    for place in places(told.plan.sections):
        items = told.view.section_items(place.section.id)
        if items:
            position = must_go_on(re.escape(plain(printed_title(place.title))), text, position)
        for item in items:
            sentence = re.escape(plain(printed_text(item.text)))
            lead = re.escape(told.plan.units_by_id[item.lead].short_name if item.lead else "—")
            for row in told.rows(item):
                indicator = None if row["indicator"] is None else told.plan.indicators_by_id[row["indicator"]]  # type: ignore[index]  # JSON
                name = re.escape(plain(printed_text(indicator.name))) if indicator else "—"
                unit = re.escape(indicator.unit or "—") if indicator else "—"
                head = f"{re.escape(item.code)}(?:{sentence}|同上){name}{unit}"
                position = must_go_on(head + told.measures(row, bare=True) + lead + SOURCES[row["source"]], text, position)
            if not told.rows(item):
                position = must_go_on(f"{re.escape(item.code)}{sentence}—+其他{lead}—", text, position)

    assert text[position:].startswith("注：距离单位")


def test_the_table_of_shares_is_the_rollup(told: Expected, paper: Printed) -> None:
    if told.picture.viewpoint != told.plan.root:
        assert "分解指标完成情况" not in paper.annex  # a district without townships has none
        return
    text = table(paper.annex, "分解指标完成情况", "".join(column.title for column in UNIT_COLUMNS))

    position = count = 0
    for indicator in told.plan.indicators:
        for each in told.plan.units:
            row = told.by_key.get((each.id, indicator.id, indicator.item))
            if row is None or each.id == told.plan.root:
                continue
            name = f"(?:{re.escape(plain(printed_text(indicator.name)))}|同上){re.escape(each.short_name)}"
            position = must_go_on(name + told.measures(row) + SOURCES[row["source"]], text, position)
            count += 1

    assert count == sum(row["unit"] != told.plan.root and row["indicator"] is not None for row in told.by_key.values())


def item_lines(told: Expected, paper: Printed) -> dict[str, str]:
    """What is printed under each item's sentence before its texts and the next heading, by code."""
    position = paper.body.index("评价口径")
    starts = []
    for kind, text in headings(told):
        start = paper.body.index(plain(text), position)
        position = start + len(plain(text))
        starts.append((kind, start, position))
    ends = [start for _, start, _ in starts[1:]] + [len(paper.body)]
    stretches = [paper.body[after:end] for (kind, _, after), end in zip(starts, ends, strict=True) if kind == "item"]
    order = [item for section in told.plan.sections for item in told.view.section_items(section.id) if told.is_own(item)]
    return {item.code: LAST_MARK.sub("", NARRATIVE.split(stretch)[0]) for item, stretch in zip(order, stretches, strict=True)}


def test_every_number_under_an_item_is_of_its_rollup(told: Expected, paper: Printed) -> None:
    lines = item_lines(told, paper)

    for item in filter(told.is_own, told.items):
        allowed = {number for row in told.rows(item) for number in told.numbers(row)}
        said = re.sub(SUM_NOTES, "", lines[item.code])
        if item is told.items[-1] or not told.rows(item):
            continue  # the last one's text goes on into the ranking; without rows there is no figure to tell
        assert set(NUMBER.findall(said)) <= allowed, f"{item.code}: {said}"


def test_every_figure_of_an_item_is_told(told: Expected, paper: Printed) -> None:
    lines = item_lines(told, paper)

    for item in told.items:
        for row in told.rows(item):
            if row["indicator"] is None or item.task is None:
                continue
            value = told.value(row)
            if value is not None:
                assert plain(value) in lines[item.code], row["name"]
                assert "未分解目标" in lines[item.code] or f"目标{plain(told.said_target(row))}" in lines[item.code], row["name"]


def test_the_standing_under_an_item_is_the_worst_of_its_rows(told: Expected, paper: Printed) -> None:
    lines = item_lines(told, paper)

    for item in filter(told.is_own, told.items):
        words = [standing(row) for row in told.rows(item)] or ["其他"]
        behind = [row for row in told.rows(item) if row["standing"] == "behind"]
        wanted = standing(behind[0]) if behind else f"(?:{'|'.join(words)})"
        assert re.search(f"评价：{wanted}(?![▼])", lines[item.code]), f"{item.code}: {lines[item.code]}"


def test_the_count_of_items_behind_is_that_of_the_rollup(told: Expected, paper: Printed) -> None:
    of_tasks = [item for item in told.items if item.task is not None]
    behind = sum(any(row["standing"] == "behind" for row in told.rows(item)) for item in of_tasks)

    opening = paper.body[: paper.body.index("总体情况")]
    assert f"的{len(of_tasks)}项事项中" in opening
    assert f"欠进度{behind}项" in opening


@pytest.fixture(scope="module")
def figures(told: Expected) -> list[FigureBlock]:
    return [block for block in work_briefing(told.picture).blocks if isinstance(block, FigureBlock)]


def test_every_group_of_which_something_is_rated_has_one_chart(told: Expected, figures: list[FigureBlock], paper: Printed) -> None:
    rated = [item for item in told.items if any(row["standing"] != "unrated" or row["value"] is not None for row in told.rows(item))]
    groups = {item.section for item in rated if item.task is not None and item.id in told.plan.duties_by_item}
    measured = [row for item in told.items if item.task is None for row in told.rows(item)]
    headline = any(row["target"] is not None and row["value"] is not None and row["indicator"] is not None for row in measured)

    counted = [
        told.picture.history.get((IndicatorId(str(row["indicator"])), UnitId(str(row["unit"]))), ())
        for row in measured
        if row["value"] is not None
    ]
    has_courses = sum(len(values) >= LEAST_VALUES for values in counted) > 1

    assert len(figures) == len(groups) + headline + has_courses
    rest = paper.body
    for number, figure in enumerate(figures, start=1):
        assert plain(figure.caption).startswith(f"图{number}")
        assert paper.body.count(plain(figure.caption)) == 1
        rest = rest.replace(plain(figure.caption), "")
    assert re.search(r"图\d", rest) is None


def test_every_label_of_a_chart_is_printed_above_its_caption(figures: list[FigureBlock], paper: Printed) -> None:
    for figure in figures:
        page = next(page for page in paper.pages if plain(figure.caption) in page)
        above = Counter(page[: page.index(plain(figure.caption))])
        for text in figure.texts:
            assert not Counter(plain(text)) - above, text
            if NUMBER.search(text) and "/" in text:
                assert plain(text) in page, text


def test_every_number_of_a_chart_is_of_the_rollup(told: Expected, figures: list[FigureBlock]) -> None:
    outline = places(told.plan.sections)

    for number, figure in enumerate(figures, start=1):
        title = plain(figure.caption).removeprefix(f"图{number}").partition("：")[0]
        (section,) = {place.section.id for place in outline if plain(place.title).startswith(title)}
        items = [item for item in told.items if item.section == section]
        allowed = {number for item in items for row in told.rows(item) for number in told.numbers(row)}
        names = {plain(printed_title(task.title)) for task in told.plan.tasks}
        counts = {str(number) for number in range(len(items) + 1)} if names & {plain(text) for text in figure.texts} else set()
        for text in figure.texts:
            numbers = set(NUMBER.findall(re.sub(r"（截至\d+月）|（含[^）]+数）", "", text)))
            assert numbers <= allowed | counts, f"{figure.caption}: {text}"
