from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bundle.keys import SiteKey
from core.bundle.manifest import Holds, is_name, parse_stream, sign_holds, stream_text
from core.changes.change import Scope, StreamKey
from core.ids import PlanId

PLAN = PlanId("changzhou-2025")
KEY = SiteKey.from_seed(b"a")
STREAM = StreamKey(KEY.site, Scope("plan/liyang"))


@given(st.text(min_size=1, max_size=30).filter(is_name))
def test_stream_is_recovered_from_its_text(scope: str) -> None:
    stream = StreamKey(KEY.site, Scope(scope))

    assert parse_stream(stream_text(stream)) == stream


@pytest.mark.parametrize(
    "text",
    ["", "plan", ":plan", f"{KEY.site}", f"{KEY.site}:", f"{KEY.site.upper()}:plan", f"{KEY.site}:a b", f"{KEY.site}:a:b", "短:plan"],
)
def test_text_that_names_no_stream_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no stream"):
        parse_stream(text)


@pytest.mark.parametrize("text", ["", "a b", "a\nb", "a\0b", "a\u202eb", "a\u200bb", "a\u3000b", "x" * 201, "a:b"])
def test_invisible_or_endless_names_are_refused(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["plan", "plan/liyang", "溧阳市", "ik3f9q2wz-14"])
def test_plain_names_are_taken(text: str) -> None:
    assert is_name(text)


def test_word_on_what_is_held_is_the_sites_for_one_plan() -> None:
    holds = sign_holds(KEY, plan=PLAN, streams={STREAM: 7})

    assert holds.is_signed_by(KEY.public, plan=PLAN)
    assert not holds.is_signed_by(SiteKey.from_seed(b"b").public, plan=PLAN)
    assert not holds.is_signed_by(KEY.public, plan=PlanId("wuxi-2025"))


def test_word_on_what_is_held_cannot_be_raised() -> None:
    holds = sign_holds(KEY, plan=PLAN, streams={STREAM: 7})

    raised = Holds(holds.site, {STREAM: 8}, holds.signature)

    assert not raised.is_signed_by(KEY.public, plan=PLAN)
