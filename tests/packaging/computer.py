"""A computer that has the frozen program and nothing else of ours: an empty environment, the checkout and its Python out of sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.base_prefix).resolve()
OF_THE_SYSTEM = [Path(name) for name in ("/usr", "/lib", "/lib64", "/etc", "/var/cache/fontconfig", "/dev", "/run", "/proc", "/sys")]
PATIENCE_S = 180
# Runs the words after `--` where the folders before it are empty.
_HIDE = 'while [ "$1" != -- ]; do mount -t tmpfs none "$1" || exit 99; shift; done; shift; exec "$@"'


@dataclass(frozen=True)
class Computer:
    """A home, a data folder in it, and the program's folder."""

    home: Path
    program_folder: Path
    hiding: Sequence[str] = field(default=())

    @property
    def program(self) -> Path:
        return self.program_folder / "jiannuo"

    @property
    def data_folder(self) -> Path:
        return self.home / "data"

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"HOME": str(self.home), "JIANNUO_DATA": str(self.data_folder), "PATH": "/usr/bin:/bin", **more}

    def run(self, *words: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run the program to its end."""
        command = [*self.hiding, str(self.program), *words]
        return subprocess.run(
            command, cwd=self.home, env=self.environment({}), input=asked, capture_output=True, check=False, timeout=PATIENCE_S
        )

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start the program; what it says goes to a file `said` in the home."""
        with (self.home / "said").open("wb") as said:
            return subprocess.Popen(
                [*self.hiding, str(self.program), *words], cwd=self.home, env=self.environment(more), stdout=said, stderr=said
            )

    @property
    def running(self) -> list[Path]:
        """The folders in /proc of the processes that run the program."""
        return [folder for folder in Path("/proc").iterdir() if folder.name.isdigit() and _program_of(folder) == self.program]

    def strange_files(self, processes: Sequence[Path]) -> set[Path]:
        """The files these processes have in memory that are neither the program's, nor the person's, nor the system's."""
        homes = [self.program_folder, self.home, *OF_THE_SYSTEM]
        mapped = {file for process in processes for file in _mapped_files(process)}
        return {file for file in mapped if not any(file.is_relative_to(home) for home in homes)}


def hiding_words() -> list[str]:
    """The words before a command that hide the checkout and the Python that it was built with; none where the system forbids hiding."""
    folders = [folder for folder in (CHECKOUT, PYTHON) if folder not in {Path("/usr"), Path("/usr/local")}]
    words = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    words += ["sh", "-c", _HIDE, "sh", *map(str, folders), "--"]
    if shutil.which("unshare") is None:
        return []
    trial = subprocess.run([*words, "test", "!", "-e", str(CHECKOUT / "pyproject.toml")], capture_output=True, check=False)
    return words if trial.returncode == 0 else []


def _program_of(process: Path) -> Path | None:
    try:
        return (process / "exe").readlink()
    except OSError:  # it has ended, or is another person's
        return None


def _mapped_files(process: Path) -> set[Path]:
    rows = (row.split(maxsplit=5) for row in (process / "maps").read_text(encoding="utf-8").splitlines())
    named = (row[5].removesuffix(" (deleted)") for row in rows if len(row) == 6)
    return {Path(name) for name in named if name.startswith("/") and not name.startswith(("/memfd:", "/SYSV"))}
