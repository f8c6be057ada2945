from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.core.services.exchanging import MARCH

from core.model.period import Period
from core.model.progress import Evidence
from core.services.desk import Desk
from core.services.evidence_copies import COPIES, copy_to_show, may_be_shown, save_evidence
from core.services.item_page import item_page
from core.services.progress import attach


@pytest.mark.parametrize("name", ["批复.pdf", "表.XLSX", "现场.jpg", "说明.txt"])
def test_documents_and_pictures_may_be_shown(name: str) -> None:
    assert may_be_shown(name)


@pytest.mark.parametrize("name", ["a.exe", "a.bat", "a.pdf.lnk", "a.docm", "a.html", "a.svg", "a.desktop", "a", ".pdf", "a.pdf:b.exe"])
def test_what_could_run_may_not_be_shown(name: str) -> None:
    assert not may_be_shown(name)


def test_only_the_last_copy_is_left(east: Desk, tmp_path: Path) -> None:
    first, second = attached(east, tmp_path / "批复.txt"), attached(east, tmp_path / "纪要.txt")

    copies = [copy_to_show(east, first), copy_to_show(east, second)]

    assert list((east.program.data_folder / COPIES).glob("*/*")) == [copies[1]]


def test_a_file_that_is_only_promised_has_no_copy(east: Desk, tmp_path: Path) -> None:
    promised = replace(attached(east, tmp_path / "批复.txt"), sha256="0" * 64)

    assert copy_to_show(east, promised) is None
    assert save_evidence(east, promised, tmp_path / "存.txt") is None


def attached(desk: Desk, path: Path, period: Period = MARCH) -> Evidence:
    path.write_text(path.name, encoding="utf-8")
    item = desk.plan.duties_by_unit[desk.unit][0].item
    attach(desk, period, item, path)
    return next(file for file in item_page(desk, period, item).evidence if file.name == path.name)
