"""How often a duty asks for text, and when for evidence.

Values only, tested where they are asked (`core.model.asked`).
"""

from __future__ import annotations

from enum import StrEnum


class TextRule(StrEnum):
    """How often a duty asks for the text on an item; the member's value is what a plan says."""

    EVERY_PERIOD = "every_period"
    QUARTERLY = "quarterly"  # in the periods that end a quarter
    WHEN_CHANGED = "when_changed"  # when something changed or is behind: never due, asked for where a figure is behind
    NEVER = "never"

    @property
    def label(self) -> str:
        """As tables say it: 每期, 每季, 变化或欠进度时, 不填."""
        return {"every_period": "每期", "quarterly": "每季", "when_changed": "变化或欠进度时", "never": "不填"}[self.value]


class EvidenceRule(StrEnum):
    """When a duty asks for evidence; the member's value is what a plan says."""

    NEVER = "never"
    WHEN_DONE = "when_done"  # when the unit rates the item 已完成
    ALWAYS = "always"  # in every period

    @property
    def label(self) -> str:
        """As tables say it: 不要求, 已完成时, 每期."""
        return {"never": "不要求", "when_done": "已完成时", "always": "每期"}[self.value]
