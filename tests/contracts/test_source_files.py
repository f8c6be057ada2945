"""What holds in every file of the source: its sentence, its test, and what none may do."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
FILES = sorted(path for path in (SOURCE / "core").rglob("*.py"))
PROGRAM_FILES = [path for path in FILES if path.name != "__init__.py"]
LONGEST = 300
LISTS = {"core/errors/__init__.py", "core/messages.py"}  # one entry a failure, which people look up in one place
# Words by which a docstring says why its file has no test of its own.
REASON = re.compile(r"\btested\b|no test", re.IGNORECASE)
# Paths of a developer's machine and hosts of package registries never belong in the repository.
PRIVATE = re.compile(r"/home/\w|/root/|/Users/\w")


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def mirror_of(path: Path) -> Path:
    return ROOT / "tests" / path.relative_to(SOURCE).with_name(f"test_{path.name}")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_opens_with_a_sentence_on_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree_of(path))

    assert docstring is not None
    assert docstring.split("\n\n")[0].endswith((".", "`.", ")."))


def test_every_file_has_a_test_or_says_why_it_has_none() -> None:
    gaps = [
        name_of(path)
        for path in PROGRAM_FILES
        if not mirror_of(path).is_file() and not REASON.search(ast.get_docstring(tree_of(path)) or "")
    ]

    assert gaps == []


def test_every_test_file_tests_a_file_or_says_what_it_tests() -> None:
    """Parts of a subject too large for one file carry its name in front: test_reader_damage.py tests reader.py."""
    tests = [path for path in (ROOT / "tests" / "core").rglob("test_*.py") if ast.get_docstring(tree_of(path)) is None]
    tested = {(path.parent.relative_to(SOURCE), path.stem) for path in PROGRAM_FILES}
    helpers = (path for path in (ROOT / "tests" / "core").rglob("*.py") if not path.name.startswith("test_"))  # some have tests too
    tested |= {(path.parent.relative_to(ROOT / "tests"), path.stem) for path in helpers}

    strays = []
    for path in tests:
        folder, name = path.parent.relative_to(ROOT / "tests"), path.stem.removeprefix("test_")
        if not any(folder == of and (name == stem or name.startswith(f"{stem}_")) for of, stem in tested):
            strays.append(path.relative_to(ROOT).as_posix())
    assert strays == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_has_one_subject_and_fits_its_length(path: Path) -> None:
    if name_of(path) not in LISTS:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST * 1.1
    assert path.stem not in {"utils", "helpers", "common", "misc", "base"}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_prints_but_the_command_line_and_nothing_draws_through_pyplot(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input", "eval", "exec"}
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            names = [alias.name for alias in node.names]
            assert "pyplot" not in {*module.split("."), *(part for name in names for part in name.split("."))}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_clock_and_environment_are_read_in_their_homes_only(path: Path) -> None:
    # Where Windows keeps its fonts, and OneDrive its folder, is in the environment only.
    homes = {
        "core/clock.py": {"now"},
        "core/cli/frame.py": {"environ", "getuser"},
        "core/briefing/font_files.py": {"environ"},
        "core/store/medium.py": {"environ"},
    }
    allowed = homes.get(name_of(path), set())

    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called = (node.value.id, node.attr)
            told = called in {("datetime", "now"), ("date", "today"), ("time", "time"), ("os", "environ"), ("getpass", "getuser")}
            assert not told or node.attr in allowed, called


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_names_no_machine(path: Path) -> None:
    assert PRIVATE.search(path.read_text(encoding="utf-8")) is None
