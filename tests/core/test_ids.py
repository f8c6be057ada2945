from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.ids import PlanId, SiteId, made_id, root_unit

SITES = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=11, max_size=11).map(SiteId)
KEYS = st.tuples(st.sampled_from("itnsu"), SITES, st.integers(1, 10**9))


@given(first=KEYS, second=KEYS)
def test_two_things_never_get_one_id(first: tuple[str, SiteId, int], second: tuple[str, SiteId, int]) -> None:
    assert (made_id(*first) == made_id(*second)) == (first == second)


def test_an_id_holds_the_site_that_made_it() -> None:
    assert made_id("i", SiteId("k3f9q2wz"), 36) == "ik3f9q2wz-10"


def test_the_unit_at_the_top_follows_from_the_plan_alone() -> None:
    assert root_unit(PlanId("pabc")) == "uabc"
