"""The entrance of the window. Nothing of Qt is imported before it is known that there is a screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 # where every X server puts them


def has_screen(environment: Mapping[str, str] | None = None) -> bool:
    """Say whether there is a screen to open a window on."""
    surroundings = os.environ if environment is None else environment
    if sys.platform in {"win32", "darwin"} or surroundings.get("QT_QPA_PLATFORM"):
        return True
    return bool(surroundings.get("WAYLAND_DISPLAY")) or _is_display(surroundings.get("DISPLAY", ""))


def open_window(words: Sequence[str]) -> int:
    """Show the window until it is closed, and return the status."""
    _prepare(os.environ)
    gc.disable()  # nothing that is imported becomes garbage: looking for some costs a tenth of the start; `run` begins to look
    # Late: whoever only asks for a screen has no need of Qt.
    from gui.app import machine_data_folder, run  # noqa: PLC0415 # see above
    from gui.session.arguments import parse_words  # noqa: PLC0415 # see above

    return run(parse_words(words), machine_data_folder())


def _is_display(name: str) -> bool:
    """Whether a name of X's stands for a server that is there; of another machine's nobody can say so cheaply."""
    if not name.startswith(":"):
        return bool(name)
    number = name[1:].partition(".")[0]
    return not _X_SOCKETS.is_dir() or (_X_SOCKETS / f"X{number}").exists()


def _prepare(environment: dict[str, str] | os._Environ[str]) -> None:
    # Qt comes with ibus only, which fcitx5 answers too.
    if environment.get("QT_IM_MODULE") in {"fcitx", "fcitx5"}:
        environment["QT_IM_MODULE"] = "ibus"
