"""Values of the change log for property tests."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from core.changes.change import Change, ChangeRef, Json, Register, Scope
from core.ids import SiteId

TEXTS = st.text(max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
WORDS = st.text("abcdefghijklmnopqrstuvwxyz/-0123456789", min_size=1, max_size=12)
SITES = st.sampled_from(["aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc"]).map(SiteId)
SEQS = st.integers(1, 2**53)
REFS = st.builds(ChangeRef, SITES, SEQS)
REGISTERS = st.builds(Register, WORDS, TEXTS, WORDS)
NEWER_KEYS = WORDS.map(lambda word: f"x-{word}")

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=10,
)

CHANGES = st.builds(
    Change,
    SITES,
    WORDS.map(Scope),
    SEQS,
    TEXTS,
    TEXTS,
    st.integers(0, 2**53),
    REGISTERS,
    VALUES,
    st.lists(REFS, max_size=3).map(tuple),
    st.dictionaries(NEWER_KEYS, VALUES, max_size=2),
)
