"""The elements of a DOCX part, by the few ways that reading needs. Tested with tests/core/reading/test_docx_source.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}


class Element(Protocol):
    """What is used of an lxml element."""

    tag: str
    text: str | None

    def get(self, key: str, default: str = "", /) -> str: ...  # noqa: D102 — lxml's own
    def find(self, path: str, /) -> Element | None: ...  # noqa: D102 — lxml's own
    def iter(self, tag: str, /) -> Iterable[Element]: ...  # noqa: D102 — lxml's own
    def __iter__(self) -> Iterator[Element]: ...


def first(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of plain names below an element; None where there is none."""
    return None if element is None else element.find("/".join(f"{W}{name}" for name in path))


def value_of(element: Element | None, *path: str) -> str:
    """The value (`w:val`) of the first element at a path, "" where there is none."""
    found = first(element, *path)
    return "" if found is None else found.get(f"{W}val", "")


def is_on(element: Element, *path: str) -> bool:
    """Whether a switch such as bold is set at a path: there, and not said to be off."""
    found = first(element, *path)
    return found is not None and found.get(f"{W}val", "1") not in _OFF
