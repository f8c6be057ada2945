"""The kinds of papers in the window's language. Tested through the page."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.model.paper_kind import PaperKind


class PaperWords(QObject):
    """Says what papers are called."""

    def kind_name(self, kind: PaperKind) -> str:
        """The name of a kind."""
        return {
            PaperKind.WORK: self.tr("工作简报"),
            PaperKind.LEADER: self.tr("领导专报"),
            PaperKind.NOTICE: self.tr("督查通报"),
            PaperKind.UNIT: self.tr("单位进展报告"),
            PaperKind.LEDGER: self.tr("台账"),
            PaperKind.PLAN: self.tr("任务分解表"),
        }[kind]
