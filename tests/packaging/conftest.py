"""What the proof of the frozen program uses: the program on a computer of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.packaging.computer import CHECKOUT, Computer, hiding_words

DIST = CHECKOUT / "dist" / "jiannuo"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "frozen: needs dist/jiannuo, which `dev.py package` makes; the step `frozen` of `dev.py test`")


@pytest.fixture(scope="session")
def program_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the frozen program, in a folder with a name as people give them."""
    if not DIST.is_dir():
        pytest.skip("there is no frozen program yet; python3 dev.py package makes it")
    return Path(shutil.copytree(DIST, tmp_path_factory.mktemp("frozen") / "践诺 Jiannuo", symlinks=True))


@pytest.fixture(scope="session")
def hiding() -> list[str]:
    return hiding_words()


@pytest.fixture
def computer(tmp_path: Path, program_folder: Path, hiding: list[str]) -> Computer:
    return Computer(tmp_path, program_folder, hiding)
