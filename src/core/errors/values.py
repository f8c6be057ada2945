"""Quantities and periods that are none. Tested with all others in tests/core/test_errors.py."""

from __future__ import annotations

from core.errors.roots import UserError


class NotAQuantity(UserError):
    """Text stands where a number is expected; `field` names the field in the user's words."""

    text: str
    field: str


class QuantityOutOfRange(UserError):
    """The number does not fit integer millionths of its unit (9.2 × 10¹² units)."""

    text: str
    field: str


class NotAPeriod(UserError):
    """The text is not 2025-06, 2025-Q2, 2025-H1 or 2025."""

    text: str
