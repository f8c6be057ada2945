from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.reading.carrying import carried_cuts, paired

PASSAGES = st.lists(st.text("甲乙丙丁戊。", max_size=8), max_size=8)
TEXTS = st.text("甲乙丙丁。", max_size=30)


@given(PASSAGES, st.randoms(use_true_random=False))
def test_a_passage_that_moved_is_found_and_each_is_used_once(before: list[str], random: st.DataObject) -> None:
    after = list(before)
    random.shuffle(after)  # type: ignore[attr-defined]  # hypothesis's own Random

    found = paired(before, after)

    assert len(found) == len(set(found.values())) == len(before)
    assert all(before[old] == after[new] for new, old in found.items())


@given(PASSAGES, PASSAGES)
def test_whatever_is_paired_is_paired_one_to_one(before: list[str], after: list[str]) -> None:
    found = paired(before, after)

    assert len(set(found.values())) == len(found)
    assert all(0 <= new < len(after) and 0 <= old < len(before) for new, old in found.items())


def test_a_changed_passage_is_taken_for_the_same_one() -> None:
    assert paired(["新增上市企业6家。", "加强企业梯队培育。"], ["新增上市企业8家。", "加强企业梯队培育。"]) == {0: 0, 1: 1}
    assert paired(["新增上市企业6家。"], ["稳定外资外贸。"]) == {}


@given(TEXTS, st.data())
def test_a_text_that_stayed_stays_cut_as_it_was(text: str, data: st.DataObject) -> None:
    places = st.lists(st.integers(1, max(len(text) - 1, 1)), unique=True).map(sorted)
    cuts = [cut for cut in data.draw(places) if cut < len(text)]

    assert carried_cuts(text, cuts, text, data.draw(places)) == tuple(cuts)


@given(TEXTS, TEXTS, st.data())
def test_cuts_lie_within_the_text(before: str, after: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, 40)))

    assert all(0 < cut < len(after) for cut in carried_cuts(before, cuts, after, cuts))


def test_what_is_added_is_cut_as_it_is_read() -> None:
    assert carried_cuts("甲。乙。", [2], "甲。乙。丙。丁。", [2, 4, 6]) == (2, 4, 6)
    assert carried_cuts("甲。乙。", [], "丙。甲。乙。", [2, 4]) == (2,)
