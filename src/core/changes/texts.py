"""Texts that stand in a change's value by their salted hash, as `{"~text": hash}`, with the body beside the change. Tested with `log`."""

from __future__ import annotations

from collections.abc import Iterator

from core.changes.change import Json

TEXT_KEY = "~text"


def text_keys(value: Json) -> Iterator[str]:
    """The hashes of the texts that a change's value refers to."""
    match value:
        case {"~text": str(key)}:
            yield key
        case dict():
            for member in value.values():
                yield from text_keys(member)
        case list():
            for member in value:
                yield from text_keys(member)
