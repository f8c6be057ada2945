#!/usr/bin/env python3
"""The checkout's one door: `python3 dev.py run …`, `python3 dev.py test`.

Standard library only, since it runs before anything is installed. It makes `.venv` from requirements.lock on first use (and again when
the lock changes), names or installs missing system packages on Linux, and passes the exit status of what it ran on.
"""

from __future__ import annotations

import hashlib
import importlib.util
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
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
OLDEST_PYTHON = (3, 11)
USAGE = """Run 践诺 Jiannuo from its checkout, or run all of its checks.

  python3 dev.py run [WORDS]               the program; without words it makes the demo in ./demo and names what it made
  python3 dev.py test [--nightly] [PART]   all that must hold: format, lint, types, layers, tests (what CI runs);
                                           --nightly adds the long property and kill profiles, PART runs some tests only
  python3 dev.py fix                       format the code and apply the linter's safe fixes"""

# Debian package by the command that proves it is there. Only the tests need these: poppler is the judge of the PDFs made.
SYSTEM_PACKAGES_FOR_TESTS = {
    "pdftotext": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdftoppm": "poppler-utils",
}


def main() -> int:
    command, *words = sys.argv[1:] or ["help"]
    if command not in {"run", "test", "fix"}:
        print(USAGE, file=sys.stderr if command not in {"help", "-h", "--help"} else sys.stdout)
        return 0 if command in {"help", "-h", "--help"} else 2
    if sys.version_info < OLDEST_PYTHON:
        print(f"dev.py: Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if not ensure_environment():
        return 1
    if command == "run":
        return run_program(words)
    if command == "fix":
        return call("ruff", "format", ".") or call("ruff", "check", "--fix", ".")
    return run_checks([word for word in words if word != "--nightly"], nightly="--nightly" in words)


def run_program(words: list[str]) -> int:
    return call("jiannuo", *(words or ["demo", str(ROOT / "demo")]), folder=Path.cwd())


def run_checks(words: list[str], *, nightly: bool) -> int:
    missing = sorted({package for command, package in SYSTEM_PACKAGES_FOR_TESTS.items() if shutil.which(command) is None})
    if not ensure_system_packages(missing, "testing"):
        return 1
    environment = {"JIANNUO_PROFILE": "nightly" if nightly else "default"}
    patience = ["-o", "timeout=1500"] if nightly else []  # the long profiles take minutes a test
    tests = ["pytest", "-n", "auto", *patience, *words]
    if words:  # a part of the tests by hand; everything else has run or will run
        return call(*tests, environment=environment)
    steps = [
        ("format", ["ruff", "format", "--check", "."]),
        ("lint", ["ruff", "check", "."]),
        ("types", ["mypy"]),
        ("layers", ["lint-imports"]),
        ("tests", tests),
    ]
    failed = []
    for name, step in steps:
        print(f"\n=== {name}: {' '.join(step)}", flush=True)
        if call(*step, environment=environment) != 0:
            failed.append(name)
    print(
        f"\n=== {'failed: ' + ', '.join(failed) if failed else 'all checks passed'}",
        flush=True,
    )
    return 1 if failed else 0


def ensure_environment() -> bool:
    """Make .venv from the lock unless it already holds exactly that lock; False when the system lacks what that takes."""
    digest = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
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
