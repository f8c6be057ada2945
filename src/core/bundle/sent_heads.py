"""What this computer remembers of how far each site's streams have gone out: number and chain, kept beside the keys, not in the workspace.

A workspace that holds less, or something else, is an older copy: what it would sign next would contradict what others hold already.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from core.changes.change import Scope
from core.errors import FileNotFound, KeyFileDamaged
from core.files import read_file, write_file
from core.ids import SiteId

_PRIVATE_FILE = 0o600


class SentHead(Struct, frozen=True, array_like=True):
    """How far a stream has gone out: its number and the chain there, in hex."""

    seq: int
    chain: str


class SentHeads:
    """A file per site in the folder of the keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, site: SiteId) -> Mapping[Scope, SentHead]:
        """What has gone out of a site, by scope; empty when nothing has.

        Raises:
            KeyFileDamaged: the file does not say.
            FileNotReadable: it may not be read.
        """
        path = self._path(site)
        try:
            return msgspec.json.decode(read_file(path), type=dict[Scope, SentHead])
        except FileNotFound:
            return {}
        except ValueError as error:
            raise KeyFileDamaged(path=path) from error

    def remember(self, site: SiteId, heads: Mapping[Scope, SentHead]) -> None:
        """Remember how far streams go out now; what is said of others stays.

        Raises:
            CannotWrite, DiskFull: what was remembered before is untouched.
        """
        write_file(self._path(site), msgspec.json.encode({**self.of(site), **heads}) + b"\n", mode=_PRIVATE_FILE)

    def _path(self, site: SiteId) -> Path:
        return self._folder / f"{site}.sent"
