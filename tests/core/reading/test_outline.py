from __future__ import annotations

from core.model.outline import SectionKind
from core.reading.lines import lines_of
from core.reading.outline import Outline, outline_of
from core.resources import resource

DONE = "“政企通”入选全国优秀案例。环境绿化满意度蝉联全省第一。常泰长江大桥全线贯通。成功举办大会。"
AHEAD = "深入打好蓝天保卫战。加快推进现代水网建设。深化碳排放预算管理试点。争创国家碳达峰试点城市。"


def read(text: str, year: int = 2025) -> Outline:
    return outline_of(text, lines_of(text), year)


def kinds(text: str) -> list[str]:
    return [section.kind.value for section in read(text).sections]


def test_a_section_under_a_heading_without_hint_is_what_its_sentences_tell() -> None:
    assert kinds(f"# 甲\n{DONE}\n# 乙\n{AHEAD}\n") == ["achievements", "tasks"]


def test_main_work_in_the_past_tense_is_achievements_and_in_the_future_tasks() -> None:
    assert kinds(f"### 主要工作\n{DONE}\n### 主要工作\n{AHEAD}\n") == ["achievements", "tasks"]


def test_the_past_of_last_year_is_a_review() -> None:
    assert kinds(f"# 甲\n过去一年，全市上下团结奋斗。{DONE}\n") == ["review"]
    assert kinds(f"# 2024年工作\n{DONE}\n") == ["review"]
    assert kinds("# 2024年工作回顾\n推进改革。扩大开放。\n") == ["review"]


def test_groups_follow_their_heading_even_where_they_alone_would_say_otherwise() -> None:
    text = f"# 2024年工作回顾\n（一）扎实推进。{AHEAD}\n（二）再创佳绩。{DONE}{DONE}\n"

    assert kinds(text) == ["review", "review", "review"]


def test_sections_of_targets_leave_their_sub_sections_to_decide() -> None:
    text = f"### 2025年主要预期目标\n- 地区生产总值增长5%以上;\n#### 主要工作\n{DONE}\n#### 重点工作\n{AHEAD}\n"

    assert kinds(text) == ["targets", "achievements", "tasks"]


def test_a_glossary_asks_nothing() -> None:
    text = f"# 2025年重点工作\n{AHEAD}\n# 名词解释\n1.“两重”：是指国家重大战略实施。\n（一）加快推进。{AHEAD}\n"

    outline = read(text)

    assert {section.kind for section in outline.sections[1:]} == {SectionKind.OTHER}
    assert {task.section for task in outline.tasks} == {"s1"}


def test_paragraphs_of_a_group_are_tasks_with_run_in_titles() -> None:
    text = f"# 重点工作\n- 1 着力扩大内需**  \n释放消费潜能。{AHEAD}  \n狠抓项目投资。{AHEAD}\n"

    outline = read(text)

    assert [(task.id, task.section, task.title) for task in outline.tasks] == [
        ("t1.1", "s2", "释放消费潜能"),
        ("t1.2", "s2", "狠抓项目投资"),
    ]
    assert {task.text for task in outline.tasks} == {AHEAD}


def test_a_paragraph_without_title_keeps_all_its_words() -> None:
    text = "# 重点工作\n聚焦道路交通等重点领域，深化治本攻坚，加快推进隐患整治。\n"

    (task,) = read(text).tasks

    assert task.title == "聚焦道路交通等重点领域"
    assert task.text == "聚焦道路交通等重点领域，深化治本攻坚，加快推进隐患整治。"


def test_paragraphs_before_sub_sections_are_prose() -> None:
    text = f"# 重点工作\n做好今年工作，要坚持稳中求进。加快推进。\n（一）扩大内需\n提振消费。{AHEAD}\n"

    outline = read(text)

    assert [task.section for task in outline.tasks] == ["s2"]
    assert [block.section for block in outline.blocks] == ["s1"]
    assert outline.sections[0].text == "做好今年工作，要坚持稳中求进。加快推进。"


def test_numbered_points_are_tasks_wherever_they_stand() -> None:
    text = f"一、2025年重点工作\n（一）改善民生\n提高保障。{AHEAD}\n各位代表，办好十方面实事。\n1.医疗卫生方面。{AHEAD}\n"

    titles = [task.title for task in read(text).tasks]

    assert titles == ["提高保障", "医疗卫生方面"]


def test_an_address_to_the_house_closes_the_group_and_is_no_task() -> None:
    text = f"一、2025年重点工作\n（一）改善民生\n提高保障。{AHEAD}\n各位代表！让我们团结奋斗。\n"

    outline = read(text)

    assert [task.title for task in outline.tasks] == ["提高保障"]
    assert [block.section for block in outline.blocks] == ["s1"]


def test_spans_hold_what_they_say() -> None:
    source = resource("report", "changzhou_2025.md").read_text(encoding="utf-8")

    outline = outline_of(source, lines_of(source), 2025)

    by_id = {section.id: section for section in outline.sections}
    for task in outline.tasks:
        assert source[task.text_span[0] : task.text_span[1]] == task.text
        assert source[task.span[0] : task.span[1]].startswith(task.title)
    for section in outline.sections:
        if section.parent is not None:
            parent = by_id[section.parent]
            assert parent.span[0] <= section.span[0] <= section.span[1] <= parent.span[1]


def test_a_section_too_short_to_speak_follows_those_around_it() -> None:
    text = f"一、养老服务\n{AHEAD}\n二、生活污水治理\n新增改造供排水管网超2000公里。\n三、公路建设\n{AHEAD}\n"

    assert kinds(text) == ["tasks", "tasks", "tasks"]
    assert kinds(f"一、养老服务\n{DONE}\n二、生活污水治理\n新增改造供排水管网超2000公里。\n三、公路建设\n{AHEAD}\n")[1] == "other"
