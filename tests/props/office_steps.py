"""What the office does in a story: it answers, revises the plan, and says up to where a stream counts."""

from __future__ import annotations

from decimal import Decimal

from tests.props.computers import OFFICE, PERIODS, SHARES_HEAD, TOWN
from tests.props.steps import AtSite
from tests.props.world import Site
from tests.props.written import ends

from core.changes.change import Scope, StreamKey
from core.changes.cuts import CutReason
from core.services.assignments import assign
from core.services.cuts import AS_HELD, cut_site, settle_fork
from core.services.desk import Desk
from core.services.held_aside import unused
from core.services.plans import issue
from core.services.purges import purge, purge_texts
from core.services.reviews import accept, send_back, set_reviewed_value
from core.services.unit_moves import move_unit


class Accept(AtSite, frozen=True):
    """The office accepts what a unit handed up last."""

    of: str
    month: int

    @property
    def what(self) -> str:
        return f"accepts {self.of} {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        accept(site.desk, site.desk.find_unit(self.of).id, PERIODS[self.month])


class SendBack(AtSite, frozen=True):
    """The office returns what a unit handed up last."""

    of: str
    month: int

    @property
    def what(self) -> str:
        return f"returns {self.of} {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        send_back(site.desk, site.desk.find_unit(self.of).id, PERIODS[self.month], reason="数字不符")


class OfficeFigure(AtSite, frozen=True):
    """The office sets a 核定值."""

    of: str
    month: int
    value: int

    @property
    def what(self) -> str:
        return f"sets A={self.value} beside {self.of}'s for {PERIODS[self.month]}"

    def act(self, site: Site) -> None:
        unit = site.desk.find_unit(self.of).id
        indicator = site.desk.plan.indicators[0].id
        value = Decimal(self.value)
        set_reviewed_value(site.desk, unit, indicator, unit, PERIODS[self.month], value=value, reason="现场核实")


class Share(AtSite, frozen=True):
    """The office changes a share, and issues the plan."""

    of: str
    value: int

    @property
    def what(self) -> str:
        return f"gives {self.of} a share of {self.value}, and issues the plan"

    def act(self, site: Site) -> str:
        table = site.world.city.folder / "share.csv"
        table.write_text(f"{SHARES_HEAD},{self.of}\n1.1.1,{site.desk.plan.indicators[0].name},,,,,{self.value}\n", encoding="utf-8")
        assign(site.desk, assignments=None, indicators=table)
        return _issued(site.desk)


class Move(AtSite, frozen=True):
    """The office puts the township under a district, and issues the plan."""

    under: str
    month: int

    @property
    def what(self) -> str:
        return f"puts {TOWN} under {self.under} from {PERIODS[self.month]}, and issues the plan"

    def act(self, site: Site) -> str:
        move_unit(site.desk, TOWN, under=self.under, since=PERIODS[self.month])
        return _issued(site.desk)


class CutOff(AtSite, frozen=True):
    """The office ends the streams of a computer, lost or not, where they stand or some numbers before."""

    of: str
    which: int
    back: int

    @property
    def what(self) -> str:
        return f"cuts computer {self.which} of {self.of} {f'{self.back} before its end' if self.back else 'where it is'}"

    def act(self, site: Site) -> str:
        known = [each for each in site.world.sites if each.unit == self.of]
        chosen = known[self.which % len(known)]
        stream = StreamKey(chosen.desk.identity.site, Scope(chosen.desk.unit))
        held = ends(site.desk.workspace).get(stream, 0)
        at = max(0, held - self.back) if self.back else AS_HELD
        cut = cut_site(site.desk, stream.site, reason=CutReason.REVOKED, text="丢失", at=at)
        return f"{chosen.name} counts up to {', '.join(str(each.last) for each in cut)}"


class Purge(AtSite, frozen=True):
    """The office takes away the texts that a unit handed up on an item, or a file of its evidence."""

    of: str
    item: int
    month: int
    is_file: bool

    @property
    def what(self) -> str:
        what = "a file" if self.is_file else f"the texts on {'AB'[self.item]} for {PERIODS[self.month]}"
        return f"purges {what} of {self.of}"

    def act(self, site: Site) -> str:
        unit = site.desk.find_unit(self.of).id
        if self.is_file:
            files = site.desk.workspace.database.execute("SELECT sha256 FROM evidence WHERE unit = ? ORDER BY id", (unit,)).fetchall()
            if not files:
                return "there is none"
            done = [purge(site.desk, files[0][0], reason="涉密")]
        else:
            done = [*purge_texts(site.desk, unit, site.desk.plan.items[self.item].id, PERIODS[self.month], reason="涉密")]
        site.world.purged.update(each.hash for each in done)
        again = site.world.merge(site, site.world.files_for(OFFICE))  # in which the bytes still are
        return f"{len(done)} purged, and merges all files again: {again}"


class ForkSettled(AtSite, frozen=True):
    """The office says which branch of a fork counts: the one in use, or another."""

    which: int

    @property
    def what(self) -> str:
        return f"settles a fork by branch {self.which}"

    def act(self, site: Site) -> str:
        branches = unused(site.desk).branches
        if not branches:
            return "there is none"
        stream = branches[0].stream
        state = site.desk.workspace.log.stream(stream)
        assert state is not None
        chains = [state.chain.hex(), *(branch.chain for branch in branches if branch.stream == stream)]
        cut = settle_fork(site.desk, stream, chains[self.which % len(chains)], text="两台电脑")
        return f"{len(chains)} branches, counting up to {cut.last}"


def _issued(desk: Desk) -> str:
    return f"revision {issue(desk, reason='调整')}"
