from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from core.model.paper_kind import PaperKind
from core.model.period import Period
from core.services.desk import Desk
from core.services.each_unit import EachUnit, Share, print_each_unit, units_to_print
from core.services.papers import PaperWanted, Typesetter, paper_bytes

FEBRUARY = Period.parse("2025-02")


@pytest.mark.parametrize("kind", [PaperKind.UNIT, PaperKind.WORK])
def test_each_paper_is_the_one_printed_alone(office: Desk, tmp_path: Path, kind: PaperKind) -> None:
    units = units_to_print(office, FEBRUARY)

    printed = list(print_each_unit(office, EachUnit(kind, FEBRUARY), tmp_path))

    assert [number for number, _ in printed] == list(range(1, len(units) + 1))
    for unit, (_, paper) in zip(units, printed, strict=True):
        alone = paper_bytes(office, PaperWanted(kind, FEBRUARY, unit.id), Typesetter())
        assert paper.path.read_bytes() == alone.data
        assert paper.path.name == f"{kind.label}_{unit.short_name}_2025-02.pdf"


def test_shares_are_all_the_papers_and_each_once(office: Desk, tmp_path: Path) -> None:
    shares = [list(print_each_unit(office, EachUnit(PaperKind.UNIT, FEBRUARY), tmp_path, Share(number, 2))) for number in range(2)]

    numbers = [number for share in shares for number, _ in share]
    assert sorted(numbers) == list(range(1, len(units_to_print(office, FEBRUARY)) + 1))
    assert shares[1]


def test_whoever_stops_leaves_whole_papers_behind(office: Desk, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()

    ((_, first),) = islice(print_each_unit(office, EachUnit(PaperKind.UNIT, FEBRUARY), tmp_path / "papers"), 1)

    assert list((tmp_path / "papers").iterdir()) == [first.path]
    assert first.path.read_bytes().rstrip().endswith(b"%%EOF")


def test_a_share_beyond_the_units_is_empty(office: Desk, tmp_path: Path) -> None:
    assert list(print_each_unit(office, EachUnit(PaperKind.UNIT, FEBRUARY), tmp_path, Share(98, 99))) == []
