"""All that was ever written in a story, and who ever held it: nothing may leave a history, nor become another.

A change is known by its stream and number; its bytes never change. What a workspace held once it holds for ever.
"""

from __future__ import annotations

from core.changes.change import Scope, StreamKey
from core.changes.codec import chain_next, chain_start, encode
from core.ids import SiteId
from core.store.queries import keys_of_sites
from core.store.workspace import Workspace


class Written:
    """The lines of every stream as far as anybody ever held them, and how far each workspace held each.

    A stream that forked has several lines under one number: a workspace has one of its branches in use and holds the others aside.
    """

    def __init__(self) -> None:
        self.lines: dict[StreamKey, dict[int, set[bytes]]] = {}
        self.held: dict[str, dict[StreamKey, int]] = {}
        self.forked: set[SiteId] = set()
        self._aside: dict[str, set[bytes]] = {}

    def look_at(self, name: str, workspace: Workspace) -> None:
        """Learn what a workspace holds by now: all that it held before, and the same as all others under the same numbers."""
        held = self.held.setdefault(name, {})
        now = ends(workspace)
        for key, before in held.items():
            is_held = now.get(key, 0) >= before or key.site in self.forked
            assert is_held, f"{name} held {before} changes of {key}, and now {now.get(key, 0)}"
        for key, last in now.items():
            if key.site in self.forked:
                self._aside.setdefault(name, set()).update(self._learn(workspace, key, 0))
            elif last > held.get(key, 0):
                self._learn(workspace, key, held.get(key, 0))
        self._aside.setdefault(name, set()).update(_aside(workspace))
        self.held[name] = now

    def must_stand_in(self, name: str, workspace: Workspace) -> None:
        """Each line that a workspace ever held is in its log or held aside, byte for byte; those in the log give its chain."""
        keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
        found = _aside(workspace)
        for key, last in self.held[name].items():
            changes = list(workspace.log.changes(key))
            stamps = [change.stamp for change in changes]
            assert stamps == sorted(stamps), f"at {name} a change of {key} is older than the one before"
            lines = [encode(change) for change in changes]
            found.update(lines)
            assert len(lines) == last, f"{name} holds {len(lines)} of {key}, not {last}"
            for seq, line in enumerate(lines, start=1):
                assert line in self.lines[key][seq], f"{name} holds something else as {seq} of {key} than was written"
            chain = chain_start(workspace.identity.plan, keys[key.site], key.scope)
            for line in lines:
                chain = chain_next(chain, line)
            state = workspace.log.stream(key)
            assert state is not None
            assert (state.last_seq, state.chain) == (last, chain), f"{name} has another chain of {key}"
        gone = self._aside.get(name, set()) - found
        assert not gone, f"{name} held aside, or of a fork, and does so no more: {sorted(gone)}"

    def _learn(self, workspace: Workspace, key: StreamKey, after: int) -> list[bytes]:
        """The lines of a stream from a number on, told apart from those that others hold under the same numbers."""
        known = self.lines.setdefault(key, {})
        found = []
        for change in workspace.log.changes(key, after):
            line = encode(change)
            same = known.setdefault(change.seq, set())
            assert not same or line in same or key.site in self.forked, f"another change {change.seq} of {key} than others hold"
            same.add(line)
            found.append(line)
        return found


def _aside(workspace: Workspace) -> set[bytes]:
    """The lines held aside: of what waits, and of other branches."""
    return {bytes(line) for (line,) in workspace.database.execute("SELECT line FROM aside").fetchall()}


def ends(workspace: Workspace) -> dict[StreamKey, int]:
    """How far a workspace holds each stream, drafts among them."""
    rows = workspace.database.execute("SELECT site, scope, last_seq FROM stream WHERE last_seq > 0").fetchall()
    return {StreamKey(SiteId(site), Scope(scope)): last for site, scope, last in rows}
