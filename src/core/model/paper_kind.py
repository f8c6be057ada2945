"""The kinds of paper that are printed, by the names that the command line takes. A list of words, tested where each is printed."""

from __future__ import annotations

from enum import StrEnum


class PaperKind(StrEnum):
    """工作简报, which mirrors the report's sections; 领导专报, one page; 督查通报, formal, which names who is behind and late."""

    WORK = "work"
    LEADER = "leader"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """工作简报, 领导专报, 督查通报."""
        return {"work": "工作简报", "leader": "领导专报", "notice": "督查通报"}[self.value]
