from __future__ import annotations

import shutil

from tests.core.services.exchanging import later_office
from tests.core.services.test_merge_undoing import copy_of_office
from tests.core.services.test_merging import Bag, bag
from tests.core.store.every_row import BESIDE, every_row
from tests.journeys.conftest import City

from core.changes.cuts import CutReason
from core.services.conflicts import conflicts
from core.services.cuts import cut_site
from core.services.held_aside import unused
from core.services.merge_preview import preview_by_unit
from core.services.merging import dry_run, merge
from core.store.queries import units_of_sites

__all__ = ["bag"]  # a fixture of the merging tests
ROWS = "1.1.1,新增总投资超亿元项目,{},,,\n2.1.1,新增上市企业,1,,,\n"


def test_files_are_summed_by_unit_in_the_order_of_the_plan_and_nothing_is_kept(bag: Bag) -> None:
    february, again, march, contradiction, west = bag.files
    junk = bag.city.table("junk.jnb", "不是数据包")
    with copy_of_office(bag) as office:
        before = every_row(office.workspace.database)
        memories = [office.workspace.database.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(BESIDE)]
        run = dry_run(office, [west, junk, february, again, march, contradiction])

        east, other, nobody = preview_by_unit(office, run)

        assert (east.unit, east.files, other.files) == (office.find_unit("东区").id, 4, 1)
        assert (nobody.unit, nobody.refused, nobody.new) == (None, 1, 0)
        assert east.new + other.new == run.new
        assert east.aside > 0
        assert [(each.period, each.number) for each in other.handed_up] == [("2025-01", 1)]
        assert every_row(office.workspace.database) == before
        assert [office.workspace.database.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(BESIDE)] == memories
        assert merge(office, run).changes == run.new


def test_what_would_not_count_is_told(bag: Bag) -> None:
    february, *_ = bag.files
    with copy_of_office(bag) as office:
        unit = office.find_unit("东区").id
        (site,) = (site for site, owner in units_of_sites(office.workspace.database).items() if owner == unit)
        cut_site(office, site, reason=CutReason.REVOKED, text="电脑遗失")
        run = dry_run(office, [february])

        (east,) = preview_by_unit(office, run)

        merge(office, run)
        assert east.not_counting == east.new == sum(each.count for each in unused(office).left_out) > 0


def test_what_would_contradict_is_told(city: City) -> None:
    copy = city.folder / "copy.jiannuo"
    shutil.copy(city.unit("东区"), copy)
    city.desk.does("renew", copy)
    files = []
    for path, projects in ((city.unit("东区"), "14"), (copy, "15")):
        table = city.table("record.csv", "事项编号,指标,数值,缺报原因,进展情况,自评\n" + ROWS.format(projects))
        city.desk.does("record", path, table, "--period", "2025-04")
        files.append(city.folder / f"{path.stem}.jnb")
        city.desk.does("submit", path, "--period", "2025-04", "-o", files[-1])
    with later_office(city) as office:
        (east,) = preview_by_unit(office, dry_run(office, files))
        merge(office, dry_run(office, files))

        assert east.conflicting == len(conflicts(office)) == 1
