"""What must hold when a story ends: the laws of the log (design §4)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

from tests.props.computers import OFFICE, PERIODS, REPORTERS, SmallCity
from tests.props.reading import Reading, read
from tests.props.world import Sent, Site, World
from tests.props.written import ends

from core.bundle.keys import SiteKey
from core.changes.authority import NotCounting
from core.changes.change import PLAN, Change, Scope, StreamKey, is_draft
from core.changes.registers import SITE
from core.clock import SteppingClock
from core.model.asked import asked_figures
from core.services.conflicts import conflicts, conflicts_of
from core.services.desk import Desk, open_desk
from core.services.drafting import FigureKey, TypedFigure, set_figure
from core.services.merging import dry_run, merge
from core.services.progress import submit
from core.services.purges import purges
from core.services.reviews import accept
from core.services.settling import settle_by_side
from core.store.aside import parts_aside
from core.store.cutting import cut_ends
from core.store.integrity import damages
from core.store.office_queries import held_blobs
from core.store.queries import all_streams, keys_of_sites
from core.store.records import figures
from core.store.workspace import Author, Identity, IncomingStream, Workspace

MOST_ROUNDS = 6


def every_workspace_is_whole(world: World) -> None:
    """`check` finds nothing: chains, hashes, and tables that are what the log gives when they are made anew."""
    for site in world.living():
        found = damages(site.desk.workspace)
        assert found == (), f"{site.name}: {found}"


def nothing_left_the_history(world: World) -> None:
    """Every change that a workspace ever held is in its log, with the bytes that were written."""
    for site in world.living():
        world.written.must_stand_in(site.name, site.desk.workspace)


def same_changes_are_one_state(world: World) -> None:
    """Workspaces that hold the same changes of a scope have one fingerprint of it, and one projection."""
    readings = {site.name: read(site.desk.workspace) for site in world.living()}
    for (one, held), (other, held_too) in combinations(readings.items(), 2):
        must_agree(one, held, other, held_too)


def must_agree(one: str, held: Reading, other: str, held_too: Reading) -> None:
    """Where two hold the same changes of a scope, they have the same fingerprint and the same rows of it."""
    for scope in held.streams.keys() & held_too.streams.keys():
        are_same = held.streams[scope] == held_too.streams[scope]
        have_same_fingerprint = held.fingerprints[scope] == held_too.fingerprints[scope]
        assert are_same == have_same_fingerprint, f"fingerprints of {scope} at {one} and {other} do not tell whether they hold the same"
        # Who may answer a unit follows from the tree, which is the plan's.
        if are_same and held.streams.get(Scope("plan")) == held_too.streams.get(Scope("plan")):
            rows, others = held.rows[scope], held_too.rows[scope]
            assert rows == others, f"{one} and {other} hold the same of {scope}; {sorted(rows ^ others)}"


def what_lies_beyond_a_cut_counts_nowhere(world: World) -> None:
    """Of a cut stream counts what the cut covers, and nothing beyond; only who wrote it stays known."""
    for site in world.living():
        workspace = site.desk.workspace
        for key, end in cut_ends(workspace.database).items():
            for _, reason, change in workspace.log.verdicts(key):
                if change.seq <= end.last:
                    assert reason != NotCounting.BEYOND_CUT, f"at {site.name} {change.seq} of {key} is cut off, before {end.last}"
                else:
                    assert reason or change.register.entity == SITE, f"at {site.name} {change.seq} of {key} counts, beyond {end.last}"


def what_was_purged_is_gone(world: World) -> None:
    """A workspace that knows of a purge has the bytes no more."""
    for site in world.living():
        database = site.desk.workspace.database
        for each in purges(site.desk):
            text = database.execute("SELECT count(*) FROM text WHERE hash = ? AND body IS NOT NULL", (each.hash,)).fetchone()
            file = database.execute("SELECT count(*) FROM blob WHERE sha256 = ? AND data IS NOT NULL", (each.hash,)).fetchone()
            assert (text, file) == ((0,), (0,)), f"{site.name} still holds {each.hash}"


def everything_arrives_in_the_end(world: World) -> None:
    """When nothing is lost any more, every unit and the office come to hold the same of what they share."""
    world.tell("from here on everything arrives")
    for _ in range(MOST_ROUNDS):
        for site in [*world.living(), world.office]:
            world.deliver(site)
        if not _apart(world):
            break
    apart = _apart(world)
    assert not apart, f"{apart} and the office do not come to hold the same"
    for site in _served(world):
        database = site.desk.workspace.database
        shown = {sha256 for (sha256,) in database.execute("SELECT sha256 FROM evidence WHERE layer = 0").fetchall()}
        promised = shown - world.purged - held_blobs(database, shown)
        assert not promised, f"{site.name} shows evidence that it does not hold: {promised}"


def everybody_s_next_submission_is_accepted(world: World) -> None:
    """Whoever was copied, lost or restored: what a unit hands up next comes in, counts, and can be accepted."""
    period = PERIODS[1]
    cut = cut_ends(world.office.desk.workspace.database)
    uncut = [each for each in world.living() if StreamKey(each.desk.identity.site, Scope(each.desk.unit)) not in cut]
    latest = {each.unit: each for each in uncut if each.unit in REPORTERS and each.desk.identity.site not in world.written.forked}
    for number, site in enumerate(latest.values()):
        asked = asked_figures(site.desk.issued_plan, site.desk.unit, period)[0]
        key = FigureKey(asked.indicator.id, asked.subject, period)
        set_figure(site.desk, key, TypedFigure(str(100 + number)))  # which nobody recorded before
        settled = settle_all(site)
        done = submit(site.desk, period)
        world.notice(site)
        left = [conflict.key for conflict in conflicts_of(site.desk, site.desk.unit, period) if conflict.is_open]
        assert left == [], f"{site.name} settled {settled}, and still {left} are in conflict"
        came = world.merge(world.office, world.send(site))
        world.tell(f"{site.name} hands up {period} no. {done.number}; at {world.office.name} {came}")
        accepted = accept(world.office.desk, site.desk.unit, period)
        assert accepted.id == done.id, f"the office accepts no. {accepted.number} of {site.unit}, not what {site.name} handed up"
        counted = list(figures(world.office.desk.workspace.database, until=period, unit=site.desk.unit))
        values = [
            each.observation.value for each in counted if (each.observation.indicator, each.observation.period) == (key.indicator, period)
        ]
        assert values == [100 + number], f"of {site.name}'s A={100 + number} the office counts {values}"
        world.notice(world.office)


def settle_all(site: Site) -> list[str]:
    """Settle all conflicts that a site may settle, each by its first side, and return their keys."""
    found = [conflict.key for conflict in conflicts(site.desk) if conflict.is_open and conflict.may_settle]
    for key in found:
        settle_by_side(site.desk, key, 1)
    return found


def order_of_changes_decides_nothing(world: World, order: int) -> None:
    """A workspace that is told all that the office holds, in pieces and in another order, comes to the same."""
    office = world.office.desk.workspace
    with Workspace.making(world.city.folder / "replica.jiannuo", _stranger(office.identity)) as replica:
        keys = keys_of_sites(office.database) | {office.identity.site: office.identity.site_key}
        waiting = {key: list(office.log.changes(key)) for key in all_streams(office.database) if not is_draft(key.scope)}
        chance = random.Random(order)  # an order, no secret
        author = Author("", SteppingClock(world.office.clock.now()), 0)
        while waiting:
            key = chance.choice(sorted(waiting, key=repr))
            count = chance.randint(1, len(waiting[key]))
            piece, waiting[key] = waiting[key][:count], waiting[key][count:]
            if not waiting[key]:
                del waiting[key]
            texts = [text for change in piece for text in office.log.texts(change.value)]
            with replica.unit_of_work(author) as work:
                work.enter([_incoming(key, keys[key.site], piece)], texts)
        must_agree("the office", read(office), "who was told in another order", read(replica))


def order_of_files_decides_nothing(world: World, start: SmallCity, files: Sequence[Sent], order: int) -> None:
    """An office that merges files one by one, in any order and as long as any brings something, comes to what one merge of all gives."""
    if not files:
        return
    shuffled = random.Random(order).sample(files, len(files))  # an order, no secret
    with _office_at(world, start, "at once") as office:
        merge(office, dry_run(office, [file.path for file in files]))
        at_once = read(office.workspace)
    with _office_at(world, start, "one by one") as office:
        while sum([merge(office, dry_run(office, [file.path])).changes for file in shuffled]):
            pass
        one_by_one = read(office.workspace)
    for scope in one_by_one.streams.keys() | at_once.streams.keys():  # of a fork the branch that arrived first is in use
        one, other = (held.streams.get(scope, frozenset()) for held in (one_by_one, at_once))
        apart = {site for site, *_ in one ^ other} - world.written.forked
        assert not apart, f"merged one by one, files bring something else of {apart} than at once"
    must_agree("an office that merged all at once", at_once, "one that merged one by one", one_by_one)


@contextmanager
def _office_at(world: World, start: SmallCity, name: str) -> Iterator[Desk]:
    """The office as it was when the story began, once more."""
    path = Path(shutil.copy(start.workspace(OFFICE), world.city.folder / f"{name}.jiannuo"))
    with open_desk(world.office.computer, path) as desk:
        desk.workspace.database.execute("PRAGMA synchronous = OFF")
        yield desk


def _served(world: World) -> list[Site]:
    """The sites to which all must come in the end: nobody waits for a computer that the office has cut off, which may be lost.

    Two computers that go on as one site acknowledge for each other as long as the office has seen no second branch of it, since neither
    wrote, or one enrolled itself anew before: the other is then not sent all. FIXME:forks-unseen
    """
    workspace = world.office.desk.workspace
    cut = cut_ends(workspace.database)
    unseen = world.written.forked - {part.stream.site for part in parts_aside(workspace.database, workspace.log) if not part.missing}
    sites = [(each, each.desk.identity.site) for each in world.living()]
    return [each for each, site in sites if StreamKey(site, Scope(each.desk.unit)) not in cut and site not in unseen]


def _apart(world: World) -> list[str]:
    """The sites of units that do not hold the same of their unit as the office, or less of the plan.

    A computer that is cut off goes on enrolling itself with each new task file, and a fork has a branch in use wherever it arrived first.
    Of the plan a restored office may hold less than what it once sent.
    """
    cut = cut_ends(world.office.desk.workspace.database)

    def of(scope: str, held: Mapping[StreamKey, int]) -> dict[StreamKey, int]:
        return {key: last for key, last in held.items() if key.scope == scope and key.site not in world.written.forked and key not in cut}

    office = ends(world.office.desk.workspace)
    plan = of(PLAN, office)
    apart = []
    for site in _served(world):
        unit, held = site.desk.unit, world.written.held[site.name]
        if site.unit != OFFICE and (of(unit, held) != of(unit, office) or any(of(PLAN, held).get(key, 0) < plan[key] for key in plan)):
            apart.append(site.name)
    return apart


def _stranger(identity: Identity) -> Identity:
    key = SiteKey.from_seed(b"stranger")
    return Identity(identity.plan, key.site, key.public, identity.unit, identity.is_demo)


def _incoming(key: StreamKey, public: bytes, changes: Sequence[Change]) -> IncomingStream:
    return IncomingStream(key, public, tuple(changes), changes[-1].seq, b"")
