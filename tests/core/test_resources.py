from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.resources import resource, resource_folder


def test_resources_are_found_in_a_checkout() -> None:
    assert resource("report", "units.csv").is_file()
    assert resource("report").parent == resource_folder()


def test_a_frozen_program_brings_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    resource_folder.cache_clear()

    try:
        assert resource("fonts") == tmp_path / "resources" / "fonts"
    finally:
        resource_folder.cache_clear()
