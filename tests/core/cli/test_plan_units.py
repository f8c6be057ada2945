from __future__ import annotations

from tests.journeys.conftest import UNITS, City

NEW_UNIT = "NQ,海州市新区管理委员会,新区,辖市区,HZ\n"


def test_units_come_from_a_table(city: City) -> None:
    out = city.desk.does("plan", "units", city.office, city.table("units.csv", UNITS + NEW_UNIT))

    assert out == "现有6个单位：新增1个，修改0个，删去0个。\n"


def test_a_move_says_from_when_on_and_what_stays(city: City) -> None:
    out = city.desk.does("plan", "move", city.office, "东区", "--under", "西区", "--from", "2025-07")

    assert out.startswith("自2025年7月起，海州市东区人民政府隶属海州市西区人民政府；此前各期仍按原隶属关系汇总。")


def test_a_succession_lists_the_opening_balances_that_it_wrote(city: City) -> None:
    table = city.table("o.csv", "事项编号,指标,期初数\n1.1.1,新增总投资超亿元项目,12\n")

    out = city.desk.does("plan", "succeed", city.office, "--of", "东区", "--by", "西区", "--from", "2025-07", "--openings", table)

    assert "写入期初数1项、分解值0个" in out
    assert "  新增总投资超亿元项目 12个\n" in out


def test_what_cannot_be_is_refused_with_a_cure(city: City) -> None:
    answer = city.desk("plan", "move", city.office, "海州市", "--under", "西区", "--from", "2025-07")

    assert answer.status == 1
    assert "请选择它下面的单位" in answer.err
