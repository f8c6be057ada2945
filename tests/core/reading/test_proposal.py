from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import ReportHasNoHeadings, ReportIsEmpty, UserError
from core.model.indicator import Comparator, ValueKind, WordySort
from core.model.outline import SectionKind
from core.reading.proposal import Proposal, proposal_as_json, read_report
from core.resources import resource

EXAMPLE = resource("report", "changzhou_2025.md").read_text(encoding="utf-8")
READ = read_report(EXAMPLE)
ONE_SECOND = 1.0


def of(proposal: Proposal, kind: SectionKind) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in proposal.sections if section.kind is kind]


def test_the_example_is_of_its_place_and_year() -> None:
    assert (READ.title, READ.place, READ.year) == ("万亿之城谱新篇 决战决胜收官年", "常州市", 2025)


def test_the_example_has_all_its_sections_in_order_with_their_kinds() -> None:
    assert [section.id for section in READ.sections] == [f"s{number}" for number in range(1, 26)]
    assert [section.kind.value for section in READ.sections] == ["review"] * 6 + ["targets"] + ["achievements"] * 7 + ["tasks"] * 11
    assert [number for number, _title in of(READ, SectionKind.ACHIEVEMENTS)] == ["", "一)", "二)", "三)", "四)", "五)", "六)"]
    assert [number for number, _title in of(READ, SectionKind.TASKS)] == ["", *(str(number) for number in range(1, 11))]
    assert of(READ, SectionKind.REVIEW)[1] == ("", "新能源之都扬帆奋进,产业集群聚链成势")
    assert of(READ, SectionKind.TASKS)[10] == ("10", "着力守牢安全底线 夯实社会治理基础")


def test_the_examples_sections_hang_under_their_headings() -> None:
    titles = {section.id: section.title for section in READ.sections}
    parents = [titles.get(section.parent, "") if section.parent else "" for section in READ.sections]

    assert parents == (
        [""]
        + ["2024年工作回顾"] * 5
        + [""]
        + ["2025年经济社会发展主要预期目标"]
        + ["主要工作"] * 6
        + ["2025年经济社会发展主要预期目标"]
        + ["重点工作"] * 10
    )


def test_the_example_has_thirty_tasks_three_in_each_group() -> None:
    assert len(READ.tasks) == 30
    assert set(Counter(task.section for task in READ.tasks).values()) == {3}
    assert [task.title for task in READ.tasks[:4]] == ["释放消费潜能", "狠抓项目投资", "稳定外资外贸", "巩固新能源产业优势"]
    assert READ.tasks[-1].id == "t10.3"


def test_the_examples_77_items_put_together_are_their_paragraphs_character_for_character() -> None:
    for task in READ.tasks:
        items = [item for item in READ.items if item.task == task.id]
        assert "".join(item.text for item in items) == task.text
        assert all(EXAMPLE[item.span[0] : item.span[1]] == item.text for item in items)

    assert sum(item.task is not None for item in READ.items) == 77


def test_the_paragraphs_of_the_examples_groups_are_titles_and_tasks_and_nothing_else() -> None:
    start = EXAMPLE.index("- 1 着力扩大")
    lines = [line.strip(" *") for line in EXAMPLE[start:].splitlines() if line.strip(" *")]

    texts = [line for line in lines if not line.startswith("- ")]

    assert texts == [f"{task.title}。{task.text}" for task in READ.tasks]


def test_the_example_has_seven_headline_items_with_twelve_commitments() -> None:
    headline = [item for item in READ.items if item.task is None]
    commitments = [it for it in READ.commitments if it.item in {item.id for item in headline}]

    assert [item.id for item in headline] == [f"i0.{number}" for number in range(1, 8)]
    assert headline[0].text == "地区生产总值增长5%以上"
    assert len(commitments) == 12
    assert Counter(it.sort for it in commitments if it.sort) == {WordySort.DIRECTIONAL: 5, WordySort.RELATIVE: 1, WordySort.ASSIGNED: 4}


def test_a_relative_target_names_the_row_of_the_gdp() -> None:
    (income,) = (it for it in READ.commitments if it.sort is WordySort.RELATIVE)

    assert income.reference == "地区生产总值增长"


def test_the_upper_parts_of_the_example_are_achievements_and_its_tasks_targets() -> None:
    kinds = {section.id: section.kind for section in READ.sections}

    for commitment in READ.commitments:
        looks_back = kinds[commitment.section] in {SectionKind.REVIEW, SectionKind.ACHIEVEMENTS}
        assert commitment.kind == ("achievement" if looks_back else "target")
        assert (commitment.item is None) == looks_back


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("新能源整车产量", ValueKind.CUMULATIVE),
        ("新能源产业规模", ValueKind.LEVEL),
        ("规上工业企业", ValueKind.LEVEL),
        ("新增上市企业", ValueKind.CUMULATIVE),
        ("独角兽（潜在）企业累计", ValueKind.LEVEL),
        ("全社会研发经费占比", ValueKind.SHARE),
        ("万人高价值发明专利拥有量", ValueKind.LEVEL),
        ("全市粮食种植面积", ValueKind.LEVEL),
        ("职业技能培训", ValueKind.CUMULATIVE),
        ("生产安全事故起数", ValueKind.GROWTH),
        ("停车“无感支付”覆盖", ValueKind.QUALITATIVE),
    ],
)
def test_the_examples_targets_have_the_kind_of_their_figure(name: str, kind: ValueKind) -> None:
    (found,) = (it for it in READ.commitments if it.name == name and it.kind == "target")

    assert found.value_kind is kind


def test_the_examples_commitments_stand_in_their_items() -> None:
    items = {item.id: item for item in READ.items}

    for commitment in READ.commitments:
        assert EXAMPLE[commitment.span[0] : commitment.span[1]] == commitment.clause
        if commitment.item is not None:
            item = items[commitment.item]
            assert item.task == commitment.task
            assert item.span[0] <= commitment.span[0] < commitment.span[1] <= item.span[1]


def test_figures_and_words_never_mix() -> None:
    for commitment in READ.commitments:
        is_wordy = commitment.comparator is Comparator.QUALITATIVE
        assert (commitment.value is None) == is_wordy == (commitment.value_text is None) == (commitment.wording is not None)
        assert (commitment.sort is not None) == is_wordy


def test_headings_may_change_their_words_while_the_tense_decides() -> None:
    renamed = (
        EXAMPLE.replace("#### 主要工作", "#### 篇章甲")
        .replace("#### 重点工作", "#### 篇章乙")
        .replace("### 2024年工作回顾", "### 过去一年")
    )

    proposal = read_report(renamed)

    assert [section.kind for section in proposal.sections] == [section.kind for section in READ.sections]


def test_a_paragraph_of_targets_becomes_an_item_for_each() -> None:
    text = "一、2024年工作回顾\n过去一年，成功举办大会。\n二、2025年工作安排\n"
    text += "主要预期目标为：生产总值增长5.5%左右，其中农业增长3%，城乡居民收入分别增长5%、6%。\n"

    proposal = read_report(text)

    assert [item.text for item in proposal.items] == ["生产总值增长5.5%左右", "其中农业增长3%", "城乡居民收入分别增长5%、6%"]
    assert [(it.name, it.item) for it in proposal.commitments] == [
        ("生产总值增长", "i0.1"),
        ("农业增长", "i0.2"),
        ("城镇居民收入增长", "i0.3"),
        ("农村居民收入增长", "i0.3"),
    ]


def test_rows_of_targets_need_no_bullets() -> None:
    text = (
        "2025年主要预期目标\n地区生产总值增长5%以上；\n进出口总额稳中提质。\n2025年重点工作\n（一）扩大内需\n提振消费。加快推进以旧换新。\n"
    )

    assert [item.text for item in read_report(text).items if item.task is None] == ["地区生产总值增长5%以上", "进出口总额稳中提质"]


@pytest.mark.parametrize("joint", [" ", ""])
def test_a_whole_report_on_one_line_keeps_its_parts_and_all_its_commitments(joint: str) -> None:
    proposal = read_report(EXAMPLE.replace("\n", joint))

    kinds = [section.kind.value for section in proposal.sections]
    assert kinds == ["review"] * 6 + ["targets"] + ["achievements"] * 7 + ["tasks"]
    assert [(it.value, it.wording, it.kind) for it in proposal.commitments] == [(it.value, it.wording, it.kind) for it in READ.commitments]


def test_line_ends_of_other_systems_change_nothing() -> None:
    proposal = read_report(EXAMPLE.replace("\n", "\r\n"))

    assert [item.text for item in proposal.items] == [item.text for item in READ.items]
    assert [it.clause for it in proposal.commitments] == [it.clause for it in READ.commitments]


def test_an_excerpt_of_targets_needs_no_heading() -> None:
    proposal = read_report("主要预期目标是：经济增长6.5%左右，进出口平稳增长。")

    assert [section.kind for section in proposal.sections] == [SectionKind.TARGETS]
    assert [it.name for it in proposal.commitments] == ["经济增长", "进出口"]


def test_the_json_has_the_fields_that_the_command_line_promises() -> None:
    printed = json.loads(json.dumps(proposal_as_json(READ), ensure_ascii=False))

    assert set(printed) == {"title", "place", "year", "sections", "tasks", "items", "commitments"}
    assert set(printed["sections"][0]) == {"id", "number", "title", "kind", "parent", "span"}
    assert set(printed["tasks"][0]) == {"id", "section", "title", "text", "span"}
    assert set(printed["items"][0]) == {"id", "task", "text", "span"}
    fields = "name comparator value unit wording kind measure value_kind clause span section task item"
    assert all(set(commitment) == set(fields.split()) for commitment in printed["commitments"])
    assert all(isinstance(commitment["value"], str | None) for commitment in printed["commitments"])


@pytest.mark.parametrize("text", ["", "\n \t", "**\n——\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(ReportIsEmpty):
        read_report(text)


def test_a_text_without_headings_and_targets_is_refused() -> None:
    with pytest.raises(ReportHasNoHeadings):
        read_report("今天天气很好。我们去公园。")


def test_twenty_thousand_characters_are_read_within_a_second() -> None:
    text = (EXAMPLE * 4)[:20_000]

    started = time.process_time()
    read_report(text)

    assert time.process_time() - started < ONE_SECOND


@pytest.mark.parametrize(
    "garbage",
    [
        "新增企业20家",
        "分别增长8%、",
        "1.",
        "“",
        "增长，",
        " 　",
        "与经济增长同步",
        "、和新增",
        "主要预期目标是：",
        "<sub",
        "（下转",
        "城乡",
        "一、甲。乙\n",
    ],
)
def test_time_grows_with_length_only(garbage: str) -> None:
    text = "# 甲\n## 2025年主要预期目标\n- 增长5%\n- " + garbage * (30_000 // len(garbage))

    started = time.process_time()
    read_report(text)

    assert time.process_time() - started < 5 * ONE_SECOND


PIECES = st.sampled_from([EXAMPLE[start : start + size] for size in (1, 7, 40, 300) for start in range(0, len(EXAMPLE), 61)])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["", "\n", "\r\n", " ", "。"]))
def test_any_cut_joined_or_repeated_text_is_read_or_refused(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces)

    try:
        proposal = read_report(text)
    except UserError:
        return

    for task in proposal.tasks:
        assert "".join(item.text for item in proposal.items if item.task == task.id) == task.text
    spans = {item.id: item.span for item in proposal.items}
    for commitment in proposal.commitments:
        assert text[commitment.span[0] : commitment.span[1]] == commitment.clause
        if commitment.item is not None:
            assert spans[commitment.item][0] <= commitment.span[0] < commitment.span[1] <= spans[commitment.item][1]
    json.dumps(proposal_as_json(proposal))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, len(EXAMPLE)), st.integers(0, len(EXAMPLE)))
def test_a_cut_report_gives_what_is_left_of_it(start: int, end: int) -> None:
    text = EXAMPLE[min(start, end) : max(start, end)]

    try:
        proposal = read_report(text)
    except UserError:
        return

    assert len({section.id for section in proposal.sections}) == len(proposal.sections)
    assert len({item.id for item in proposal.items}) == len(proposal.items)
