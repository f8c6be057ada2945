"""A new workspace from what can still be read of a damaged one, and from its mirror; the damaged file stays as it is.

Of every stream what its chain proves is taken, and what can be read before a gap; of one's own drafts all that can be read: they stay at
home and are looked at before they are handed up. Where the own site has lost anything it goes on as a new one, since others may hold what
is lost under the same numbers. Rules: decision 0061. Tested in tests/faults/test_rescue.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from core.bundle.keys import site_of, verify
from core.changes.change import Change, Scope, StreamKey, is_draft
from core.changes.codec import chain_start, decode, head_message
from core.changes.texts import text_keys
from core.errors import KeyNotHere, MirrorNotReadable, NothingToRescue, SiteNotRenewable, UserError
from core.files import stands
from core.ids import PlanId, SiteId, UnitId, root_unit
from core.services.desk import Desk, Program
from core.services.mirroring import mirror_name
from core.services.renewal import renew
from core.services.restoring import known_mirrors
from core.store.plan_queries import WITH_DRAFT, latest_revision, load_plan
from core.store.proving import Proof, prove, proved_lines
from core.store.queries import units_of_sites
from core.store.salvage import Salvage
from core.store.workspace import Author, Identity, IncomingStream, Workspace, WorkUnit

_BATCH = 20_000  # changes held in memory at a time


class Loss(Struct, frozen=True):
    """A stream that is not wholly there or not wholly proved: whose, how far it is known to have gone, and how far it was taken and proved.

    `again` registers of a draft were set anew from what stands behind a gap. Numbers are of the last change each.
    """

    unit: str
    stream: StreamKey
    known: int
    taken: int
    proved: int
    again: int = 0


class Rescued(Struct, frozen=True):
    """What a rescue gave: the changes taken, the streams that lost anything, the mirror that helped, the new site.

    `texts` are the long texts and `files` the pieces of evidence that changes name and that are not there. `is_whole` says that the own
    site lost nothing, so that the workspace goes on as it; else `site` is the new one, None where the old key is not on this computer.
    """

    path: Path
    changes: int
    losses: tuple[Loss, ...]
    texts: int
    files: int
    mirror: Path | None
    is_whole: bool
    site: SiteId | None


def rescue(program: Program, damaged: Path, output: Path, *, mirror: Path | None = None) -> Rescued:
    """Make a workspace at a free path from every change of a damaged file that can be read and proved.

    `mirror` is one to fill gaps from; without it the one of this computer is used where there is one.

    Raises:
        NothingToRescue: nothing of a workspace can be read in it.
        FileExists, PathIsFolder, FileNotFound, FileNotReadable, CannotWrite, DiskFull, MirrorNotReadable: nothing is left behind.
    """
    with Salvage() as salvage:
        salvage.take_file(damaged)
        found = mirror or _known_mirror(program, salvage)
        if found is not None:
            _take_mirror(salvage, found, is_asked=mirror is not None)
        proofs = _Proofs(program, salvage)
        identity = proofs.identity(program, damaged)
        with Workspace.making(output, identity, holder=program.actor, random_bytes=program.random_bytes) as opened:
            return _Filling(program, salvage, proofs, opened).fill(found)


class _Proofs:
    """What the chains prove of a salvage: the plan that they begin with, and of each stream how far it goes."""

    def __init__(self, program: Program, salvage: Salvage) -> None:
        self._salvage = salvage
        self._told = salvage.identity_told()
        self.keys: dict[SiteId, bytes] = {site: key for site, key in salvage.site_keys() if site_of(key) == site}
        for key in _hex(self._told.site_key):
            self.keys.setdefault(site_of(key), key)
        for site in self.keys:
            self._take_sent_heads(program, site)
        self._words = salvage.words()
        self.plan, self.proofs = self._proved()

    def identity(self, program: Program, damaged: Path) -> Identity:
        """Whose workspace it is: by its own word, else by whose drafts it holds."""
        drafts = [key for key in self._salvage.streams if is_draft(key.scope)]
        site = SiteId(self._told.site) or next((key.site for key in drafts), SiteId(""))
        if not self.proofs or self.plan is None or site not in self.keys:
            raise NothingToRescue(path=damaged)
        own = next((Scope(key.scope.removesuffix("/draft")) for key in drafts if key.site == site), None)
        units = [self._told.unit, *([root_unit(self.plan) if own == "plan" else own] if own else [])]
        unit = UnitId(next((str(each) for each in units if each), root_unit(self.plan)))
        is_demo = self._told.demo == "1" or (not self._told.demo and _is_demo(program, self.plan, unit, site))
        return Identity(self.plan, site, self.keys[site], unit, is_demo)

    @property
    def has_made(self) -> int | None:
        """How many ids the site has made; None where that is lost, or whose it is."""
        is_told = self._told.made.isdecimal() and all((self._told.plan, self._told.site, self._told.site_key, self._told.unit))
        return int(self._told.made) if is_told else None

    def _proved(self) -> tuple[PlanId | None, list[Proof]]:
        for plan in self._salvage.plans():
            proofs = [self._prove(plan, key) for key in self._salvage.streams if key.site in self.keys]
            if any(proof.proved for proof in proofs):
                unknown = [Proof(key, 0, 0, self._salvage.last_known(key)) for key in self._salvage.streams if key.site not in self.keys]
                return plan, [*proofs, *unknown]
        return None, []

    def _prove(self, plan: PlanId, key: StreamKey) -> Proof:
        public = self.keys[key.site]

        def is_signed(seq: int, chain: bytes, signature: bytes) -> bool:
            return verify(public, signature, head_message(plan, key, seq, chain))

        return prove(self._salvage, key, chain_start(plan, public, key.scope), verify=is_signed, words=self._words)

    def _take_sent_heads(self, program: Program, site: SiteId) -> None:
        """What has gone out from this computer proves a stream as well."""
        try:
            for scope, head in program.sent_heads.of(site).items():
                self._salvage.take_checkpoint(StreamKey(site, scope), head.seq, bytes.fromhex(head.chain))
        except UserError:  # kept apart from the workspace, and spoilt on its own
            return


class _Filling:
    def __init__(self, program: Program, salvage: Salvage, proofs: _Proofs, workspace: Workspace) -> None:
        self._program = program
        self._salvage = salvage
        self._proofs = proofs
        self._workspace = workspace
        self._own = workspace.identity.site
        self._texts_lost: set[str] = set()
        self._changes = 0

    def fill(self, mirror: Path | None) -> Rescued:
        """Enter everything, and go on as a new site where that is called for."""
        with self._workspace.unit_of_work(Author(self._program.actor, self._program.clock, 0)) as work:
            for proof in self._proofs.proofs:
                self._enter(work, proof)
            self._keep_the_rest(work)
        is_whole = self._proofs.has_made is not None and all(proof.is_whole for proof in self._proofs.proofs if proof.key.site == self._own)
        site, again = (self._own, {}) if is_whole else self._go_on()
        return Rescued(
            self._workspace.path,
            self._changes,
            tuple(self._losses(again)),
            len(self._texts_lost),
            self._files_lost(),
            mirror,
            is_whole,
            site,
        )

    def _enter(self, work: WorkUnit, proof: Proof) -> None:
        batch: list[Change] = []
        for line in proved_lines(self._salvage, proof, until=proof.taken):
            batch.append(decode(line))
            if len(batch) >= _BATCH:
                self._enter_batch(work, proof, batch)
                batch = []
        self._enter_batch(work, proof, batch)

    def _enter_batch(self, work: WorkUnit, proof: Proof, batch: list[Change]) -> None:
        if not batch:
            return
        texts = []
        for key in {key for change in batch for key in text_keys(change.value)}:
            held = self._salvage.text(key)
            if held is None:
                self._texts_lost.add(key)
            else:
                texts.append((key, *held))
        stream = IncomingStream(proof.key, self._proofs.keys[proof.key.site], tuple(batch), proof.signed, proof.signature)
        work.enter([stream], texts)
        self._changes += len(batch)

    def _keep_the_rest(self, work: WorkUnit) -> None:
        for sha256, data in self._salvage.files():
            work.keep_blob(sha256, data)
        for key, change in self._salvage.aside():
            self._keep_texts(decode(change.line))
            work.put_aside(key, [change])
        for holder, key, last in self._salvage.acknowledged():
            work.acknowledge(holder, {key: last})
        if all(proof.is_whole for proof in self._proofs.proofs):  # else the files are to be merged once more
            for told in self._salvage.imports():
                work.keep_import(told)
        work.keep_made(self._proofs.has_made or 0)

    def _go_on(self) -> tuple[SiteId | None, Mapping[StreamKey, int]]:
        """Become a new site, and set in its draft what can be read of the old one's behind a gap."""
        desk = Desk(self._program, self._workspace)
        try:
            site = renew(desk)
        except (KeyNotHere, SiteNotRenewable):
            return None, {}
        again = {}
        author = Author(self._program.actor, self._program.clock, latest_revision(self._workspace.database))
        with self._workspace.unit_of_work(author) as work:
            for proof in self._proofs.proofs:
                if is_draft(proof.key.scope) and proof.key.site == self._own:
                    again[proof.key] = self._set_again(work, proof)
        return site, again

    def _set_again(self, work: WorkUnit, proof: Proof) -> int:
        last = {}
        for _, line in self._salvage.lines(proof.key, after=proof.taken):
            change = decode(line)
            last[change.register] = change
        count = 0
        for register, change in last.items():
            if self._keep_texts(change):
                count += work.set(proof.key.scope, register, self._workspace.log.resolved(change.value)) is not None
        return count

    def _keep_texts(self, change: Change) -> bool:
        """Keep the texts that a change names; whether all are there."""
        texts = {key: self._salvage.text(key) for key in text_keys(change.value)}
        for key, text in texts.items():
            if text is not None:
                self._workspace.log.keep_text(key, *text)
        return all(text is not None for text in texts.values())

    def _losses(self, again: Mapping[StreamKey, int]) -> Iterator[Loss]:
        units = units_of_sites(self._workspace.database)
        names = _unit_names(self._workspace)
        for proof in self._proofs.proofs:
            if not proof.is_whole:
                unit = units.get(proof.key.site)
                name = names.get(unit, unit) if unit else "?"
                yield Loss(name, proof.key, proof.known, proof.taken, proof.proved, again.get(proof.key, 0))

    def _files_lost(self) -> int:
        rows = self._workspace.database.execute(
            "SELECT count(DISTINCT sha256) FROM evidence WHERE sha256 NOT IN (SELECT sha256 FROM blob WHERE data IS NOT NULL)"
        )
        return int(rows.fetchone()[0])


def _unit_names(workspace: Workspace) -> dict[UnitId, str]:
    try:
        plan = load_plan(workspace.database, workspace.identity.plan, WITH_DRAFT)
    except UserError:  # not enough of it is left
        return {}
    return {unit.id: unit.name for unit in plan.units}


def _known_mirror(program: Program, salvage: Salvage) -> Path | None:
    """The mirror that this computer has of a workspace, by what that says, else by whose drafts it holds; None without one."""
    told = salvage.identity_told()
    if told.plan and told.site:
        path = program.mirror_folder / mirror_name(PlanId(told.plan), SiteId(told.site))
        return path if stands(path) else None
    drafting = {key.site for key in salvage.streams if is_draft(key.scope)}
    return next((mirror.path for mirror in known_mirrors(program) if mirror.contents.owner.site in drafting), None)


def _take_mirror(salvage: Salvage, path: Path, *, is_asked: bool) -> None:
    try:
        salvage.take_mirror(path)
    except MirrorNotReadable:
        if is_asked:
            raise


def _hex(text: str) -> Iterable[bytes]:
    try:
        return [bytes.fromhex(text)] if text else []
    except ValueError:
        return []


def _is_demo(program: Program, plan: PlanId, unit: UnitId, site: SiteId) -> bool:
    """Whether a site has a key that anyone can derive."""
    try:
        program.keys(plan, (unit,), is_demo=True).get(site)
    except KeyNotHere:
        return False
    return True
