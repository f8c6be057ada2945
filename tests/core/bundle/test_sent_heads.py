from __future__ import annotations

from pathlib import Path

import pytest

from core.bundle.sent_heads import SentHead, SentHeads
from core.changes.change import PLAN, Scope
from core.errors import KeyFileDamaged
from core.ids import SiteId

SITE = SiteId("abcdefghijkl")


def test_nothing_has_gone_out_of_a_site_at_first(tmp_path: Path) -> None:
    assert SentHeads(tmp_path).of(SITE) == {}


def test_what_went_out_is_remembered_scope_by_scope(tmp_path: Path) -> None:
    heads = SentHeads(tmp_path)
    heads.remember(SITE, {PLAN: SentHead(3, "aa"), Scope("u1"): SentHead(1, "bb")})

    heads.remember(SITE, {Scope("u1"): SentHead(2, "cc")})

    assert SentHeads(tmp_path).of(SITE) == {PLAN: SentHead(3, "aa"), Scope("u1"): SentHead(2, "cc")}


def test_a_spoilt_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / f"{SITE}.sent").write_text('{"plan": 3}')

    with pytest.raises(KeyFileDamaged):
        SentHeads(tmp_path).of(SITE)
