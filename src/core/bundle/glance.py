"""A look at what a file says it is, without proving any of it: enough to pass over what is known or for somebody else, no more."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from core.bundle.archive import Archive
from core.bundle.manifest import MANIFEST_NAME, Sender
from core.files import open_to_read, reading_error


class Glance(Struct, frozen=True):
    """What a manifest claims; `digest` is its SHA-256 in hex, by which a merged bundle is remembered."""

    digest: str
    plan: str
    sender: Sender
    recipient: str | None


def glance(path: Path) -> Glance:
    """Look at a bundle's layout and manifest; nothing of it is verified.

    Raises:
        PathIsFolder, FileNotFound, FileNotReadable: the file cannot be read.
        NotABundle, BundleTooLarge, BundleDamaged: it is no whole bundle.
    """
    try:
        with open_to_read(path) as file:
            archive = Archive(path, file)
            record = archive.records[1]
            if record.name != MANIFEST_NAME:
                raise archive.damaged("zip", "order of members")
            data = archive.content(record)
    except OSError as error:
        raise reading_error(path, error) from error
    try:
        claimed = _decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise archive.damaged(MANIFEST_NAME, "form") from error
    return Glance(hashlib.sha256(data).hexdigest(), claimed.plan, claimed.sender, claimed.recipient)


class _Claimed(msgspec.Struct):
    plan: str
    sender: Sender
    recipient: str | None


_decode: Final = msgspec.json.Decoder(_Claimed).decode
