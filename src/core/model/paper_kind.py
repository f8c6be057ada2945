"""The kinds of paper that are printed, by the names that the command line takes. A list of words, tested where each is printed."""

from __future__ import annotations

from enum import StrEnum


class PaperKind(StrEnum):
    """The kinds, in the order in which they are offered.

    工作简报 mirrors the report's sections, 领导专报 is one page, 督查通报 is formal and names who is behind and late; 单位进展报告 is
    on one unit; 台账 and 任务分解表 are tables that lie across.
    """

    WORK = "work"
    LEADER = "leader"
    NOTICE = "notice"
    UNIT = "unit"
    LEDGER = "ledger"
    PLAN = "plan"

    @property
    def label(self) -> str:
        """工作简报, 领导专报, 督查通报, 单位进展报告, 台账, 任务分解表."""
        return {
            "work": "工作简报",
            "leader": "领导专报",
            "notice": "督查通报",
            "unit": "单位进展报告",
            "ledger": "台账",
            "plan": "任务分解表",
        }[self.value]


class Sheets(StrEnum):
    """What tables that lie across are printed on."""

    A4 = "a4"
    A3 = "a3"
