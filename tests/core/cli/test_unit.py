from __future__ import annotations

import json

from tests.journeys.conftest import City

PERIOD = "2025-03"
FIGURES = "事项编号,指标,数值\n1.1.1,新增总投资超亿元项目,{}\n2.1.1,新增上市企业,{}\n"


def test_every_wrong_cell_is_told_with_its_place(city: City) -> None:
    table = city.table("r.csv", FIGURES.format("二十", "一"))

    answer = city.desk("record", city.unit("东区"), table, "--period", PERIOD)

    assert answer.status == 1
    assert [line.split("：")[0] for line in answer.complaints] == [
        "第2行“数值”",
        "第3行“数值”",
        "共2格有误，整张表都没有录入；请改正后重新录入。",
    ]


def test_recording_tells_how_much_it_changed(city: City) -> None:
    table = city.table("r.csv", FIGURES.format(20, 1))

    first = city.desk.does("record", city.unit("东区"), table, "--period", PERIOD)
    again = city.desk.does("record", city.unit("东区"), table, "--period", PERIOD)

    assert (first, again) == ("2025年3月：2行全部录入，更新2处。\n", "2025年3月：2行全部录入，更新0处。\n")


def test_check_tells_what_stands_against_handing_up(city: City) -> None:
    answer = city.desk("check", city.unit("东区"), "--period", PERIOD)

    assert answer.status == 1
    assert answer.out.count("强制性") == 2


def test_check_as_json_is_for_programs(city: City) -> None:
    answer = city.desk("check", city.unit("东区"), "--period", PERIOD, "--json")

    data = json.loads(answer.out)
    assert data["damages"] == []
    assert [finding["severity"] for finding in data["findings"]] == ["blocking", "blocking"]


def test_evidence_is_attached_by_the_items_code(city: City) -> None:
    file = city.table("批复.txt", "同意")

    out = city.desk.does("attach", city.unit("东区"), file, "--period", PERIOD, "--item", "1.1.1", "--caption", "批复")

    assert "已附上“批复.txt”" in out


def test_submitting_again_writes_the_lost_file_again(city: City) -> None:
    city.hands_up("东区", PERIOD, "1.1.1,新增总投资超亿元项目,20,,,\n2.1.1,新增上市企业,1,,,\n", report="1.jnb")

    out = city.desk.does("submit", city.unit("东区"), "--period", PERIOD, "-o", city.folder / "2.jnb")

    assert "重新写出第1次的上报包" in out
    city.desk.does("merge", city.office, city.folder / "2.jnb")
    assert "重复" in city.desk.does("merge", city.office, city.folder / "1.jnb")
