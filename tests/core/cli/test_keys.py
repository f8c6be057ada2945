from __future__ import annotations

import json

from tests.journeys.conftest import City

ROWS = "1.1.1,新增总投资超亿元项目,18,,,\n2.1.1,新增上市企业,1,,,\n"


def test_the_office_checks_a_computer_by_what_the_unit_reads_out(city: City) -> None:
    city.desk.does("merge", city.office, city.hands_up("东区", "2025-03", ROWS))
    said = json.loads(city.desk.does("keys", city.unit("东区"), "--json"))
    (site,) = [each["site"] for each in said["sites"] if each["state"] == "here"]
    assert "未核对" in city.desk.does("keys", city.office)

    assert "电话" not in city.desk.refuses("keys", city.office, "--check", site, "--words", "红山 红山 红山 红山 红山 红山")
    checked = city.desk.does("keys", city.office, "--check", site, "--words", "".join(said["own"]))

    assert "已核对" in checked
    assert " ".join(said["own"]) in checked
    assert "未核对" not in city.desk.does("keys", city.office)
