from __future__ import annotations

import pytest

from core.reading.lines import Line, LineKind, first_words, lines_of, run_in_title, title_of


def only(text: str) -> Line:
    (line,) = lines_of(text)
    return line


@pytest.mark.parametrize(
    ("text", "rank", "number", "title"),
    [
        ("### 2024年工作回顾", 3, "", "2024年工作回顾"),
        ("#### **新能源之都扬帆奋进,产业集群聚链成势。**", 4, "", "新能源之都扬帆奋进,产业集群聚链成势"),
        ("## 一、2024年工作回顾", 2, "一、", "2024年工作回顾"),
        ("　　一、2024年工作回顾", 11, "一、", "2024年工作回顾"),
        ("第二部分 2025年重点工作", 11, "第二部分", "2025年重点工作"),
        ("（十一）保障和改善民生，增强人民群众获得感", 12, "（十一）", "保障和改善民生，增强人民群众获得感"),
        ("- 1 着力扩大有效需求 保持经济稳定向好势头**  ", 13, "1", "着力扩大有效需求 保持经济稳定向好势头"),
        ("1.扎实扛牢责任推进经济量质齐升", 13, "1.", "扎实扛牢责任推进经济量质齐升"),
        ("2025年工作安排建议", 11, "", "2025年工作安排建议"),
        ("■ 2024年成绩单", 11, "", "2024年成绩单"),
    ],
)
def test_headings_are_known_by_their_marks(text: str, rank: int, number: str, title: str) -> None:
    line = only(text)

    assert (line.kind, line.rank, line.number, line.title) == (LineKind.HEADING, rank, number, title)
    assert line.body[0] == line.body[1]


def test_a_group_may_run_its_text_in_behind_its_title() -> None:
    text = "- 一) 扩需求稳增长,经济运行持续向好。** 技改投资占工业投资比重全省第一。实际使用外资15.5亿美元。"

    line = only(text)

    assert (line.kind, line.number, line.title) == (LineKind.HEADING, "一)", "扩需求稳增长,经济运行持续向好")
    assert text[line.body[0] : line.body[1]] == "技改投资占工业投资比重全省第一。实际使用外资15.5亿美元。"


def test_a_numbered_point_with_its_text_is_a_paragraph_with_a_title() -> None:
    line = only("1.医疗卫生方面。为全省重点人群免费开展结直肠癌筛查。配置AED达每10万人45台。")

    assert (line.kind, line.number, line.title) == (LineKind.POINT, "1.", "医疗卫生方面")


@pytest.mark.parametrize("text", ["- 地区生产总值增长5%以上;", "●城镇调查失业率5.5%以内", "* 进出口总额稳中提质"])
def test_bullets_without_number_are_bullets(text: str) -> None:
    assert only(text).kind is LineKind.BULLET


@pytest.mark.parametrize(
    "text", ["2.5", "重点做好9个方面工作：", "经分析测算，建议今年主要预期目标是：地区生产总值增长5%以上。", "一二三产业融合发展。"]
)
def test_sentences_and_loose_numbers_are_no_headings(text: str) -> None:
    assert only(text).kind is LineKind.PARAGRAPH


def test_lines_without_words_are_left_out() -> None:
    assert list(lines_of("\n**\n——\n　　\r\n")) == []


def test_a_paragraph_broken_in_mid_sentence_is_one_line_again() -> None:
    text = "巩固扩大蓝天保卫战成果，今年二氧化硫、氮氧化物排放量要下降，重点地区细颗粒物（PM\n2.5\n）浓度继续下降。\n下一段。\n"

    first, second = lines_of(text)

    assert text[first.body[0] : first.body[1]].endswith("）浓度继续下降。")
    assert text[second.body[0] : second.body[1]] == "下一段。"


def test_a_report_on_one_line_is_cut_before_its_headings() -> None:
    filler = "推进改革开放，优化营商环境。" * 250
    text = f"一、2024年工作回顾。{filler}二、2025年重点工作。{filler}（一）扩大内需。{filler}"

    numbers = [line.number for line in lines_of(text) if line.kind is LineKind.HEADING]

    assert numbers == ["一、", "二、", "（一）"]


def test_a_run_in_title_is_a_short_first_sentence() -> None:
    text = "释放消费潜能。培育一刻钟便民生活圈10个。"

    assert run_in_title(text, (0, len(text))) == ("释放消费潜能", (7, len(text)))


@pytest.mark.parametrize("text", ["新增公共停车位1万个以上。实现全覆盖。", "只有一句。", "没有句号", "加强保护。、-"])
def test_a_sentence_with_a_figure_or_alone_is_no_title(text: str) -> None:
    assert run_in_title(text, (0, len(text))) == ("", (0, len(text)))


def test_words_stand_for_a_missing_title() -> None:
    assert first_words("聚焦道路交通、消防等重点领域，深化治本攻坚。", (0, 22)) == "聚焦道路交通、消防等重点领域"


def test_titles_lose_marks_and_their_last_stop() -> None:
    assert title_of("** 水质<sub>改善</sub>  显著。**", (0, 24)) == "水质改善 显著"


@pytest.mark.parametrize(
    ("text", "number", "title", "body"),
    [
        ("一是狠抓项目投资。全年新增项目500个。", "一是", "狠抓项目投资", "全年新增项目500个。"),
        ("第三，稳定外资外贸。鼓励企业开拓市场。", "第三", "稳定外资外贸", "鼓励企业开拓市场。"),
        ("十一是加快建设30个项目，推动有效投资。", "十一是", "", "加快建设30个项目，推动有效投资。"),
    ],
)
def test_points_of_a_speech_are_points(text: str, number: str, title: str, body: str) -> None:
    line = only(text)

    assert (line.kind, line.number, line.title, text[line.body[0] : line.body[1]]) == (LineKind.POINT, number, title, body)


def test_a_bold_beginning_is_a_title_run_in() -> None:
    text = "**狠抓项目投资**全年新增项目500个，总投资超千亿元。"

    line = only(text)

    assert (line.kind, line.title, text[line.body[0] : line.body[1]]) == (
        LineKind.PARAGRAPH,
        "狠抓项目投资",
        "全年新增项目500个，总投资超千亿元。",
    )


@pytest.mark.parametrize(
    "text", ["**加快**推进项目建设，扩大有效投资。", "**新增项目500个**以上，扩大有效投资。", "一是的确如此，二是未必如此。"]
)
def test_emphasis_and_chance_are_no_titles(text: str) -> None:
    line = only(text)

    assert (line.kind, line.title) == (LineKind.PARAGRAPH, "")


@pytest.mark.parametrize(
    "text", ["一、2024年工作回顾………………6", "（一）扩大有效需求 ............ (12)", "二、2025年重点工作\t14", "总体情况 ······ 4"]
)
def test_entries_of_a_table_of_contents_are_no_headings(text: str) -> None:
    assert list(lines_of(text)) == []


@pytest.mark.parametrize("text", ["一、2024年工作回顾", "新增上市企业\t20家", "完成率……达到100%"])
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert len(list(lines_of(text))) == 1
