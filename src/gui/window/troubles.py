"""What went wrong, told in the banner, with what can be done about it. Tested in test_main_window.py."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from core.errors import CannotWrite, DiskFull, FileNotFound, MirrorAhead, UserError, WorkspaceDamaged, WorkspaceInUse, WorkspaceOutOfDate
from core.services.desk import Desk
from gui.session.facts import Opened, Trouble
from gui.session.session import Session
from gui.style.formats import instant_text
from gui.widgets.banner import Banner
from gui.window.opener import Opener

if TYPE_CHECKING:
    from core.services.rescuing import Rescued
    from core.services.restoring import Restored

_READ_ONLY, _COPY, _FORGET, _FOLDER, _RENEW, _RESCUE, _OPEN = "read-only", "copy", "forget", "folder", "renew", "rescue", "open"


class Troubles(QObject):
    """Tells troubles, and good ends too, in the banner; the latest stands there until it is put away."""

    def __init__(self, banner: Banner, session: Session, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._banner = banner
        self._session = session
        self._opener = opener
        self._path: Path | None = None
        session.troubled.connect(self._on_troubled)
        opener.refused.connect(self._on_opening_refused)
        session.press.refused.connect(self._on_refused)
        opener.saved.connect(self._on_saved)
        opener.rescued.connect(self._on_rescued)
        banner.chosen.connect(self._on_chosen)

    def clear(self) -> None:
        """Tell nothing any more."""
        self._banner.clear()

    def begin(self, opened: Opened) -> None:
        """Tell of a workspace that was just opened what became of its file, if it was an older one."""
        self.clear()
        if opened.copy_before is not None:
            self._path = opened.copy_before
            text = self.tr("工作簿已升级到新版格式，升级前的副本：{path}。").format(path=opened.copy_before)
            self._banner.show_info(text, [(self.tr("打开文件夹"), _FOLDER)])

    def _on_troubled(self, trouble: Trouble) -> None:
        self._path = path_of(trouble.error)
        self._banner.show_trouble(trouble.sentence, self._ways_on(trouble))

    def _on_opening_refused(self, trouble: Trouble) -> None:
        self._path = path_of(trouble.error)
        self._banner.show_trouble(trouble.sentence, self._ways_in(trouble.error))

    def _on_refused(self, sentence: str) -> None:
        self._banner.show_trouble(sentence)

    def _on_saved(self, path: Path) -> None:
        self._path = path
        self._banner.show_good(self.tr("副本已写好：{path}").format(path=path), [(self.tr("打开文件夹"), _FOLDER)])

    def _on_rescued(self, rescued: Rescued) -> None:
        self._path = rescued.path
        facts = {"count": rescued.changes, "path": rescued.path, "units": "、".join(dict.fromkeys(each.unit for each in rescued.losses))}
        if rescued.losses:
            text = self.tr("已抢救{count}条变更：{path}。{units}的内容有缺失或无法核对，请打开核对，并请有关单位重新导出。")
            self._banner.show_notice(text.format(**facts), [(self.tr("打开"), _OPEN)])
        else:
            self._banner.show_good(self.tr("已抢救{count}条变更，没有缺失：{path}。").format(**facts), [(self.tr("打开"), _OPEN)])

    def tell_of_restored(self, restored: Restored) -> None:
        """A workspace was got back from a mirror."""
        self._path = restored.path
        text = self.tr("已恢复到{at}：{path}。").format(at=instant_text(datetime.fromisoformat(restored.point.at)), path=restored.path)
        if restored.site is None:
            text += self.tr("原来的密钥不在本机：可以查看；要上报请向主办单位要新的任务包。")
            self._banner.show_notice(text, [(self.tr("打开"), _OPEN)])
        else:
            self._banner.show_good(text + self.tr("以新终端继续填报。"), [(self.tr("打开"), _OPEN)])

    def tell_of_no_mirror(self) -> None:
        """There is nothing to get a workspace back from."""
        self._banner.show_notice(self.tr("本机还没有备份；备份在U盘上的，请先在“第二份备份”中选它所在的文件夹。"))

    def _ways_on(self, trouble: Trouble) -> list[tuple[str, str]]:
        """What is open can be saved elsewhere where its own file takes no more."""
        if isinstance(trouble.error, WorkspaceOutOfDate | MirrorAhead):
            return [(self.tr("以新终端继续"), _RENEW)]
        now = self._session.now
        is_of_open = now is not None and now.path == self._path
        return [(self.tr("另存副本…"), _COPY)] if is_of_open and trouble.is_about_file else []

    def _ways_in(self, error: UserError) -> list[tuple[str, str]]:
        """What can be done about a workspace that cannot be opened to work in it."""
        if isinstance(error, WorkspaceInUse | CannotWrite | DiskFull):
            return [(self.tr("以只读方式打开"), _READ_ONLY)]
        if isinstance(error, WorkspaceDamaged):
            return [(self.tr("抢救…"), _RESCUE)]
        if isinstance(error, FileNotFound):
            return [(self.tr("从最近打开中去掉"), _FORGET)]
        return []

    def _on_chosen(self, name: str) -> None:
        if name == _COPY:
            self._opener.ask_for_copy()
        elif name == _RENEW:
            self._banner.clear()
            self._session.write(_renew, owner=self, then=self._on_renewed)
        elif self._path is not None:
            self._act(name, self._path)

    def _on_renewed(self, *_: object) -> None:
        """Open the workspace again as the site that it is now."""
        now = self._session.now
        if now is not None:
            self._session.close(then=partial(self._opener.open, now.path))

    def tell_of_mirror(self, trouble: Trouble) -> None:
        """Tell that the mirror could not be brought up to date; what is open is saved all the same."""
        self._path = path_of(trouble.error)
        text = self.tr("备份没有更新：{reason}").format(reason=trouble.sentence)
        self._banner.show_trouble(text, self._ways_on(trouble))

    def _act(self, name: str, path: Path) -> None:
        if name == _RESCUE:  # what is wrong stands there until a place was chosen
            self._opener.ask_for_rescue(path)
            return
        self._banner.clear()
        if name == _READ_ONLY:
            self._opener.open_read_only(path)
        elif name == _OPEN:
            self._opener.open(path)
        elif name == _FORGET:
            self._opener.forget(path)
        elif name == _FOLDER:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _renew(desk: Desk) -> None:
    # Late: seldom asked for.
    from core.services.renewal import renew  # noqa: PLC0415 # see above

    renew(desk)


def path_of(error: UserError) -> Path | None:
    """The file that an error is about."""
    path = error.facts.get("path")
    return path if isinstance(path, Path) else None
