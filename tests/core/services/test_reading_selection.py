from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from tests.core.services.planning import fresh_office, indicator_named, item_of_code, waiting, words_of

from core.errors import SelectionOutsideItems
from core.model.indicator import Comparator, Target, ValueKind
from core.services.confirming import drop_indicator
from core.services.desk import Desk, Program
from core.services.plan_edits import undo_plan_edit
from core.services.reading_selection import add_from_selection
from core.store.plan_queries import report_text


def span_of(desk: Desk, words: str) -> tuple[int, int]:
    start = report_text(desk.workspace.database).rindex(words)
    return start, start + len(words)


def test_words_with_a_figure_are_read_like_a_sentence(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        drop_indicator(desk, indicator_named(desk, "新增上市企业"))
        before = desk.plan

        edit = add_from_selection(desk, span_of(desk, "新增上市企业6家。"))

        added = desk.plan.indicators_by_id[indicator_named(desk, "新增上市企业")]
        assert (added.target, added.unit, added.item) == (Target(Comparator.EQUAL, Decimal(6)), "家", item_of_code(desk, "2.1.1").id)
        assert words_of(desk, added.span) == "新增上市企业6家"
        assert added.id in waiting(desk)
        undo_plan_edit(desk, edit)
        assert desk.plan == before


def test_words_without_a_figure_are_an_indicator_of_their_name(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        add_from_selection(desk, span_of(desk, "重大项目推进机制。"))

        added = desk.plan.indicators_by_id[indicator_named(desk, "重大项目推进机制")]
        assert (added.kind, added.target.comparator) == (ValueKind.QUALITATIVE, Comparator.QUALITATIVE)
        assert added.order == max(each.order for each in desk.plan.indicators)


def test_words_of_a_review_are_a_result_of_last_year(program: Program, tmp_path: Path) -> None:
    with fresh_office(program, tmp_path) as desk:
        held = len(desk.plan.achievements)

        add_from_selection(desk, span_of(desk, "新增就业2.1万人"))

        assert len(desk.plan.achievements) == held + 1
        assert desk.plan.achievements[-1].value == Decimal("2.1")
        assert desk.plan.achievements[-1].id in waiting(desk)


@pytest.mark.parametrize("words", ["二、2025年主要预期目标", "60个以上。完善", "。"])
def test_words_of_no_one_item_are_refused(program: Program, tmp_path: Path, words: str) -> None:
    with fresh_office(program, tmp_path) as desk, pytest.raises(SelectionOutsideItems):
        add_from_selection(desk, span_of(desk, words))
