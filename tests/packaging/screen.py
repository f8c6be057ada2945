"""A screen that is not there: Xvfb with its picture in a file, so that a test sees what a person would."""

from __future__ import annotations

import os
import struct
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 60
_HEADER = struct.Struct(">25I")  # XWDFile.h


@dataclass(frozen=True)
class Screen:
    """An X display and the file that its picture stands in."""

    display: str
    picture: Path

    def window_titled(self, title: str) -> str:
        """Wait for a visible window whose title holds the words; its whole title."""
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title, "getwindowname"]
        answer = subprocess.run(search, env={**os.environ, "DISPLAY": self.display}, capture_output=True, check=True, timeout=PATIENCE_S)
        return answer.stdout.decode("utf-8").strip()

    def colours(self) -> Counter[bytes]:
        """How many pixels of each colour there are, as blue, green, red and a byte that says nothing."""
        data = self.picture.read_bytes()
        header = _HEADER.unpack_from(data)
        header_size, height, bits, line, colormap = header[0], header[5], header[11], header[12], header[19]
        assert bits == 32
        start = header_size + 12 * colormap
        pixels = data[start : start + line * height]
        return Counter(pixels[place : place + 4] for place in range(0, len(pixels), 4))


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
