from __future__ import annotations

from tests.journeys.conftest import City

PERIOD = "2025-03"
ROWS = "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n"


def test_a_review_names_unit_period_and_number(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS))

    returned = city.desk.does("review", city.office, "return", "DQ", PERIOD, "--reason", "请核对")

    assert returned == "已退回东区2025年3月第1次上报：请核对\n"


def test_feedback_names_its_files(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", PERIOD, ROWS))
    city.desk.does("review", city.office, "accept", "东区", PERIOD)

    out = city.desk.does("feedback", city.office, "-d", city.folder / "f").splitlines()

    assert out == ["写出1个反馈包。", f"  {city.folder / 'f' / '反馈包_海州市2025_东区.jnb'}"]
