"""What a field knows about the words in it: shown, being typed, handed over, saved or refused; pure.

Whatever a person has typed and nobody has taken yet is theirs: a value that arrives meanwhile waits until they let go of it.
"""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where the words of a field stand; the value is the style sheet's property `state`."""

    CLEAN = ""
    DIRTY = "dirty"
    SAVING = "saving"
    SAVED = "saved"
    REFUSED = "trouble"


class TypingState:
    """The words shown last, and what has happened to them since."""

    def __init__(self) -> None:
        self.shown = ""
        self.phase = Phase.CLEAN
        self.is_marked = False

    @property
    def is_dirty(self) -> bool:
        """Whether something typed has not been handed over yet."""
        return self.phase is Phase.DIRTY

    @property
    def is_refused(self) -> bool:
        """Whether words that were handed over were refused and still stand there."""
        return self.phase is Phase.REFUSED

    @property
    def name(self) -> str:
        """The value of the property `state`: a mark of trouble hides where the words stand."""
        return Phase.REFUSED.value if self.is_marked else self.phase.value

    def type(self, text: str) -> None:
        """Take note of an edit, which ends any trouble; typing back what was shown leaves nothing to hand over."""
        self.phase = Phase.CLEAN if text == self.shown else Phase.DIRTY
        self.is_marked = False

    def hand_over(self) -> None:
        """The words go to whoever saves them."""
        self.phase = Phase.SAVING

    def offer(self, text: str) -> bool:
        """Take a value to be shown, for now or for `revert`; answers whether it may be shown now."""
        self.shown = text
        if self.phase in {Phase.DIRTY, Phase.REFUSED}:
            return False
        if self.phase is Phase.SAVING:
            self.phase = Phase.CLEAN
        return True

    def begin(self, text: str) -> None:
        """Take a value of something else; what was typed about the last thing is let go."""
        self.shown, self.phase, self.is_marked = text, Phase.CLEAN, False

    def keep(self, value: str) -> None:
        """Other words than the value stand there, which were refused before and are still the person's to mend."""
        self.shown, self.phase, self.is_marked = value, Phase.REFUSED, True

    def refuse(self) -> None:
        """Mark trouble; words that were just handed over stay the person's to mend."""
        self.is_marked = True
        if self.phase is Phase.SAVING:
            self.phase = Phase.REFUSED

    def settle(self) -> None:
        """Take the mark off, unless it tells of words that were refused and still stand there."""
        self.is_marked = self.is_refused

    def accept(self, text: str) -> None:
        """What was handed over is saved; what has been typed since remains to be."""
        if self.phase in {Phase.SAVING, Phase.CLEAN}:
            self.shown = text
            self.phase, self.is_marked = Phase.SAVED, False

    def revert(self) -> str:
        """Let go of what was typed; answers with what is to be shown."""
        self.phase, self.is_marked = Phase.CLEAN, False
        return self.shown
