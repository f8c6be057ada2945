"""The version of the rules of rating, printed on every paper beside the fingerprint of its inputs.

One constant, tested where it is printed.
"""

from __future__ import annotations

from typing import Final

RULES_VERSION: Final = "第1版"
"""Raised whenever the same inputs would get another completion, distance, standing or sum than before."""
CHECKS_VERSION: Final = "1"
"""Raised whenever the same inputs would get other findings than before; it travels with them."""
