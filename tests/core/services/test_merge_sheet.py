from __future__ import annotations

from pathlib import Path

from tests.core.briefing.reading_back import full_text
from tests.core.services.test_merge_undoing import copy_of_office
from tests.core.services.test_merging import Bag, bag

from core.services.merge_preview import preview_by_unit
from core.services.merge_sheet import print_merge_sheet
from core.services.merging import dry_run

__all__ = ["bag"]  # a fixture of the merging tests


def test_sheet_has_every_unit_and_every_file_with_its_reason(bag: Bag, tmp_path: Path) -> None:
    junk = bag.city.table("junk.jnb", "不是数据包")
    with copy_of_office(bag) as office:
        run = dry_run(office, [*bag.files, junk])
        units = preview_by_unit(office, run)

        printed = print_merge_sheet(office, run, units, tmp_path / "sheet.pdf")

        text = "".join(full_text(printed.path.read_bytes()).split())
        assert printed.unprintable == ()
        assert all(path.name in text for path in [*bag.files, junk])
        assert "合并预演单" in text
        assert f"新增变更{run.new}条" in text
        assert "拒收" in text
        assert "与已收到的内容矛盾" in text
