from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.services.planning import fresh_office, indicator_named, is_whole, item_of_code, said, waiting, words_of
from tests.journeys.conftest import REPORT

from core.errors import ReportIsEmpty, ReportIssued
from core.model.indicator import WordySort
from core.services.confirming import drop_indicator
from core.services.desk import Desk, Program
from core.services.item_shapes import join_items, split_item
from core.services.plan_edits import undo_plan_edit
from core.services.plans import confirm_all
from core.services.rereading import reread
from core.store.plan_queries import report_text


def corrected(folder: Path, *changes: tuple[str, str]) -> Path:
    """The report with words put in place of others."""
    text = REPORT.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = folder / "corrected.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_report_changes_nothing(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        confirm_all(desk)
        before = desk.plan

        done = reread(desk, REPORT)

        assert (done.stayed, done.changed, done.added, done.gone) == (7, 0, 0, 0)
        assert desk.plan == before
        assert waiting(desk) == set()


def test_words_put_in_before_move_everything_and_change_nothing_else(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        confirm_all(desk)
        names = [(item.id, item.code, item.text) for item in desk.plan.items]

        reread(desk, corrected(tmp_path, ("地区生产总值增长5.6%。", "一年来，全市上下团结奋进。地区生产总值增长5.6%。")))

        assert [(item.id, item.code, item.text) for item in desk.plan.items] == names
        assert waiting(desk) == set()
        assert is_whole(desk)
        assert (
            words_of(desk, desk.plan.indicators_by_id[indicator_named(desk, "新增总投资超亿元项目")].span)
            == "全年新增总投资超亿元项目60个以上"
        )


def test_a_changed_target_keeps_its_id_and_waits_again(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        confirm_all(desk)
        item, indicator = item_of_code(desk, "1.1.1").id, indicator_named(desk, "新增总投资超亿元项目")

        done = reread(desk, corrected(tmp_path, ("超亿元项目60个以上", "超亿元项目65个以上")))

        assert (done.stayed, done.changed, done.added, done.gone) == (6, 1, 0, 0)
        assert item_of_code(desk, "1.1.1").id == item
        assert desk.plan.indicators_by_id[indicator].target.value == Decimal(65)
        assert waiting(desk) == {item, indicator}
        undo_plan_edit(desk, done.edit)
        assert desk.plan.indicators_by_id[indicator].target.value == Decimal(60)
        assert waiting(desk) == set()


def test_what_is_new_is_proposed_and_what_is_gone_is_taken_out(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        confirm_all(desk)
        gone = item_of_code(desk, "2.1.2").id

        done = reread(
            desk, corrected(tmp_path, ("加强企业梯队培育。", ""), ("鼓励企业开拓多元市场。", "鼓励企业开拓多元市场。新增外资企业30家。"))
        )

        assert (done.stayed, done.changed, done.added, done.gone) == (6, 0, 1, 1)
        assert gone not in desk.plan.items_by_id
        assert said(desk)[4:6] == [("1.2.1", "鼓励企业开拓多元市场。"), ("1.2.2", "新增外资企业30家。")]
        assert waiting(desk) == {item_of_code(desk, "1.2.2").id, indicator_named(desk, "新增外资企业")}
        assert is_whole(desk)


def test_an_item_stays_cut_and_joined_as_the_office_had_it(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        confirm_all(desk)
        join_items(desk, item_of_code(desk, "1.1.1").id)
        split_item(desk, item_of_code(desk, "1.2.1").id, report_text(desk.workspace.database).index("开拓多元市场"))
        before = said(desk)

        reread(
            desk, corrected(tmp_path, ("2.稳定外资外贸。", "2.稳定外资外贸工作。"), ("地区生产总值增长5.6%。", "地区生产总值增长5.7%。"))
        )

        assert said(desk) == before
        assert is_whole(desk)


def test_what_is_new_is_tied_to_what_stayed(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        growth = next(each.id for each in desk.plan.indicators if "生产总值" in each.name)
        projects = indicator_named(desk, "新增总投资超亿元项目")

        reread(
            desk,
            corrected(
                tmp_path,
                ("- 城镇新增就业2万人。", "- 城镇新增就业2万人；\n- 居民收入增长与经济增长基本同步。"),
                ("地区生产总值增长5.6%。", "地区生产总值增长5.6%。新增总投资超亿元项目55个。"),
            ),
        )

        (relative,) = [each for each in desk.plan.indicators if each.target.sort is WordySort.RELATIVE]
        assert relative.target.reference == growth
        assert projects in {each.indicator for each in desk.plan.achievements if each.value == 55}


def test_what_was_dropped_in_words_that_stayed_stays_dropped(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        drop_indicator(desk, indicator_named(desk, "新增上市企业"))

        reread(desk, corrected(tmp_path, ("城镇新增就业2万人。", "城镇新增就业2.2万人。")))

        assert "新增上市企业" not in {each.name for each in desk.plan.indicators}


def test_a_plan_that_units_have_is_not_read_anew(office: Desk, tmp_path: Path) -> None:
    with pytest.raises(ReportIssued):
        reread(office, corrected(tmp_path, ("60个以上", "65个以上")))


def test_a_report_that_cannot_be_read_changes_nothing(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with fresh_office(program, tmp_path) as desk:
        before = desk.plan

        with pytest.raises(ReportIsEmpty):
            reread(desk, tmp_path / "empty.txt")

        assert desk.plan == before
