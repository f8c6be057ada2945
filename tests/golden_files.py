"""Golden files: small texts that people review like code. `pytest --update-golden` rewrites what differs."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


class Golden:
    """The golden files of the tests; in an updating run they are rewritten instead of compared."""

    def __init__(self, *, is_updating: bool) -> None:
        self._is_updating = is_updating

    def check(self, name: str, found: str) -> None:
        """Fail unless the file says what was found."""
        path = FOLDER / name
        if self._is_updating:
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8"), f"{name}: look at the difference; --update-golden takes it over"
