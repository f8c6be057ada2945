#!/usr/bin/env python3
"""The checkout's one door: `python3 dev.py run …`, `python3 dev.py test`.

Standard library only, since it runs before anything is installed. It makes `.venv` from requirements.lock on first use (and again when
the lock changes), names or installs missing system packages on Linux, and passes the exit status of what it ran on.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed-lock.sha256"
BENCH_LOCK = ROOT / "requirements-bench.lock"  # peers, for `bench` alone
BENCH_STAMP = VENV / "installed-bench-lock.sha256"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST_PYTHON = (3, 11)
USAGE = """Run 践诺 Jiannuo from its checkout, or run all of its checks.

  python3 dev.py run [WORDS]               the program; without words the window on a copy of the example
                                           (where there is no screen: the demo in ./demo, and what it made)
  python3 dev.py test [--nightly] [--no-frozen] [PART]
                                           all that must hold: format, lint, types, layers, tests, and the frozen program
                                           proved on its own (what CI runs); --nightly adds the long property and kill
                                           profiles, --no-frozen leaves the last out, PART runs some tests only
  python3 dev.py package                   the frozen program in dist/jiannuo: a folder that needs nothing but itself
  python3 dev.py shots [FOLDER [LOOK]]     pictures of every screen, in build/shots or FOLDER
  python3 dev.py bench [WORDS]             the budgets, measured
  python3 dev.py fix                       format the code and apply the linter's safe fixes"""

# Debian package by the library that proves it is there: what Qt's parts that we use are linked to and do not bring.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Debian package by the command that proves it is there: PyInstaller reads and strips libraries by binutils.
PACKAGING_COMMANDS = {"objdump": "binutils", "strip": "binutils"}
# Poppler is the judge of the PDFs made; the frozen program shows its window on a screen that is not there; strace sees what is synced when.
TEST_COMMANDS = {
    "pdftotext": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "Xvfb": "xvfb",
    "strace": "strace",
    "xdotool": "xdotool",
}
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def main() -> int:
    command, *words = sys.argv[1:] or ["help"]
    commands = {"run": run_program, "test": run_checks, "package": package, "shots": take_shots, "bench": measure, "fix": fix}
    if command not in commands:
        asked = command in {"help", "-h", "--help"}
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    if sys.version_info < OLDEST_PYTHON:
        print(f"dev.py: Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    return commands[command](words) if ensure_environment() else 1


def run_program(words: list[str]) -> int:
    if not words and not has_screen():
        print("dev.py: there is no screen here, so the demo is made in ./demo instead of opening the window.", file=sys.stderr)
        words = ["demo", str(Path.cwd() / "demo")]
    elif not words:
        ensure_system_packages(missing_libraries(), "the window")  # Qt says what it misses where these have other names
    return become("jiannuo", *(words or ["--example"]))


def run_checks(words: list[str]) -> int:
    nightly, parts = "--nightly" in words, [word for word in words if word not in {"--nightly", "--no-frozen"}]
    needed = missing_commands(TEST_COMMANDS | PACKAGING_COMMANDS) + missing_libraries()
    if not ensure_system_packages(needed, "testing"):
        return 1
    environment = {"JIANNUO_PROFILE": "nightly" if nightly else "default", **OFFSCREEN}
    patience = ["-o", "timeout=1500"] if nightly else []  # the long profiles take minutes a test
    tests = ["pytest", "-n", "auto", *patience]
    if parts:  # a part of the tests by hand; everything else has run or will run
        return call(*tests, *parts, environment=environment)
    steps = [
        ("format", ["ruff", "format", "--check", "."]),
        ("lint", ["ruff", "check", "."]),
        ("types", ["mypy"]),
        ("layers", ["lint-imports"]),
        ("tests", [*tests, "-m", "not frozen"]),
    ]
    if "--no-frozen" not in words:
        steps += [("package", ["python", "packaging/freeze.py"]), ("frozen", ["pytest", "-m", "frozen", "tests/packaging"])]
    return run_steps(steps, environment)


def run_steps(steps: list[tuple[str, list[str]]], environment: dict[str, str]) -> int:
    """Run all steps, whatever becomes of the earlier ones, and name those that failed."""
    failed = []
    for name, step in steps:
        print(f"\n=== {name}: {' '.join(step)}", flush=True)
        if call(*step, environment=environment) != 0:
            failed.append(name)
    print(f"\n=== {'failed: ' + ', '.join(failed) if failed else 'all checks passed'}", flush=True)
    return 1 if failed else 0


def package(words: list[str]) -> int:
    needed = missing_commands(PACKAGING_COMMANDS) + missing_libraries()  # the program takes most of these libraries along
    return call("python", "packaging/freeze.py", *words) if ensure_system_packages(needed, "packaging") else 1


def take_shots(words: list[str]) -> int:
    folder = Path.cwd() / words[0] if words else ROOT / "build" / "shots"
    ready = ensure_system_packages(missing_libraries(), "the window")
    return call("python", "-m", "tests.gui.shots", str(folder), *words[1:], environment=OFFSCREEN) if ready else 1


def measure(words: list[str]) -> int:
    ready = ensure_system_packages(missing_libraries(), "the window") and ensure_peers()
    return call("python", "-m", "tests.benchmarks", *words, environment=OFFSCREEN) if ready else 1


def fix(words: list[str]) -> int:
    parts = words or ["."]
    return call("ruff", "format", *parts) or call("ruff", "check", "--fix", *parts)


def has_screen() -> bool:
    """Say whether a window can be shown; only Linux may be without a screen, or have Qt told of another one."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing_commands(package_by_command: dict[str, str]) -> list[str]:
    """The system packages of the commands that are not there; on Linux only, since elsewhere they have other names or no use."""
    if sys.platform != "linux":
        return []
    return sorted({package for command, package in package_by_command.items() if shutil.which(command) is None})


def missing_libraries() -> list[str]:
    """The system packages of the libraries that the loader does not know; none where it cannot be asked."""
    try:
        known = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    return sorted({package for library, package in QT_LIBRARIES.items() if f"\t{library} " not in known})


def ensure_environment() -> bool:
    """Make .venv from the lock unless it already holds exactly that lock; False when the system lacks what that takes."""
    digest = what_is_installed()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return True
    if importlib.util.find_spec("ensurepip") is None and not ensure_system_packages(["python3-venv"], "making .venv"):
        return False
    print(
        f"dev.py: making {VENV} from {LOCK.name} (once; about a minute) …",
        file=sys.stderr,
        flush=True,
    )
    if VENV.exists():
        shutil.rmtree(VENV)
    venv.create(VENV, with_pip=True)
    pip = [
        str(SCRIPTS / "python"),
        "-m",
        "pip",
        "--quiet",
        "--disable-pip-version-check",
        "install",
    ]
    wanted = (["--require-hashes", "-r", str(LOCK)], ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    if any(subprocess.run([*pip, *words], cwd=ROOT).returncode != 0 for words in wanted):
        print("dev.py: pip could not install the packages above; see that it reaches its registry, then run this again.", file=sys.stderr)
        return False
    STAMP.write_text(digest)
    return True


def ensure_peers() -> bool:
    """Install into .venv what some budgets are measured against; nothing else ever uses it."""
    digest = hashlib.sha256(BENCH_LOCK.read_bytes()).hexdigest()
    if BENCH_STAMP.is_file() and BENCH_STAMP.read_text() == digest:
        return True
    if call("python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--require-hashes", "-r", str(BENCH_LOCK)) != 0:
        print(f"dev.py: pip could not install what {BENCH_LOCK.name} names; see that it reaches its registry.", file=sys.stderr)
        return False
    BENCH_STAMP.write_text(digest)
    return True


def what_is_installed() -> str:
    """A digest of all that decides what lies in .venv: the lock, how the project itself is installed, this Python."""
    import tomllib  # noqa: PLC0415 # late: an older Python, which has none, is to be told so first

    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    own = json.dumps([project["project"], project["build-system"], project["tool"]["hatch"]], sort_keys=True)
    return hashlib.sha256(LOCK.read_bytes() + own.encode() + sys.version.encode()).hexdigest()


def ensure_system_packages(missing: list[str], purpose: str) -> bool:
    """Install system packages where we may, name them where not; True when all is there."""
    if not missing:
        return True
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if sys.platform == "linux" and shutil.which("apt-get") and os.geteuid() == 0:
        print(f"dev.py: installing system packages for {purpose}: {' '.join(missing)}", file=sys.stderr, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)
        return subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL).returncode == 0
    print(
        f"dev.py: {purpose} needs these system packages: {' '.join(missing)}\n  on Debian or Ubuntu: sudo {' '.join(command)}",
        file=sys.stderr,
    )
    return False


def become(*command: str) -> int:
    """Run a tool of .venv in this process's place where the system can do that, so that signals reach it and nothing waits beside it."""
    if os.name == "nt":
        return call(*command, folder=Path.cwd())
    return os.execv(SCRIPTS / command[0], [str(SCRIPTS / command[0]), *command[1:]])  # noqa: S606  # the words are the person's own


def call(*command: str, environment: dict[str, str] | None = None, folder: Path = ROOT) -> int:
    """Run a tool of .venv in a folder and return its exit status."""
    program = SCRIPTS / (command[0] + (".exe" if os.name == "nt" else ""))
    return subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env={**os.environ, **(environment or {})},
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
