"""What the person chooses about the window itself: size of text, colours, language; and the editing of whatever has the keyboard."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from core.services.desk import Program
from core.settings import Settings
from gui.dialogs.prompts import Prompts
from gui.session.job import Reporter
from gui.session.settings_keeper import SettingsKeeper
from gui.window.main_window import MainWindow
from gui.window.menus import SCALES, Menus


class Choices(QObject):
    """Connects the menus to the settings."""

    def __init__(self, menus: Menus, settings: SettingsKeeper, window: MainWindow, prompts: Prompts) -> None:
        super().__init__(window)
        self._prompts = prompts
        self._menus = menus
        self._settings = settings
        self._window = window
        menus.scale_chosen.connect(self._on_scale_chosen)
        menus.theme_chosen.connect(self._on_theme_chosen)
        menus.language_chosen.connect(self._on_language_chosen)
        menus.official_fonts.triggered.connect(self._on_fonts_chosen)
        menus.second_mirror.triggered.connect(self._on_second_mirror_wanted)
        menus.larger.triggered.connect(self._on_larger_wanted)
        menus.smaller.triggered.connect(self._on_smaller_wanted)
        menus.cut.triggered.connect(self._on_cut_wanted)
        menus.copy.triggered.connect(self._on_copy_wanted)
        menus.paste.triggered.connect(self._on_paste_wanted)
        menus.select_all.triggered.connect(self._on_select_all_wanted)

    def _on_scale_chosen(self, scale: int) -> None:
        self._take(replace(self._settings.value, text_scale=scale))

    def _on_theme_chosen(self, theme: str) -> None:
        if theme in {"auto", "light", "dark"}:
            self._take(replace(self._settings.value, theme=theme))

    def _on_language_chosen(self, language: str) -> None:
        if language in {"auto", "zh", "en"}:
            self._take(replace(self._settings.value, language=language))
            self._window.frame.banner.show_info(self.tr("语言在下次打开程序时改变。 The language changes at the next start."))

    def _on_fonts_chosen(self) -> None:
        is_official = self._menus.official_fonts.isChecked()
        self._take(replace(self._settings.value, paper_fonts="official" if is_official else "bundled"))
        self._window.frame.banner.show_info(self.tr("公文字体从下次排版起改变；本机没有的字体仍用随程序的字体。"))

    def _on_second_mirror_wanted(self) -> None:
        """Ask where it is to be kept; one that is kept already is stopped, and what it holds stays there."""
        held = self._settings.value.second_mirror
        self._menus.show_settings(self._settings.value)  # the mark follows what is, not the press
        if held is not None:
            self._take(replace(self._settings.value, second_mirror=None))
            words = self.tr("不再存第二份备份；“{folder}”里已有的备份还在。")
            self._window.frame.banner.show_info(words.format(folder=held))
            return
        self._prompts.choose_folder(self._window, self.tr("第二份备份存在哪里（U盘或其他电脑上的文件夹）"), self._keep_second_mirror)

    def _keep_second_mirror(self, folder: Path) -> None:
        def look(program: Program, reporter: Reporter) -> Path:
            # Late: the start has no use for it.
            from core.services.mirroring import second_mirror_place  # noqa: PLC0415 # see above

            del reporter
            return second_mirror_place(program, folder)

        self._window.session.run(look, owner=self, then=self._on_second_mirror_fits)

    def _on_second_mirror_fits(self, folder: Path) -> None:
        self._take(replace(self._settings.value, second_mirror=folder))
        self._window.frame.banner.show_good(self.tr("以后每次备份也在“{folder}”存一份。").format(folder=folder))

    def _on_larger_wanted(self) -> None:
        self._step([scale for scale in SCALES if scale > self._settings.value.text_scale])

    def _on_smaller_wanted(self) -> None:
        self._step([scale for scale in reversed(SCALES) if scale < self._settings.value.text_scale])

    def _step(self, scales: list[int]) -> None:
        if scales:
            self._on_scale_chosen(scales[0])

    def _take(self, settings: Settings) -> None:
        self._settings.change(settings)

    def _on_cut_wanted(self) -> None:
        self._edit("cut")

    def _on_copy_wanted(self) -> None:
        self._edit("copy")

    def _on_paste_wanted(self) -> None:
        self._edit("paste")

    def _on_select_all_wanted(self) -> None:
        self._edit("selectAll")

    def _edit(self, deed: str) -> None:
        """Fields, and tables that can be copied, have slots of these names."""
        act = getattr(QApplication.focusWidget(), deed, None)
        if act is not None:
            act()
