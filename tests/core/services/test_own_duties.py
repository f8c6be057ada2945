from __future__ import annotations

from pathlib import Path

from tests.core.services.exchanging import MARCH, rows

from core.services.desk import Desk
from core.services.own_duties import own_duties
from core.services.progress import record


def table(folder: Path, text: str) -> Path:
    path = folder / "own.csv"
    path.write_text("事项编号,指标,数值,缺报原因,进展情况,自评\n" + text, encoding="utf-8")
    return path


def test_duties_that_ask_nothing_of_the_period_are_left_out(east: Desk) -> None:
    duties = own_duties(east, MARCH)

    assert [work.item.code for work in duties] == ["1.1.1", "2.1.1"]
    assert len(east.plan.duties_by_unit[east.unit]) > len(duties)


def test_a_duty_is_complete_once_its_figures_are_given(east: Desk, tmp_path: Path) -> None:
    record(east, MARCH, table(tmp_path, rows("20").splitlines()[0] + "\n"))

    assert [(work.item.code, work.asked, work.filled, work.is_complete) for work in own_duties(east, MARCH)] == [
        ("1.1.1", 1, 1, True),
        ("2.1.1", 1, 0, False),
    ]


def test_a_reason_for_a_missing_figure_completes_a_duty_too(east: Desk, tmp_path: Path) -> None:
    record(east, MARCH, table(tmp_path, "1.1.1,新增总投资超亿元项目,,未到发布期,,\n2.1.1,新增上市企业,1,,,\n"))

    assert all(work.is_complete for work in own_duties(east, MARCH))


def test_the_office_has_no_duties_of_its_own(office: Desk) -> None:
    assert own_duties(office, MARCH) == ()
