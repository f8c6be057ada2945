"""The four severities of a finding, as in national statistics reporting. Source: 国家统计局联网直报 (强制性, 准强制性, 核实性, 提示性)."""

from __future__ import annotations

from enum import StrEnum

from core.messages import Language

_LABELS = {
    "blocking": ("强制性", "must be mended"),
    "explain": ("准强制性", "must be explained"),
    "verify": ("核实性", "must be confirmed"),
    "hint": ("提示性", "hint"),
}


class Severity(StrEnum):
    """What a finding asks of the clerk; the severer first."""

    BLOCKING = "blocking"  # cannot submit
    EXPLAIN = "explain"  # submit only with an explanation
    VERIFY = "verify"  # look again: correct it, or say in a few words that it is so
    HINT = "hint"

    @property
    def label(self) -> str:
        """强制性, 准强制性, 核实性, 提示性."""
        return _LABELS[self.value][0]

    @property
    def takes_answer(self) -> bool:
        """Whether an explanation lets the period be handed up all the same."""
        return self in {Severity.EXPLAIN, Severity.VERIFY}

    def label_in(self, language: Language) -> str:
        """The label in a language: 强制性, must be mended."""
        return _LABELS[self.value][language == "en"]
