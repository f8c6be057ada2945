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
    """The lines of every stream as far as anybody ever held them, and how far each workspace held each."""

    def __init__(self) -> None:
        self.lines: dict[StreamKey, list[bytes]] = {}
        self.held: dict[str, dict[StreamKey, int]] = {}
        self.stamps: dict[tuple[StreamKey, int], str] = {}

    def look_at(self, name: str, workspace: Workspace) -> None:
        """Learn what a workspace holds by now: all that it held before, and the same as all others under the same numbers."""
        held = self.held.setdefault(name, {})
        now = ends(workspace)
        for key, before in held.items():
            assert now.get(key, 0) >= before, f"{name} held {before} changes of {key}, and now {now.get(key, 0)}"
        for key, last in now.items():
            if last > held.get(key, 0):
                self._learn(name, workspace, key, held.get(key, 0))
        self.held[name] = now

    def must_stand_in(self, name: str, workspace: Workspace) -> None:
        """Each line that a workspace ever held is in its log, byte for byte, and gives the chain that it names."""
        keys = keys_of_sites(workspace.database) | {workspace.identity.site: workspace.identity.site_key}
        for key, last in self.held[name].items():
            lines = [encode(change) for change in workspace.log.changes(key)]
            assert lines == self.lines[key][:last], f"{name} holds something else of {key} than was written"
            chain = chain_start(workspace.identity.plan, keys[key.site], key.scope)
            for line in lines:
                chain = chain_next(chain, line)
            state = workspace.log.stream(key)
            assert state is not None
            assert (state.last_seq, state.chain) == (last, chain), f"{name} has another chain of {key}"

    def forget(self, name: str, workspace: Workspace) -> None:
        """Take what a workspace holds now as all that it has to hold: an undone merge gave the rest back."""
        self.held[name] = ends(workspace)

    def _learn(self, name: str, workspace: Workspace, key: StreamKey, after: int) -> None:
        known = self.lines.setdefault(key, [])
        for change in workspace.log.changes(key, after):
            line = encode(change)
            assert change.stamp >= self.stamps.get((key, change.seq - 1), ""), f"change {change.seq} of {key} is older than the one before"
            self.stamps[key, change.seq] = change.stamp
            if change.seq <= len(known):
                assert known[change.seq - 1] == line, f"{name} holds another change {change.seq} of {key} than others"
            else:
                assert change.seq == len(known) + 1, f"{name} holds change {change.seq} of {key}, but nobody wrote {len(known) + 1}"
                known.append(line)


def ends(workspace: Workspace) -> dict[StreamKey, int]:
    """How far a workspace holds each stream, drafts among them."""
    rows = workspace.database.execute("SELECT site, scope, last_seq FROM stream WHERE last_seq > 0").fetchall()
    return {StreamKey(SiteId(site), Scope(scope)): last for site, scope, last in rows}
