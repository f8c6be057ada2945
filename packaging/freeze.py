"""Make dist/jiannuo, the program with all that it runs on, by PyInstaller: `python3 dev.py package`.

The recipe is jiannuo.spec beside this file, what is taken in contents.py. The example is made here once, so that a first start only
copies it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from core.clock import SystemClock
from core.services.desk import Program
from core.services.example import example_workspaces

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
# Times and orders of hashes stay out of what is made, so that equal sources give equal files.
REPEATABLE = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1735689600"}


def main() -> int:
    make_example(BUILD / "example")
    status = freeze()
    if status == 0:
        print(f"{DIST / 'jiannuo'}: {size_of(DIST / 'jiannuo') / 1e6:.0f} MB")
    return status


def make_example(folder: Path) -> None:
    """Make the workspaces that the window shows, as a checkout makes them at a first start."""
    data_folder = BUILD / "example-data"
    for old in (data_folder, folder):
        shutil.rmtree(old, ignore_errors=True)
    files = example_workspaces(Program(SystemClock(), data_folder, actor="", language="zh"))
    files.office.parent.replace(folder)


def freeze() -> int:
    folders = ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "ERROR",
        *folders,
        str(ROOT / "packaging" / "jiannuo.spec"),
    ]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **REPEATABLE}).returncode


def size_of(folder: Path) -> int:
    """Bytes of all files below; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
