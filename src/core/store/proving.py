"""How far a stream that was put together from what could be read is proved by its chain.

A chain is proved at a checkpoint: where a stream's own row, a mirror, a signature, or a submission or an answer that names what it covers
says which chain stands after a number. What lies beyond the last one, or behind a gap, may be anybody's bytes. Tested in
tests/faults/test_rescue.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct

from core.changes.change import StreamKey, is_draft
from core.changes.codec import chain_next
from core.store.salvage import Salvage

Verify: TypeAlias = Callable[[int, bytes, bytes], bool]
"""Whether a signature (third) is the site's over this number and chain."""

_MOST_READINGS = 4096  # of a stretch: twelve changes that each read in two ways
_Choice: TypeAlias = "tuple[_Choice | None, int, bytes]"


class Proof(Struct, frozen=True):
    """Of a stream: up to which number it is proved, up to which it reads without a gap, how far it is known to have gone.

    `signed` and `signature` are the last signature within what is proved; 0 and nothing where there is none.
    """

    key: StreamKey
    proved: int
    readable: int
    known: int
    signed: int = 0
    signature: bytes = b""
    chosen: tuple[tuple[int, bytes], ...] = ()

    @property
    def taken(self) -> int:
        """Up to which number a stream is worth taking.

        Before a gap it is what can be read: that something is lost is why nothing proves it. Where nothing is lost and yet no chain fits,
        something was altered, and a shared stream ends where it is proved; one's own drafts are taken all the same, to be looked at.
        """
        return self.readable if self.readable < self.known or is_draft(self.key.scope) else self.proved

    @property
    def is_whole(self) -> bool:
        """Whether nothing that the stream is known to have had is lost or doubtful."""
        return self.proved >= self.known


def prove(salvage: Salvage, key: StreamKey, start: bytes, *, verify: Verify, words: AbstractSet[bytes]) -> Proof:
    """Walk a stream from its chain's start (see `codec.chain_start`) as far as it goes; `words` are `Salvage.words`."""
    walk = _Walk(salvage, key, start, verify, words)
    for seq, group in groupby(salvage.lines(key), key=lambda row: row[0]):
        if not walk.step(seq, [line for _, line in group]):
            break
    return walk.proof()


def proved_lines(salvage: Salvage, proof: Proof, *, until: int) -> Iterator[bytes]:
    """The lines of a stream up to a number, each in the reading that was proved; beyond what is proved, in the first one."""
    chosen = dict(proof.chosen)
    for seq, group in groupby(salvage.lines(proof.key), key=lambda row: row[0]):
        if seq > until:
            return
        lines = [line for _, line in group]
        yield chosen.get(seq, lines[0])


class _Walk:
    def __init__(self, salvage: Salvage, key: StreamKey, start: bytes, verify: Verify, words: AbstractSet[bytes]) -> None:
        self._salvage = salvage
        self._key = key
        self._verify = verify
        self._chains: dict[bytes, _Choice | None] = {start: None}
        self._last = 0
        self._proved = 0
        self._choice: _Choice | None = None
        self._signed, self._signature = 0, b""
        self._words = words
        self._points: dict[int, set[bytes]] = {}
        for seq, chain in salvage.scratch.execute("SELECT seq, chain FROM checkpoint WHERE site = ? AND scope = ?", (key.site, key.scope)):
            self._points.setdefault(seq, set()).add(chain)
        rows = salvage.scratch.execute("SELECT seq, signature FROM signed WHERE site = ? AND scope = ?", (key.site, key.scope))
        self._signatures = rows.fetchall()

    def step(self, seq: int, lines: list[bytes]) -> bool:
        """Take the readings of the next change; False where there is a gap before it."""
        if seq != self._last + 1:
            return False
        found: dict[bytes, _Choice | None] = {}
        for chain, choice in self._chains.items():
            for line in lines:
                found[chain_next(chain, line)] = choice if len(lines) == 1 else (choice, seq, line)
            if len(found) >= _MOST_READINGS:
                break
        self._chains, self._last = found, seq
        signed = {chain for chain in found for at, signature in self._signatures if at == seq and self._is_signed(chain, signature)}
        if matching := signed | (self._points.get(seq, set()) & found.keys()) | (self._words & found.keys()):
            self._settle(matching)
        return True

    def proof(self) -> Proof:
        chosen = []
        choice = self._choice
        while choice is not None:
            choice, seq, line = choice
            chosen.append((seq, line))
        known = max(self._salvage.last_known(self._key), self._last)
        return Proof(self._key, self._proved, self._last, known, self._signed, self._signature, tuple(chosen))

    def _is_signed(self, chain: bytes, signature: bytes) -> bool:
        if not self._verify(self._last, chain, signature):
            return False
        self._signed, self._signature = self._last, signature
        return True

    def _settle(self, matching: set[bytes]) -> None:
        self._chains = {chain: choice for chain, choice in self._chains.items() if chain in matching}
        self._proved, self._choice = self._last, next(iter(self._chains.values()))
