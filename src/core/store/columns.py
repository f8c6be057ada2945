"""Parts of a change as they stand in columns. Tested with `log`, which writes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from core.changes.change import ChangeRef
from core.changes.codec import decode_value, encode_value
from core.ids import SiteId


def encode_refs(refs: Sequence[ChangeRef]) -> str:
    """The superseded changes as a column's text; empty for none.

    JSON, since a site's name is whatever its writer signed, blanks included, and the log must give back the very bytes.
    """
    return encode_value([f"{ref.site}:{ref.seq}" for ref in refs]).decode() if refs else ""


def decode_refs(text: str) -> tuple[ChangeRef, ...]:
    """The superseded changes of a column's text."""
    if not text:
        return ()
    parts = (name.rpartition(":") for name in cast("list[str]", decode_value(text)))
    return tuple(ChangeRef(SiteId(site), int(seq)) for site, _, seq in parts)
