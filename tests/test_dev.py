from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dev
import PySide6
import pytest

QT = Path(PySide6.__file__).parent
# What every Linux has that Python itself runs on.
OF_EVERY_LINUX = re.compile(r"ld-linux.*|lib(?:c|dl|m|pthread|resolv|rt|gcc_s|stdc\+\+|z|zstd)\.so\.\d+")
USED = [
    *(f"Qt{part}.abi3.so" for part in ("Core", "DBus", "Gui", "Network", "Pdf", "PdfWidgets", "PrintSupport", "Svg", "Widgets")),
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
]


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("objdump") is None, reason="looks into Linux libraries with objdump")
def test_the_table_of_system_libraries_has_all_that_qt_is_linked_to() -> None:
    assert set(of_the_system()) - dev.QT_LIBRARIES.keys() <= {
        "libbrotlicommon.so.1",
        "libgthread-2.0.so.0",
        "libxcb.so.1",
    }  # come with others


def test_a_machine_with_a_screen_is_told_from_one_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    without = dev.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert (without, dev.has_screen()) == (False, True)


def test_a_missing_command_is_named_by_its_package_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")

    assert dev.missing_commands({"no-such-command": "tools", "no-such-either": "tools", "sh": "dash"}) == ["tools"]


def of_the_system() -> Iterator[str]:
    """Names of the libraries that the parts of Qt in use are linked to, directly or through Qt's own, and that Qt does not bring."""
    todo = [QT / part for part in USED]
    seen: set[str] = set()
    while todo:
        library = todo.pop()
        for name in set(linked(library)) - seen:
            seen.add(name)
            if (QT / "Qt" / "lib" / name).is_file():
                todo.append(QT / "Qt" / "lib" / name)
            elif not name.startswith(("libpyside6", "libshiboken6")) and not OF_EVERY_LINUX.fullmatch(name):
                yield name


def linked(library: Path) -> list[str]:
    answer = subprocess.run(["objdump", "-p", str(library)], capture_output=True, encoding="utf-8", check=True)
    return re.findall(r"NEEDED\s+(\S+)", answer.stdout)
