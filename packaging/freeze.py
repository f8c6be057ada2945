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

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
EXAMPLE_FILES = ("常州市（主办）.jiannuo", "溧阳市.jiannuo")
# Times and orders of hashes stay out of what is made, so that equal sources give equal files.
REPEATABLE = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1735689600"}


def main() -> int:
    make_example(BUILD / "example")
    status = freeze()
    if status == 0:
        print(f"{DIST / 'jiannuo'}: {size_of(DIST / 'jiannuo') / 1e6:.0f} MB")
    return status


def make_example(folder: Path) -> None:
    """Make the demo in build/ and keep the two workspaces that the window shows."""
    demo = BUILD / "demo"
    for old in (demo, folder):
        shutil.rmtree(old, ignore_errors=True)
    environment = {**os.environ, **REPEATABLE, "JIANNUO_DATA": str(BUILD / "demo-data")}
    subprocess.run([sys.executable, "-m", "jiannuo", "demo", str(demo)], env=environment, check=True, stdout=subprocess.DEVNULL)
    folder.mkdir(parents=True)
    for name in EXAMPLE_FILES:
        (found,) = demo.rglob(name)
        shutil.copyfile(found, folder / name)


def freeze() -> int:
    folders = ["--distpath", str(DIST), "--workpath", str(BUILD / "pyinstaller")]
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        *folders,
        str(ROOT / "packaging" / "jiannuo.spec"),
    ]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **REPEATABLE}).returncode


def size_of(folder: Path) -> int:
    """Bytes of all files below; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
