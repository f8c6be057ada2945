"""A screen that is not there: Xvfb with its picture in a file, so that a test sees what a person would."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE_S = 60
STEADY_S = 0.5
_HEADER = struct.Struct(">25I")  # XWDFile.h


@dataclass(frozen=True)
class Picture:
    """Pixels as blue, green, red and a byte that says nothing."""

    pixels: bytes = field(repr=False)

    def colours(self) -> Counter[bytes]:
        """How many pixels of each colour there are."""
        return Counter(self.pixels[place : place + 4] for place in range(0, len(self.pixels), 4))


@dataclass(frozen=True)
class Screen:
    """An X display and the file that its picture stands in."""

    display: str
    picture: Path

    def window_titled(self, title: str) -> str:
        """Wait for a visible window whose title holds the words; its whole title."""
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title, "getwindowname"]
        answer = subprocess.run(search, env=self._environment, capture_output=True, check=True, timeout=PATIENCE_S)
        return answer.stdout.decode("utf-8").strip()

    def press_keys(self, title: str, keys: str) -> None:
        """Press keys in the window with the title; without a window manager it must be given the focus first."""
        search = ["xdotool", "search", "--onlyvisible", "--name", title]
        subprocess.run([*search, "windowfocus", "--sync", "key", keys], env=self._environment, check=True, timeout=PATIENCE_S)

    def settled(self, program: subprocess.Popen[bytes], before: Picture | None = None) -> Picture:
        """Wait for a picture other than the one before that stays for a moment; what there is when patience or the program ends."""
        end = time.monotonic() + PATIENCE_S
        picture, since = self.seen(), time.monotonic()
        while since < end and (picture == before or time.monotonic() - since < STEADY_S):
            if _has_ended(program, within_s=0.05):
                break
            new = self.seen()
            if new != picture or picture == before:
                picture, since = new, time.monotonic()
        return picture

    def seen(self) -> Picture:
        """What is on the screen."""
        data = self.picture.read_bytes()
        header = _HEADER.unpack_from(data)
        header_size, height, bits, line, colormap = header[0], header[5], header[11], header[12], header[19]
        assert bits == 32
        start = header_size + 12 * colormap
        return Picture(data[start : start + line * height])

    @property
    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}


def _has_ended(program: subprocess.Popen[bytes], *, within_s: float) -> bool:
    """Wait for a program's end, so that nothing is waited for that cannot come any more."""
    try:
        program.wait(within_s)
    except subprocess.TimeoutExpired:
        return False
    return True


@contextmanager
def virtual_screen(folder: Path, size: str = "1440x900") -> Iterator[Screen]:
    """Show a screen as long as the block lasts; its X server chooses a free number and says it when it is ready."""
    reader, writer = os.pipe()
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-fbdir", str(folder), "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as answer:
                number = answer.readline().strip()
            assert number, "Xvfb did not start"
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            server.terminate()
