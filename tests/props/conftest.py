"""The cities from which stories begin, made once for all stories of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.props.computers import EAST, OFFICE, REPORTERS, WEST, scratch_folder, small_city
from tests.props.laws import everything_arrives_in_the_end
from tests.props.office_steps import Accept
from tests.props.stories import Cities, Start
from tests.props.unit_steps import HandUp
from tests.props.world import World


@pytest.fixture(scope="session")
def cities() -> Iterator[Cities]:
    with small_city() as opened, scratch_folder() as folder:
        known = opened.copied(folder / "city")
        with World(known) as world:
            everything_arrives_in_the_end(world)
            for unit in REPORTERS:
                HandUp(unit, 0, 0, 1).play(world)
            world.copy(world.site(EAST, 0))
            everything_arrives_in_the_end(world)
            Accept(OFFICE, 0, WEST, 0).play(world)
            assert not [line for line in world.lines if "refused" in line], world.lines
        yield Cities({Start.OPENED: opened, Start.KNOWN: known})
