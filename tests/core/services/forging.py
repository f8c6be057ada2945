"""What damaged or ill-meant hands make: files whose signatures are right and whose content is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.bundle.contents import BundleContents, SaltedText, StreamSlice, sign_slice
from core.bundle.enrolment import Invitation
from core.bundle.keys import SiteKey
from core.bundle.manifest import BundleKind
from core.bundle.reader import Bundle
from core.bundle.writer import write_bundle
from core.changes.change import Change, Json, Register, Scope, StreamKey
from core.changes.codec import chain_start, encode
from core.ids import PlanId, UnitId


@dataclass(frozen=True)
class Forger:
    """A site that signs whatever it likes."""

    key: SiteKey
    plan: PlanId
    unit: UnitId

    def slice(
        self, scope: Scope, sets: Sequence[tuple[Register, Json]], *, first: int = 1, stamp: str = "2025-01-01T00:00:00Z"
    ) -> StreamSlice:
        """Changes of an own stream; with `first` above 1 on top of nothing."""
        changes = [
            Change(self.key.site, scope, seq, stamp, "某人", 1, register, value) for seq, (register, value) in enumerate(sets, start=first)
        ]
        stream = StreamKey(self.key.site, scope)
        before = chain_start(self.plan, self.key.public, scope)
        return sign_slice(self.key, plan=self.plan, stream=stream, first=first, before=before, lines=[encode(each) for each in changes])

    def write(
        self,
        path: Path,
        kind: BundleKind,
        slices: Iterable[StreamSlice],
        *,
        recipient: UnitId | None = None,
        invitation: Invitation | None = None,
        texts: Iterable[SaltedText] = (),
        evidence: Mapping[str, bytes] | None = None,
    ) -> Path:
        contents = BundleContents(
            kind=kind,
            plan=self.plan,
            revision=1,
            unit=self.unit,
            recipient=recipient,
            slices=tuple(slices),
            texts={text.hash: text for text in texts},
            evidence=dict(evidence or {}),
            invitation=invitation,
        )
        write_bundle(path, contents, self.key)
        return path


def as_sent(bundle: Bundle) -> list[StreamSlice]:
    """The slices of a bundle, to be sent again."""
    return [StreamSlice(each.key, each.first, each.before, each.lines, each.after, each.head_signature) for each in bundle.slices]
