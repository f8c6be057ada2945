from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.briefing.content.pictures import NORTH, PICTURE, PLAN, SECTIONS
from tests.core.briefing.content.reading_blocks import cell_texts, figures, headings, paragraphs, tables, text_of

from core.briefing.blocks import Block, Paragraph
from core.briefing.content.group import counts_paragraph, group_blocks, short_counts
from core.briefing.content.outline import places
from core.briefing.content.view import View
from core.calc.summary import StandingCounts
from core.model.progress import Standing

VIEW = View(PICTURE)


def _blocks(section: str, view: View = VIEW) -> tuple[Block, ...]:
    return tuple(group_blocks(view, next(place for place in places(SECTIONS) if place.section.id == section)))


def test_a_group_gives_counts_one_chart_then_its_tasks_and_items() -> None:
    blocks = _blocks("s4.1")

    assert text_of(blocks[0]).startswith("截至2025年6月底，列入督查的3项事项中，超进度1项、占33.4%")
    assert len(figures(blocks)) == 1
    assert headings(blocks) == [
        "1.释放消费潜能",
        "（1）创新落实消费品以旧换新政策，有序发放消费券。",
        "（2）培育一刻钟便民生活圈10个，打造夜间消费集聚商圈4个。",
        "2.狠抓项目投资",
        "（1）全年新增总投资超亿元项目500个。",
    ]


def test_the_worst_mark_of_a_group_is_told() -> None:
    assert text_of(_blocks("s4.1")[0]).endswith("最低评价为欠进度▼。")
    assert "最低评价" not in text_of(_blocks("s4.2")[0])


def test_what_the_chart_leaves_out_stands_in_a_table() -> None:
    (left_out,) = tables(_blocks("s4.2"))

    assert cell_texts(left_out) == [["新认定高新技术企业", ">1600家", "830家", "51.9%", "50.0%", "+1.9", "达进度"]]


def test_a_task_of_several_items_tells_its_counts() -> None:
    assert "本任务2项事项：超进度1项，达进度1项。" in paragraphs(_blocks("s4.1"))


def test_a_group_that_nobody_has_duties_in_gets_no_chart() -> None:
    view = View(replace(PICTURE, plan=replace(PLAN, duties=())))

    assert figures(_blocks("s4.1", view)) == []
    assert len(headings(_blocks("s4.1", view))) == 5


def test_a_district_names_the_tasks_it_has_no_part_in() -> None:
    duties = tuple(duty for duty in PLAN.duties if duty.unit != NORTH or duty.item == "i3")
    view = View(replace(PICTURE, viewpoint=NORTH, plan=replace(PLAN, duties=duties)))

    assert headings(_blocks("s4.1", view)) == ["1.狠抓项目投资", "（1）全年新增总投资超亿元项目500个。"]
    assert paragraphs(_blocks("s4.1", view))[-1] == "本部分的“释放消费潜能”，我市未承担事项。"


@given(st.lists(st.sampled_from(Standing), max_size=30))
def test_the_counts_of_a_line_add_up(standings: list[Standing]) -> None:
    line = short_counts(StandingCounts.of(standings))

    assert sum(int("".join(filter(str.isdigit, part))) for part in line.split("，") if part) == len(standings)


def test_shares_in_a_groups_sentence_add_to_a_hundred() -> None:
    paragraph = counts_paragraph(VIEW, VIEW.items)

    assert isinstance(paragraph, Paragraph)
    shares = [float(part.split("%")[0]) for part in text_of(paragraph).split("占")[1:]]
    assert round(sum(shares), 1) == 100.0
