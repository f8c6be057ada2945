from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.ids import IndicatorId
from core.model.indicator import ValueKind
from core.reading.matching import Measured
from core.reading.next_year import LastYears, continued

JOBS = Measured("城镇新增就业", "万人", ValueKind.CUMULATIVE)
NAMES = st.sampled_from(["城镇新增就业", "新增就业", "高新技术企业", "高新技术企业总量", "新建公路", "新改建农村公路"])
MEASURED = st.builds(Measured, NAMES, st.sampled_from(["家", "万人", "公里"]), st.just(ValueKind.CUMULATIVE))


def last(identity: str, measured: Measured, actual: str | None = None) -> LastYears:
    return LastYears(IndicatorId(identity), measured, None if actual is None else Decimal(actual))


def test_the_same_name_unit_and_kind_keeps_its_id_and_brings_its_result() -> None:
    found = continued([JOBS], [last("n1", JOBS, "10.4")])

    assert found[0].is_same
    assert (found[0].last.id, found[0].base) == ("n1", Decimal("10.4"))


def test_what_is_merely_alike_brings_its_result_only() -> None:
    found = continued(
        [Measured("整车产量", "万辆", ValueKind.CUMULATIVE)], [last("n1", Measured("新能源整车产量", "辆", ValueKind.CUMULATIVE), "800000")]
    )

    assert not found[0].is_same
    assert found[0].base == Decimal(80)


def test_a_stock_does_not_continue_what_was_added() -> None:
    assert (
        continued([Measured("上市企业", "家", ValueKind.LEVEL)], [last("n1", Measured("新增上市企业", "家", ValueKind.CUMULATIVE), "20")])
        == {}
    )


def test_what_was_never_reported_continues_without_base() -> None:
    assert continued([JOBS], [last("n1", JOBS)])[0].base is None


def test_the_most_alike_are_paired_first() -> None:
    total = Measured("高新技术企业总量", "家", ValueKind.LEVEL)
    found = continued([Measured("科技型高新技术企业", "家", ValueKind.LEVEL), total], [last("n1", total, "5400")])

    assert list(found) == [1]


@given(st.lists(MEASURED, max_size=6), st.lists(MEASURED, max_size=6))
def test_no_indicator_is_continued_twice(targets: list[Measured], before: list[Measured]) -> None:
    found = continued(targets, [last(f"n{index}", measured, "1") for index, measured in enumerate(before)])

    assert len({it.last.id for it in found.values()}) == len(found)
    assert all(targets[place] == it.last.measured for place, it in found.items() if it.is_same)
