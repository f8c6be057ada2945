"""Sentences of `core.errors.values`, Chinese and English. Tested with all others in tests/core/test_messages.py."""

from __future__ import annotations

SENTENCES = {
    "not-a-quantity": (
        "“{field}”应填数字，现为“{text}”；请改填数字（可带千分位、万、亿、%），没有数据请填缺报原因。",
        "“{field}” expects a number, not “{text}”; enter digits (separators, 万, 亿, % are fine) or why it is missing.",
    ),
    "quantity-out-of-range": (
        "“{field}”的数值“{text}”过大；请换用更大的计量单位（如万、亿）后再填。",
        "“{text}” is too large for “{field}”; use a larger unit (万, 亿).",
    ),
    "not-a-period": (
        "“{text}”不是填报期；请写成 2025-06（月）、2025-Q2（季）、2025-H1（半年）或 2025（年）。",
        "“{text}” is no period; write 2025-06 (month), 2025-Q2 (quarter), 2025-H1 (half-year) or 2025 (year).",
    ),
}
