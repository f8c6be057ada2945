"""A small plan of another city, issued once; each test works on its own copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.driving import Desk, copied_folder

REPORT = Path(__file__).with_name("haizhou_2025.txt")
UNITS = """代码,名称,简称,类型,上级代码
HZ,海州市人民政府,海州市,市,
FG,海州市发展和改革委员会,市发改委,部门,HZ
RS,海州市人力资源和社会保障局,市人社局,部门,HZ
DQ,海州市东区人民政府,东区,辖市区,HZ
XQ,海州市西区人民政府,西区,辖市区,HZ
"""
DUTIES = """事项编号,牵头单位,配合单位
0.1,市发改委,各辖市区
0.2,市人社局,各辖市区
1.1,市发改委,东区、西区
1.2,市发改委,
2.1,市发改委,各辖市区
"""
SHARES = """事项编号,指标,分解方式,汇总方式,填报方式,频次,东区,西区
1.1.1,新增总投资超亿元项目,分解,求和,各单位,月,36,24
2.1.1,新增上市企业,分解,求和,各单位,月,4,2
"""


@dataclass(frozen=True)
class City:
    """A city's office and its units, each on the same computer, in a folder."""

    folder: Path

    @property
    def desk(self) -> Desk:
        return Desk(self.folder / "data")

    @property
    def office(self) -> Path:
        return self.folder / "office.jiannuo"

    def unit(self, name: str) -> Path:
        """The workspace of a unit, opened from its task file at the first call."""
        path = self.folder / f"{name}.jiannuo"
        if not path.exists():
            self.desk.does("open", self.task_file(name), "-o", path)
        return path

    def task_file(self, name: str) -> Path:
        return self.folder / "tasks" / f"任务包_海州市2025_{name}.jnb"

    def table(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def hands_up(self, name: str, period: str, rows: str, *, report: str = "report.jnb") -> Path:
        """Record rows under the usual head, hand the period up, and return the file."""
        table = self.table("record.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + rows)
        self.desk.does("record", self.unit(name), table, "--period", period)
        path = self.folder / report
        self.desk.does("submit", self.unit(name), "--period", period, "-o", path)
        return path


def make_city(folder: Path, *, duties_table: str = DUTIES, shares_table: str = SHARES, settings: str = "") -> City:
    """Plan new, assign, confirm, issue; with settings of its own where some are given."""
    city = City(folder)
    desk = city.desk
    chosen = ("--settings", city.table("settings.toml", settings)) if settings else ()
    desk.does("plan", "new", REPORT, "-o", city.office, "--units", city.table("units.csv", UNITS), *chosen)
    duties, shares = city.table("duties.csv", duties_table), city.table("shares.csv", shares_table)
    desk.does("plan", "assign", city.office, "--duties", duties, "--indicators", shares)
    desk.does("plan", "confirm", city.office, "--all")
    desk.does("plan", "issue", city.office, "-d", folder / "tasks")
    return city


@pytest.fixture(scope="session")
def issued_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return make_city(tmp_path_factory.mktemp("city"))


@pytest.fixture
def city(issued_city: City, tmp_path: Path) -> City:
    return City(copied_folder(issued_city.folder, tmp_path / "city"))
