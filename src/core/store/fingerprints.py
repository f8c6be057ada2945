"""Fingerprints: equal when two workspaces hold the same changes, different when they do not.

Version 1, docs/fingerprints.md. A scope's is SHA-256 over its streams sorted by site, each as `site LF last-seq LF chain LF`; a workspace's
over its shared scopes, sorted, each as `scope LF fingerprint LF`. Chain and fingerprint are 64 hex digits. Drafts are not in it, nor what
waits or is set aside: a stream that is cut stands with the cut's end.
"""

from __future__ import annotations

import hashlib

from core.changes.change import Scope, StreamKey
from core.ids import SiteId
from core.store.cutting import cut_ends
from core.store.workspace import Workspace


def scope_fingerprints(workspace: Workspace) -> dict[Scope, str]:
    """The fingerprint, in hex, of every shared scope that holds changes, sorted by scope."""
    rows = workspace.database.execute(
        "SELECT scope, site, last_seq, chain FROM stream WHERE last_seq > 0 AND scope NOT LIKE '%/draft' ORDER BY scope, site"
    )
    cuts = cut_ends(workspace.database)
    digests: dict[Scope, hashlib._Hash] = {}
    for scope, site, last_seq, chain in rows.fetchall():
        cut = cuts.get(StreamKey(SiteId(site), Scope(scope)))
        last, end = (last_seq, chain) if cut is None else cut.end_of(last_seq, chain)
        if last:
            digests.setdefault(Scope(scope), hashlib.sha256()).update(f"{site}\n{last}\n{end.hex()}\n".encode())
    return {scope: digest.hexdigest() for scope, digest in digests.items()}


def workspace_fingerprint(workspace: Workspace) -> str:
    """The fingerprint of everything shared, in hex."""
    digest = hashlib.sha256()
    for scope, fingerprint in scope_fingerprints(workspace).items():
        digest.update(f"{scope}\n{fingerprint}\n".encode())
    return digest.hexdigest()
