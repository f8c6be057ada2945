"""The writing end of one transaction: own registers set, other sites' verified changes entered, and what that touched."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, islice

from msgspec import Struct, field

from core.changes.authority import stream_verdict
from core.changes.change import Change, ChangeRef, Json, Register, Scope, StreamKey
from core.changes.codec import chain_start, encode, encode_value, normalised
from core.changes.registers import INVITATION, PURGE, REVISION, SITE, SUBMISSION
from core.changes.texts import TEXT_KEY, text_keys
from core.ids import SiteId, made_id
from core.store.aside import AsideChange
from core.store.branching import AsideKeeper
from core.store.identity import Author, Identity
from core.store.imports import Import, ImportedFile, keep_import
from core.store.judging import Judge
from core.store.log import Log, StreamState
from core.store.merge_journal import Bar, MergeJournal, MergeRecorder, bar_undoing
from core.store.merge_rewinding import changes_brought, registers_brought, rewind_merge
from core.store.projection import Projector
from core.store.purging import carry_out_purges
from core.store.queries import is_set_in
from core.store.rows import STAMP_FORMAT
from core.store.sqlite import Database
from core.store.stretches import LONGEST, append_stretch

# Keys and signatures are no texts that anyone would have to purge, and a receiver needs them before it has the texts.
_PROOFS = frozenset({SITE, INVITATION})
_TEXT_MARK = f'"{TEXT_KEY}":'.encode()  # in the one form that lines have


class IncomingStream(Struct, frozen=True):
    """Verified changes of one stream, to be entered: in order, without gaps, starting right after what is held.

    `lines` are their exact bytes, where these are at hand.
    """

    key: StreamKey
    site_key: bytes
    changes: tuple[Change, ...]
    head_seq: int
    head_signature: bytes
    lines: tuple[bytes, ...] | None = None


class Touched(Struct):
    """What a unit of work touched: kinds of entities, ids of instances, and how many changes were appended."""

    entities: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    changes: int = 0
    not_counting: int = 0


class WorkUnit:
    """The writing end of one transaction."""

    def __init__(
        self, database: Database, log: Log, identity: Identity, author: Author, before_own: Callable[[], None] | None = None
    ) -> None:
        self.touched = Touched()
        self.has_purged = False
        self._database = database
        self._log = log
        self._identity = identity
        self._author = author
        self._projector = Projector(database, log)
        self._judge = Judge(database, log, identity)
        self._aside = AsideKeeper(database, log)
        self._new_texts: set[str] = set()
        self._recorder: MergeRecorder | None = None
        self._has_rewound = False
        self._has_kept = False
        self._merged_at = ""
        self._before_own = before_own

    def set(self, scope: Scope, register: Register, value: Json) -> ChangeRef | None:
        """Set a register; None when it holds that value already, so that nothing was written."""
        held = self._log.heads(scope, register)
        wanted = normalised(value)
        if len(held) == 1 and encode_value(self._log.resolved(held[0].value)) == encode_value(wanted):
            return None
        kept = wanted if register.entity in _PROOFS else self._log.keep_texts(wanted)
        return self._append_own(scope, register, kept, held_refs=[head.ref for head in held])

    def set_anew(self, scope: Scope, register: Register, value: Json) -> ChangeRef:
        """Set a register also where it holds that value already: who decides between several has to have said so."""
        held = self._log.heads(scope, register)
        return self._append_own(scope, register, self._log.keep_texts(normalised(value)), held_refs=[head.ref for head in held])

    def hand_up(self, draft: Scope, shared: Scope, register: Register) -> ChangeRef | None:
        """Copy a register's value from a draft scope into the shared one; None when it is the same there already."""
        if not self.would_hand_up(draft, shared, register):
            return None
        drafted, held = self._log.heads(draft, register), self._log.heads(shared, register)
        return self._append_own(shared, register, drafted[-1].value, held_refs=[head.ref for head in held])

    def would_hand_up(self, draft: Scope, shared: Scope, register: Register) -> bool:
        """Whether a draft scope holds something of a register that the shared one does not."""
        drafted, held = self._log.heads(draft, register), self._log.heads(shared, register)
        return bool(drafted) and not (held and all(self._are_same(head.value, drafted[-1].value) for head in held))

    def position(self, scope: Scope) -> tuple[int, bytes]:
        """The last number and chain of this site's stream of a scope; number 0 when nothing was written yet."""
        state = self._own_stream(scope)
        return state.last_seq, state.chain

    def new_id(self, kind: str) -> str:
        """An id that no other site makes; `kind` is one letter."""
        made = int(self._database.execute("SELECT value FROM meta WHERE key = 'made'").fetchone()[0]) + 1
        self._database.execute("UPDATE meta SET value = ? WHERE key = 'made'", (str(made),))
        return made_id(kind, self._identity.site, made)

    def enter(self, streams: Iterable[IncomingStream], texts: Iterable[tuple[str, bytes, str]]) -> Touched:
        """Enter verified changes of other sites."""
        bodies = self._keep_texts(texts)
        # The plan first: it says how the units stand to each other.
        for stream in sorted(streams, key=lambda stream: (stream.key.scope, stream.key.site)):
            start = chain_start(self._identity.plan, stream.site_key, stream.key.scope)
            if self._log.begin_stream(stream.key, start).last_seq == 0:
                self._judge.begin(stream.key)
            self._enter_all(stream, bodies)
            self.sign_head(stream.key, stream.head_seq, stream.head_signature)
            self._aside.release(stream.key, start, self._append)
        return self.touched

    def put_aside(self, key: StreamKey, changes: Iterable[AsideChange]) -> None:
        """Hold verified changes aside that cannot enter: what came before them is missing, or they are another branch."""
        self._aside.put(key, changes)

    def keep_blob(self, sha256: str, data: bytes) -> None:
        """Keep the bytes of a piece of evidence under their hash."""
        row = (sha256, len(data), data)
        is_new = self._database.execute("INSERT OR IGNORE INTO blob (sha256, size, data) VALUES (?, ?, ?)", row).rowcount > 0
        self._has_kept = self._has_kept or is_new
        if is_new and self._recorder is not None:
            self._recorder.files.append(sha256)

    def sign_head(self, key: StreamKey, seq: int, signature: bytes) -> None:
        """Keep the signature over the head of a stream."""
        self._database.execute(
            "UPDATE stream SET signed_seq = ?, signature = ? WHERE site = ? AND scope = ?", (seq, signature, key.site, key.scope)
        )

    def acknowledge(self, holder: SiteId, streams: Mapping[StreamKey, int]) -> None:
        """Keep what another site says it holds; its word never goes back."""
        for key, last_seq in streams.items():
            self._database.execute(
                "INSERT INTO acknowledged (holder, site, scope, last_seq) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)",
                (holder, key.site, key.scope, last_seq),
            )

    def note_import(self, file: ImportedFile) -> None:
        """Remember that a file was merged."""
        self._merged_at = self._now()
        self.keep_import(file.imported(self._merged_at, self._author.name))

    def keep_import(self, told: Import) -> None:
        """Remember a merge that happened before."""
        keep_import(self._database, told)

    def begin_merge(self) -> None:
        """Make this unit of work a merge, which can be undone as long as nothing else is written; called before anything enters."""
        self._recorder = MergeRecorder(self._database)

    def note_sent(self) -> None:
        """Remember that something goes out: the latest merge cannot be undone any more."""
        bar_undoing(self._database, Bar.SENT)

    def undo_merge(self, journal: MergeJournal) -> None:
        """Take the latest merge back; nothing else is done in this unit of work."""
        self.touched.changes = changes_brought(self._database, journal)
        for entity, identity in registers_brought(self._database, journal):
            self.touched.entities.add(entity)
            self.touched.ids.add(identity)
        rewind_merge(self._database, self._log, journal, at=self._now(), by=self._author.name)
        self._has_rewound = True

    def keep_made(self, made: int) -> None:
        """Go on counting the ids made from there."""
        self._database.execute("UPDATE meta SET value = ? WHERE key = 'made'", (str(made),))

    def become(self, identity: Identity) -> None:
        """Write as another site of the same unit from now on; what this site wrote before stays as it is."""
        facts = {"site": identity.site, "site_key": identity.site_key.hex()}
        for key, value in facts.items():
            self._database.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        self._identity = identity
        self._judge = Judge(self._database, self._log, identity)

    def finish(self) -> None:
        """Bring everything to where the order of arrival no longer shows; called once, before the transaction ends."""
        if self._has_rewound:
            return
        bar = self._settle()
        if self._recorder is not None:
            at = self._merged_at or self._now()
            self._recorder.keep(self._judge.turned, self._identity.site, at=at, actor=self._author.name, bar=bar)
        elif self.touched.changes or self._has_kept or self._aside.has_grown:
            bar_undoing(self._database, Bar.ISSUED if REVISION in self.touched.entities else Bar.WRITTEN)

    def _settle(self) -> Bar | None:
        """Judge again, exchange branches, carry purges out, bring the tables up to date; what of it could not be undone."""
        bar = None
        self._log.write_streams()
        turned = self._judge.judge_again(self._projector)  # which makes the tables anew then
        while (self._judge.has_settled_cuts or self._aside.has_grown) and self._aside.take_named_branches(self._judge.start, self._append):
            bar = Bar.EXCHANGED
            self._log.write_streams()
            self._judge.start_over()
            self._projector.rebuild()
            turned = True
            self._judge.judge_again(self._projector)
        before = self._database.conn.total_changes
        if (turned or PURGE in self.touched.entities) and carry_out_purges(self._database, self._log):
            self.has_purged = True
            self._projector.rebuild()
            return Bar.PURGED
        if self._database.conn.total_changes > before:  # the place of what did not come yet is kept
            bar = Bar.PURGED
        # A text that came later than the change which names it is missing in the tables.
        if not turned and self._log.refers_to_any(self._new_texts):
            self._projector.rebuild()
            turned = True
        if self._recorder is not None:
            self._recorder.is_whole = turned
        self._projector.finish()
        return bar

    def _own_stream(self, scope: Scope) -> StreamState:
        key = StreamKey(self._identity.site, scope)
        return self._log.begin_stream(key, chain_start(self._identity.plan, self._identity.site_key, scope))

    def _append_own(self, scope: Scope, register: Register, value: Json, *, held_refs: list[ChangeRef]) -> ChangeRef:
        if self._before_own is not None:
            self._before_own()
        state = self._own_stream(scope)
        change = Change(
            site=self._identity.site,
            scope=scope,
            seq=state.last_seq + 1,
            stamp=max(self._log.last_stamp(self._identity.site), self._now()),  # never below its own last
            actor=unicodedata.normalize("NFC", self._author.name),
            plan=self._author.plan_revision,
            register=register,
            value=value,
            supersedes=tuple(ref for ref in held_refs if ref.site != self._identity.site),
        )
        self._append(change)
        return change.ref

    def _now(self) -> str:
        return self._author.clock.now().strftime(STAMP_FORMAT)

    def _append(self, change: Change) -> None:
        self._judge.note_single(change)
        by_standing = self._judge.reason(change)
        reason = self._reason_in_stream(change) or by_standing
        place = self._log.append(change, not_counting=reason)
        self.touched.changes += 1
        if self._new_texts:
            self._new_texts.difference_update(text_keys(change.value))
        if reason is None:
            self._projector.enter(place, change)
            self._judge.learn(change)
            self.touched.entities.add(change.register.entity)
            self.touched.ids.add(change.register.id)
        else:
            self.touched.not_counting += 1

    def _keep_texts(self, texts: Iterable[tuple[str, bytes, str]]) -> dict[str, str | None]:
        """Take over texts that came with changes; return them as the log holds them, a purged one as None."""
        by_hash = {key: (key, salt, body) for key, salt, body in texts}
        held = self._log.keep_all_texts([by_hash[key] for key in sorted(by_hash)])
        new = by_hash.keys() - held.keys()
        self._new_texts.update(new)
        if self._recorder is not None:
            self._recorder.texts += sorted(new)
        return {key: held.get(key, body) for key, (_, _, body) in by_hash.items()}

    def _enter_all(self, stream: IncomingStream, bodies: Mapping[str, str | None]) -> None:
        """Enter changes of one stream: those that decide about others one by one, what lies between them at once."""
        lines = stream.lines if stream.lines is not None else [encode(change) for change in stream.changes]
        pairs = zip(stream.changes, lines, strict=True)
        for decides, together in groupby(pairs, lambda pair: self._judge.decides(pair[0])):
            while stretch := list(islice(together, 1 if decides else LONGEST)):
                changes, own = zip(*stretch, strict=True)
                if decides:
                    self._append(changes[0])
                else:
                    self._append_stretch(changes, own, bodies)

    def _append_stretch(self, changes: Sequence[Change], lines: Sequence[bytes], bodies: Mapping[str, str | None]) -> None:
        placed = append_stretch(self._database, self._log, changes, lines, self._reason_of)
        self._judge.note_stretch(changes)
        if self._new_texts:
            naming = (change for change, line in zip(changes, lines, strict=True) if _TEXT_MARK in line)
            self._new_texts.difference_update(key for change in naming for key in text_keys(change.value))
        counting = [(place, change) for place, reason, change in placed if reason is None]
        self._projector.enter_stretch(counting, bodies)
        self.touched.changes += len(placed)
        self.touched.not_counting += len(placed) - len(counting)
        self.touched.entities.update({change.register.entity for _, change in counting})
        self.touched.ids.update([change.register.id for _, change in counting])

    def _reason_of(self, change: Change, is_first: bool, chain: bytes) -> str | None:  # noqa: FBT001 # as a stretch asks
        """Why a change of a stretch does not count."""
        by_standing = self._judge.reason(change)
        if change.register.entity != SUBMISSION:
            return by_standing
        return stream_verdict(change, is_first=is_first, chain=chain) or by_standing

    def _reason_in_stream(self, change: Change) -> str | None:
        """Why a change that is about to be appended does not count by what its own stream holds."""
        state = self._log.stream(change.stream)
        if change.register.entity != SUBMISSION or state is None:
            return None
        is_first = not is_set_in(self._database, change.stream, change.register)
        return stream_verdict(change, is_first=is_first, chain=state.chain)

    def _are_same(self, one: Json, other: Json) -> bool:
        """Whether two values read the same; texts typed anew have another salt each time."""
        return one == other or encode_value(self._log.resolved(one)) == encode_value(self._log.resolved(other))
