"""The menu line: everything the window can do, by keyboard too."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from core.settings import Recent, Settings
from gui.session.place import PageName
from gui.style.icons import icon
from gui.window.page_table import page_title

SCALES = (100, 125, 150, 175, 200)
_MOST_RECENTS = 9


class Menus(QObject):
    """Makes the menus; what is chosen comes as signals, the rest are actions that the window connects. `editing` tells that 编辑 opens."""

    editing = Signal()
    page_chosen = Signal(object)
    recent_chosen = Signal(object)
    scale_chosen = Signal(int)
    theme_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, bar: QMenuBar, window: QWidget) -> None:
        super().__init__(window)
        self._bar = bar
        self._window = window
        self._own_actions: list[QAction] = []
        self._make_actions()
        self._recents = QMenu(self.tr("最近打开(&R)"), bar)
        self._pages = QMenu(self.tr("页面(&P)"), bar)
        self._recent_group, self._page_group = QActionGroup(self), QActionGroup(self)
        self._recent_group.triggered.connect(self._on_recent_triggered)
        self._page_group.triggered.connect(self._on_page_triggered)
        self._scales = self._choices([(scale, f"{scale}%") for scale in SCALES], self._on_scale_triggered)
        themes = [("auto", self.tr("跟随系统")), ("light", self.tr("浅色")), ("dark", self.tr("深色"))]
        self._themes = self._choices(themes, self._on_theme_triggered)
        languages = [("auto", self.tr("跟随系统")), ("zh", "中文"), ("en", "English")]
        self._languages = self._choices(languages, self._on_language_triggered)
        self._arrange()
        self.show_open(is_open=False, is_office=False, is_read_only=False)

    def show_open(self, *, is_open: bool, is_office: bool, is_read_only: bool) -> None:
        """Offer what can be done with what is open."""
        for action in (self.copy_file, self.close_file, self.earlier, self.later):
            action.setEnabled(is_open)
        for action in (self.check, self.submit):
            action.setVisible(is_open and not is_office)
            action.setEnabled(is_open and not is_office)
        self.submit.setEnabled(is_open and not is_office and not is_read_only)
        self._pages.setEnabled(is_open)

    def show_pages(self, names: Sequence[PageName]) -> None:
        """Offer these pages."""
        self._clear(self._page_group, self._pages)
        for number, name in enumerate(names):
            action = QAction(icon(name.value, self), page_title(name), self._page_group)
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            action.setData(name)
            self._pages.addAction(action)

    def show_recents(self, recents: Sequence[Recent]) -> None:
        """Offer the workspaces that were open before."""
        self._clear(self._recent_group, self._recents)
        for number, recent in enumerate(recents[:_MOST_RECENTS]):
            words = self.tr("&{number}　{place}{year} · {unit}（{file}）").format(
                number=number + 1, place=recent.place, year=recent.year, unit=recent.unit, file=recent.path.name.replace("&", "&&")
            )
            action = QAction(words, self._recent_group)
            action.setData(str(recent.path))
            self._recents.addAction(action)
        self._recents.setEnabled(bool(recents))

    def show_settings(self, settings: Settings) -> None:
        """Mark what is chosen."""
        for group, value in ((self._scales, settings.text_scale), (self._themes, settings.theme), (self._languages, settings.language)):
            for action in group.actions():
                action.setChecked(action.data() == value)
        self.official_fonts.setChecked(settings.paper_fonts == "official")
        self.second_mirror.setChecked(settings.second_mirror is not None)
        self.second_mirror.setToolTip("" if settings.second_mirror is None else str(settings.second_mirror))

    def show_history(self, undoing: str, redoing: str, *, may_undo: bool) -> None:
        """Say what would be taken back and made again, "" where there is nothing yet; `may_undo` whether there will be in a moment."""
        self.undo.setText(self.tr("撤销(&U)：{what}").format(what=undoing) if undoing else self.tr("撤销(&U)"))
        self.undo.setEnabled(may_undo)
        self.redo.setText(self.tr("重做(&R)：{what}").format(what=redoing) if redoing else self.tr("重做(&R)"))
        self.redo.setEnabled(bool(redoing))

    @property
    def page_actions(self) -> list[QAction]:
        """The pages that are offered, in their order."""
        return self._page_group.actions()

    @property
    def recent_actions(self) -> list[QAction]:
        """The workspaces that were open before, the last one first."""
        return self._recent_group.actions()

    def shortcuts_listed(self) -> list[tuple[str, str]]:
        """What can be done by keys: each action's words and its keys, in the order of the menus."""
        with_keys = [action for action in (*self._page_group.actions(), *self._own_actions) if not action.shortcut().isEmpty()]
        return [(_plain(action.text()), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)) for action in with_keys]

    def _make_actions(self) -> None:
        self.open_file = self._action(self.tr("打开工作簿(&O)…"), "open", "Ctrl+O")
        self.open_task = self._action(self.tr("打开任务包(&T)…"), "", "Ctrl+Shift+O")
        self.new_plan = self._action(self.tr("以主办单位开始(&N)…"), "plan", "")
        self.unit_example = self._action(self.tr("溧阳市（填报单位）(&U)"), "filing", "")
        self.office_example = self._action(self.tr("常州市（主办单位）(&M)"), "review", "")
        self.fresh_example = self._action(self.tr("恢复示例(&R)…"), "", "")
        self.copy_file = self._action(self.tr("另存副本(&A)…"), "save", "Ctrl+Shift+S")
        self.second_mirror = self._action(self.tr("第二份备份(&D)…"), "", "")
        self.second_mirror.setCheckable(True)
        self.restore = self._action(self.tr("从备份恢复(&V)…"), "", "")
        self.close_file = self._action(self.tr("关闭工作簿(&C)"), "close", "Ctrl+W")
        self.leave = self._action(self.tr("退出(&Q)"), "", "Ctrl+Q")
        self.undo = self._action(self.tr("撤销(&U)"), "undo", "Ctrl+Z")
        self.redo = self._action(self.tr("重做(&R)"), "redo", "Ctrl+Y")
        # Fields and tables know these keys themselves; a shortcut here would take them away.
        self.cut = self._action(self.tr("剪切(&T)") + "\tCtrl+X", "", "")
        self.copy = self._action(self.tr("复制(&C)") + "\tCtrl+C", "copy", "")
        self.paste = self._action(self.tr("粘贴(&P)") + "\tCtrl+V", "", "")
        self.select_all = self._action(self.tr("全选(&A)") + "\tCtrl+A", "", "")
        self.earlier = self._action(self.tr("前一填报期(&B)"), "previous", "Ctrl+PgUp")
        self.later = self._action(self.tr("后一填报期(&F)"), "next", "Ctrl+PgDown")
        self.check = self._action(self.tr("检查本期(&K)"), "check", "F5")
        self.submit = self._action(self.tr("上报(&S)…"), "submit", "Ctrl+Return")
        self.official_fonts = self._action(self.tr("公文用本机的公文字体(&G)"), "", "")
        self.official_fonts.setCheckable(True)
        self.larger = self._action(self.tr("放大文字(&I)"), "zoom-in", "Ctrl++")
        self.smaller = self._action(self.tr("缩小文字(&O)"), "zoom-out", "Ctrl+-")
        self.shortcuts = self._action(self.tr("快捷键一览(&K)"), "help", "F1")
        self.about = self._action(self.tr("关于践诺(&A)"), "info", "")

    def _arrange(self) -> None:
        examples = QMenu(self.tr("看看示例(&E)"), self._bar)
        examples.addActions([self.unit_example, self.office_example])
        examples.addSeparator()
        examples.addAction(self.fresh_example)
        file = self._bar.addMenu(self.tr("文件(&F)"))
        file.addActions([self.open_file, self.open_task])
        file.addMenu(self._recents)
        file.addSeparator()
        file.addAction(self.new_plan)
        file.addMenu(examples)
        file.addSeparator()
        file.addActions([self.copy_file, self.second_mirror, self.restore, self.close_file])
        file.addSeparator()
        file.addAction(self.leave)
        edit = self._bar.addMenu(self.tr("编辑(&E)"))
        edit.aboutToShow.connect(self.editing)
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addActions([self.cut, self.copy, self.paste, self.select_all])
        edit.addSeparator()
        edit.addActions([self.check, self.submit])
        view = self._bar.addMenu(self.tr("视图(&V)"))
        view.addMenu(self._pages)
        view.addActions([self.earlier, self.later])
        view.addSeparator()
        scales = view.addMenu(self.tr("文字大小(&Z)"))
        scales.addActions([self.larger, self.smaller])
        scales.addSeparator()
        scales.addActions(self._scales.actions())
        view.addMenu(self.tr("颜色(&C)")).addActions(self._themes.actions())
        view.addMenu(self.tr("语言 Language(&L)")).addActions(self._languages.actions())
        view.addAction(self.official_fonts)
        help_menu = self._bar.addMenu(self.tr("帮助(&H)"))
        help_menu.addActions([self.shortcuts, self.about])

    def _action(self, words: str, icon_name: str, keys: str) -> QAction:
        action = QAction(words, self)
        if icon_name:
            action.setIcon(icon(icon_name, self))
        if keys:
            action.setShortcut(QKeySequence(keys))
        self._window.addAction(action)
        self._own_actions.append(action)
        return action

    def _choices(self, choices: Sequence[tuple[str | int, str]], chosen: Callable[[QAction], None]) -> QActionGroup:
        group = QActionGroup(self)
        for value, words in choices:
            action = group.addAction(words)
            action.setCheckable(True)
            action.setData(value)
        group.triggered.connect(chosen)
        return group

    def _clear(self, group: QActionGroup, menu: QMenu) -> None:
        for action in group.actions():
            group.removeAction(action)
            menu.removeAction(action)
            action.deleteLater()

    def _on_page_triggered(self, action: QAction) -> None:
        self.page_chosen.emit(PageName(action.data()))

    def _on_recent_triggered(self, action: QAction) -> None:
        self.recent_chosen.emit(Path(action.data()))

    def _on_scale_triggered(self, action: QAction) -> None:
        self.scale_chosen.emit(action.data())

    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())


def _plain(words: str) -> str:
    """A menu's words without its mnemonic: 打开(&O)… becomes 打开…."""
    return re.sub(r"\(&.\)", "", words).replace("&", "")
