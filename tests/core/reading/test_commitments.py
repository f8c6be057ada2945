from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from core.ids import SectionId
from core.model.indicator import Comparator, WordySort
from core.reading.commitments import Place
from core.reading.sentence import commitments_of

(FIGURE,) = commitments_of("新增上市企业20家", (0, 8 + 1), Place(SectionId("s1")))


def test_a_figure_has_no_words() -> None:
    with pytest.raises(ValueError, match="either a figure or words"):
        replace(FIGURE, wording="保持稳定增长")


def test_words_have_a_sort_and_no_figure() -> None:
    with pytest.raises(ValueError, match="either a figure or words"):
        replace(FIGURE, comparator=Comparator.QUALITATIVE)

    wordy = replace(FIGURE, comparator=Comparator.QUALITATIVE, value=None, value_text=None, wording="稳中有升", sort=WordySort.DIRECTIONAL)

    assert wordy.value is None


def test_a_figure_is_exact() -> None:
    assert (FIGURE.value, FIGURE.unit) == (Decimal(20), "家")
