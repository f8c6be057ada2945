from __future__ import annotations

import csv
from pathlib import Path

import pytest

from core.errors import BureausNotRead, FileNotFound
from core.reading.bureaus import Bureau, likely_lead, read_bureaus
from core.reading.proposal import read_report
from core.resources import resource

BUREAUS = read_bureaus()
SMALL = (Bureau("商务局", ("商务",), ("消费", "社会消费品零售")), Bureau("民政局", ("民政",), ("养老",)))


@pytest.mark.parametrize(
    ("names", "text", "bureau"),
    [
        (["社会消费品零售总额增长"], "社会消费品零售总额增长5%左右", "商务局"),
        (["城镇新增就业"], "城镇新增就业10万人左右,开展职业技能培训5万人次以上。", "人力资源和社会保障局"),
        (["新建高标准农田"], "新建高标准农田8万亩,全市粮食种植面积保持在144.5万亩以上。", "农业农村局"),
        (["国家制造业单项冠军"], "规上工业企业超7000家,国家制造业单项冠军8家。", "工业和信息化局"),
        ([], "健全“家门口”养老服务网络。", "民政局"),
    ],
)
def test_the_bureau_whose_subjects_are_named_likely_leads(names: list[str], text: str, bureau: str) -> None:
    lead = likely_lead(names, text, "", BUREAUS)

    assert lead is not None
    assert lead.bureau.name == bureau
    assert bureau in lead.reason


def test_the_reason_names_the_most_specific_subjects() -> None:
    lead = likely_lead(["社会消费品零售总额增长"], "", "释放消费潜能", SMALL)

    assert lead is not None
    assert lead.reason == "“社会消费品零售”通常由商务局牵头"


def test_where_nothing_speaks_for_a_bureau_none_is_proposed() -> None:
    assert likely_lead([], "坚定信心，真抓实干。", "", SMALL) is None


def test_a_bureau_is_known_by_parts_of_a_units_name() -> None:
    assert SMALL[0].is_meant_by("常州市商务局")
    assert not SMALL[0].is_meant_by("常州市民政局")


def test_most_leads_of_the_example_are_those_that_its_office_named() -> None:
    with resource("report", "assignments.csv").open(encoding="utf-8") as file:
        named = {row["事项编号"]: row["牵头单位"] for row in csv.DictReader(file)}
    with resource("report", "units.csv").open(encoding="utf-8") as file:
        names = {row["简称"]: row["名称"] for row in csv.DictReader(file)}
    there = [bureau for bureau in BUREAUS if any(bureau.is_meant_by(name) for name in names.values())]
    proposal = read_report(resource("report", "changzhou_2025.md").read_text(encoding="utf-8"))
    titles = {task.id: task.title for task in proposal.tasks}
    right = count = 0
    for item in proposal.items:
        code = item.id[1:]
        lead = named.get(code) or named.get(code.rpartition(".")[0])
        found = likely_lead(
            [it.name for it in proposal.commitments if it.item == item.id], item.text, titles.get(item.task, "") if item.task else "", there
        )
        if lead is not None and found is not None:
            count += 1
            right += found.bureau.is_meant_by(names[lead])

    assert right >= 0.6 * count


def test_an_office_may_bring_a_table_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "部门.toml"
    path.write_text('[[bureau]]\nname = "太湖办"\nknown_by = ["太湖"]\nsubjects = ["太湖"]\n', encoding="utf-8")

    lead = likely_lead([], "深化太湖综合治理。", "", read_bureaus(path))

    assert lead is not None
    assert lead.bureau.name == "太湖办"


@pytest.mark.parametrize("content", ["[[bureau", '[[bureau]]\nname = "x"\n', "[[bureau]]\nname = 3\nknown_by = []\nsubjects = []\n"])
def test_a_broken_table_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.toml").write_text(content, encoding="utf-8")

    with pytest.raises(BureausNotRead):
        read_bureaus(tmp_path / "a.toml")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFound):
        read_bureaus(tmp_path / "无.toml")
