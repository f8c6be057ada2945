"""What is held aside enters: changes that waited, once their gap closes, and the branch of a forked stream that the office's cut names.

Tested with `services.merging` and `services.cuts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.changes.change import Change, StreamKey
from core.changes.codec import decode, encode
from core.store.aside import AsideChange, aside_changes, aside_streams, following, held_chains, put_aside
from core.store.cutting import Branch, cut_ends
from core.store.log import Log
from core.store.queries import head_signature
from core.store.sqlite import Database


class AsideKeeper:
    """Keeps what is held aside during one unit of work."""

    def __init__(self, database: Database, log: Log) -> None:
        self.has_grown = False
        self._database = database
        self._log = log
        self._streams: set[StreamKey] | None = None
        self._taken: set[tuple[StreamKey, bytes]] = set()

    def put(self, key: StreamKey, changes: Iterable[AsideChange]) -> None:
        """Hold changes of a stream aside."""
        self.has_grown = put_aside(self._database, key, changes) > 0 or self.has_grown
        self._streams = None

    def release(self, key: StreamKey, start: bytes, append: Callable[[Change], object]) -> int:
        """Append what goes on from a stream's end now, and forget what the log holds by itself; return how many were appended."""
        if self._streams is None:
            self._streams = set(aside_streams(self._database))
        state = self._log.stream(key)
        if key not in self._streams or state is None:
            return 0
        self._forget_held(key, start)
        steps = following(aside_changes(self._database, key), state.last_seq, state.chain)
        self._append(key, steps, append)
        return len(steps)

    def take_named_branches(self, start: Callable[[StreamKey], bytes | None], append: Callable[[Change], object]) -> bool:
        """Exchange branches where a cut names one that is held aside; whether any was. The same branch is taken once in a unit of work."""
        changed = False
        for key, end in cut_ends(self._database).items():
            beginning = start(key)
            if end.branch is not Branch.OTHER or beginning is None or (key, end.hash) in self._taken:
                continue
            chains = {0: beginning} | held_chains(self._log, key, beginning)
            path = _path_to(end.hash, aside_changes(self._database, key), chains)
            if path:
                self._taken.add((key, end.hash))
                self._exchange(key, path, chains, append)
                changed = True
        return changed

    def _exchange(self, key: StreamKey, path: Sequence[AsideChange], chains: dict[int, bytes], append: Callable[[Change], object]) -> None:
        common = path[0].seq - 1
        signed, signature = head_signature(self._database, key)
        leaving = [
            AsideChange(change.seq, chains[change.seq], chains[change.seq - 1], encode(change), signature if change.seq == signed else None)
            for change in self._log.changes(key, common)
        ]
        self._log.rewind(key, common, chains[common])
        put_aside(self._database, key, leaving)
        self._streams = None
        self._append(key, path, append)
        self.release(key, chains[0], append)

    def _append(self, key: StreamKey, steps: Sequence[AsideChange], append: Callable[[Change], object]) -> None:
        for step in steps:
            append(decode(step.line))
            self._database.execute(
                "DELETE FROM aside WHERE site = ? AND scope = ? AND seq = ? AND chain = ?", (key.site, key.scope, step.seq, step.chain)
            )
            if step.signature is not None:
                self._database.execute(
                    "UPDATE stream SET signed_seq = ?, signature = ? WHERE site = ? AND scope = ?",
                    (step.seq, step.signature, key.site, key.scope),
                )

    def _forget_held(self, key: StreamKey, start: bytes) -> None:
        """Drop what came again as a part of more: its chain is the log's."""
        state = self._log.stream(key)
        aside = aside_changes(self._database, key)
        if state is None or all(each.seq > state.last_seq for each in aside):
            return
        chains = held_chains(self._log, key, start)
        for each in aside:
            if chains.get(each.seq) == each.chain:
                self._database.execute(
                    "DELETE FROM aside WHERE site = ? AND scope = ? AND seq = ? AND chain = ?", (key.site, key.scope, each.seq, each.chain)
                )


def _path_to(chain: bytes, changes: Sequence[AsideChange], held: dict[int, bytes]) -> list[AsideChange]:
    """The changes held aside from where they leave the log up to a chain; empty where they do not reach it, or do not hang on the log."""
    by_chain = {each.chain: each for each in changes}
    path: list[AsideChange] = []
    while (step := by_chain.get(chain)) is not None:
        path.append(step)
        chain = step.before
        if held.get(step.seq - 1) == chain:
            return path[::-1]
    return []
