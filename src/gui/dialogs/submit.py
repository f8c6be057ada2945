"""The last look before 上报: what goes out, what the checks say, where the file is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.dialogs.dialog import Dialog
from gui.dialogs.findings_list import FindingRow, FindingsList
from gui.style.dress import theme_of

_WIDTH_EM = 46
_LINES = 6


class SubmitFacts(Struct, frozen=True):
    """What is about to go out; `number` is how often the period was handed up before, `file_name` what the file will be called."""

    period: str
    filled: int
    asked: int
    findings: Sequence[FindingRow]
    number: int
    file_name: str

    @property
    def standing(self) -> int:
        """How many findings stand against it."""
        return sum(row.stops for row in self.findings)


class SubmitDialog(Dialog):
    """Asks before a period is handed up.

    Signals:
        agreed(Path): hand it up, and write the file into this folder.
        finding_chosen(ItemId): the person would rather see what a finding is about; the dialog is gone then.
        folder_wanted(): another folder is to be chosen; `show_folder` takes it.
    """

    agreed = Signal(object)
    finding_chosen = Signal(str)
    folder_wanted = Signal()

    def __init__(self, facts: SubmitFacts, folder: Path, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("上报{period}").format(period=facts.period))
        self._facts = facts
        self._folder = folder
        self._place = QLabel()
        self.findings = FindingsList()
        self._change = QPushButton(self.tr("更改…"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.submit = self._buttons.addButton(self.tr("上报"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self.show_folder(folder)
        self.findings.chosen.connect(self._on_finding_chosen)
        self._change.clicked.connect(self.folder_wanted)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)

    def show_folder(self, folder: Path) -> None:
        """Write the file into this folder."""
        self._folder = folder
        self._place.setText(str(folder / self._facts.file_name))

    def _arrange(self) -> None:
        facts, theme = self._facts, theme_of(self)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDTH_EM)
        self.add_words(self.tr("上报{period}").format(period=facts.period), "title")
        self.add_words(self.tr("指标已填{filled}个，共{asked}个。").format(filled=facts.filled, asked=facts.asked))
        if facts.number:
            self.add_words(self.tr("这是第{number}次上报，以这一次为准。").format(number=facts.number + 1), "muted")
        self._add_findings(theme.row_height)
        row = QHBoxLayout()
        words = QLabel(self.tr("上报包写到："))
        words.setProperty("role", "muted")
        self._place.setWordWrap(True)
        row.addWidget(words)
        row.addWidget(self._place, 1)
        row.addWidget(self._change)
        self.column.addLayout(row)
        self.submit.setProperty("kind", "primary")
        self.submit.setEnabled(not facts.standing)
        self.submit.setDefault(True)
        self.column.addWidget(self._buttons)
        (self.findings if facts.standing else self.submit).setFocus()  # last: what is not in the dialog yet cannot have the keyboard

    def _add_findings(self, row_height: int) -> None:
        facts = self._facts
        if facts.standing:
            self.add_words(self.tr("还有{count}条须先处理，暂不能上报；点一条就到那个事项。").format(count=facts.standing), "trouble")
        elif facts.findings:
            self.add_words(self.tr("检查通过，另有{count}条提示：").format(count=len(facts.findings)))
        else:
            self.add_words(self.tr("检查通过，没有发现问题。"), "good")
        self.findings.show_rows(facts.findings)
        self.findings.setVisible(bool(facts.findings))
        self.findings.setMinimumHeight(row_height * min(_LINES, len(facts.findings) + 1))
        self.column.addWidget(self.findings, 1)

    def _on_accepted(self) -> None:
        self.agreed.emit(self._folder)
        self.accept()

    def _on_finding_chosen(self, item: str) -> None:
        self.finding_chosen.emit(item)
        self.reject()
