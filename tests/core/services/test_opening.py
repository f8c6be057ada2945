from __future__ import annotations

from pathlib import Path

import pytest
from tests.journeys.conftest import City

from core.errors import BundleDamaged, BundleWrongKind, FileExists, NotABundle, UserError
from core.services.desk import Program, open_desk
from core.services.opening import open_task_file


def test_a_unit_gets_the_whole_plan_and_a_key_of_its_own(city: City, program: Program) -> None:
    opened = open_task_file(program, city.task_file("市发改委"), city.folder / "fg")

    assert (opened.place, opened.year, opened.unit, opened.duties, opened.items_led) == ("海州市", 2025, "海州市发展和改革委员会", 6, 6)
    with open_desk(program, city.folder / "fg") as desk, open_desk(program, city.office) as office:
        assert desk.plan == office.issued_plan
        assert desk.key.site != office.key.site
        assert desk.plan.units_by_id[desk.unit].short_name == "市发改委"


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda _: b"", NotABundle),
        (lambda data: data[: len(data) // 2], BundleDamaged),
        (lambda data: data + b"x", BundleDamaged),
    ],
    ids=["empty", "cut", "longer"],
)
def test_a_spoilt_task_file_leaves_nothing(city: City, program: Program, spoil: object, error: type[UserError]) -> None:
    file = city.task_file("东区")
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]  # one of the functions above

    with pytest.raises(error):
        open_task_file(program, file, city.folder / "x")

    assert not list(city.folder.glob("x*"))


def test_a_report_opens_no_workspace(city: City, program: Program) -> None:
    report = city.hands_up("东区", "2025-01", "1.1.1,新增总投资超亿元项目,5,,,\n2.1.1,新增上市企业,1,,,\n")

    with pytest.raises(BundleWrongKind):
        open_task_file(program, report, city.folder / "x")


def test_a_workspace_is_never_written_over(city: City, program: Program) -> None:
    workspace = city.unit("东区")
    before = workspace.read_bytes()

    with pytest.raises(FileExists):
        open_task_file(program, city.task_file("东区"), workspace)

    assert workspace.read_bytes() == before


def test_a_task_file_may_lie_in_any_folder(city: City, program: Program, tmp_path: Path) -> None:
    file = city.task_file("西区").rename(tmp_path / "改了名.jnb")

    assert open_task_file(program, file, tmp_path / "w").unit == "海州市西区人民政府"
