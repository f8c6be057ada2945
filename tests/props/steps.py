"""What people do in a story: one class a deed, with a repr that reads as a sentence.

A site is named by its unit and its place among those not lost, so that every step can be played in whatever world it comes to.
"""

from __future__ import annotations

from abc import abstractmethod

from msgspec import Struct
from tests.props.world import Site, World


class Step(Struct, frozen=True):
    """One deed of a story."""

    @abstractmethod
    def play(self, world: World) -> None:
        """Do it."""


class AtSite(Step, frozen=True):
    """A deed in a unit's workspace."""

    unit: str
    place: int

    @property
    def what(self) -> str:
        """What is done, as the story tells it."""
        raise NotImplementedError

    def act(self, site: Site) -> str | None:
        """Do it, and say what came of it."""
        raise NotImplementedError

    def play(self, world: World) -> None:
        """Do it in the site's workspace."""
        site = world.site(self.unit, self.place)
        world.attempt(site, self.what, self.act)

    def __repr__(self) -> str:
        return f"{self.unit}#{self.place} {self.what}"
