"""Exact quantities: decimal text in logs and files, integers of millionths in SQL, never a float.

A quantity is a `Decimal` in the unit of its indicator. Rounding happens only where a figure is printed, half up as official tables do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from core.errors import NotAQuantity, QuantityOutOfRange

MICRO = 1_000_000
_TRAVELLING = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
LARGEST_MICROS = 2**63 - 1

# Full-width forms and the real minus sign as keyboards type them. Not NFKC, which would read 5² as 52.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}

# 万 and 亿 in front of a unit or behind digits; the longest first.
SCALES: tuple[tuple[str, int], ...] = (
    ("万亿", 10**12),
    ("千亿", 10**11),
    ("百亿", 10**10),
    ("十亿", 10**9),
    ("亿", 10**8),
    ("千万", 10**7),
    ("百万", 10**6),
    ("十万", 10**5),
    ("万", 10**4),
)


def parse_quantity(text: str, *, field: str, unit: str = "") -> Decimal:
    """The number a person typed or an office sheet holds, in `unit`.

    Takes full-width digits, thousands separators, 万 and 亿 (relative to the unit: "3200万" for 亿元 is 0.32), a repeated unit, `%` and
    个百分点. At most six decimals count, since millionths are what is stored.

    Raises:
        NotAQuantity: anything else.
        QuantityOutOfRange: more than 9.2 × 10¹² units.

    >>> parse_quantity("１,２３４.5万", field="产值", unit="亿元")
    Decimal('0.12345')
    """
    plain = text.translate(_HALF_WIDTH).strip()
    match = re.fullmatch(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(.*)", plain, re.ASCII)
    if match is None:
        raise NotAQuantity(text=text, field=field)
    digits, tail = match.groups()
    if len(digits) > 40:
        raise QuantityOutOfRange(text=text[:20] + "…", field=field)
    factor = _factor(tail.strip(), unit)
    if factor is None:
        raise NotAQuantity(text=text, field=field)
    try:
        value = Decimal(digits.replace(",", "")) * factor
    except InvalidOperation as error:
        raise NotAQuantity(text=text, field=field) from error
    check_range(value, text=text, field=field)
    return value.quantize(Decimal("0.000001"), ROUND_HALF_UP).normalize() if value % Decimal("0.000001") else value


def check_range(value: Decimal, *, text: str, field: str) -> None:
    """Refuse what millionths in a 64-bit integer cannot hold.

    Raises:
        QuantityOutOfRange: the value is too large.
    """
    if abs(value) * MICRO > LARGEST_MICROS:
        raise QuantityOutOfRange(text=text, field=field)


def to_micros(value: Decimal) -> int:
    """Millionths of the unit, exactly.

    Raises:
        ValueError: the value has more than six decimals.
    """
    micros = value * MICRO
    if micros != micros.to_integral_value():
        message = f"{value} has more than six decimals"
        raise ValueError(message)
    return int(micros)


def from_micros(micros: int) -> Decimal:
    """The value of so many millionths."""
    return decimal_of(Decimal(micros) / MICRO)


def decimal_of(value: Decimal) -> Decimal:
    """The same value in its plainest form: no exponent, no trailing zeros.

    >>> decimal_of(Decimal("120.00")), decimal_of(Decimal("1E+2"))
    (Decimal('120'), Decimal('100'))
    """
    if not value:
        return Decimal(0)  # nought has no sign
    if value == value.to_integral_value():
        return value.quantize(Decimal(1)) if abs(value) < 10**27 else value
    return value.normalize()


def decimal_text(value: Decimal) -> str:
    """The value as it travels in logs, bundles and JSON: plain digits, no exponent, no trailing zeros."""
    return format(decimal_of(value), "f")


def decimal_from(text: str) -> Decimal:
    """The value of a text as it travels: plain digits as `decimal_text` writes them, no exponent, at most forty digits.

    Raises:
        ValueError: anything else; a short text with an exponent could stand for a number that takes minutes to handle.
    """
    if _TRAVELLING.fullmatch(text) is None:
        message = f"no travelling decimal: {text[:20]!r}"
        raise ValueError(message)
    return Decimal(text)


def exact_text(value: Fraction) -> str:
    """A fraction as decimal digits where these are exact, else as numerator/denominator in lowest terms.

    >>> exact_text(Fraction(-5, 4)), exact_text(Fraction(11, 12))
    ('-1.25', '11/12')
    """
    places = max(_factors(value.denominator, 2), _factors(value.denominator, 5))
    scaled, rest = divmod(abs(value.numerator) * 10**places, value.denominator)
    if rest:
        return str(value)
    digits = str(scaled).rjust(places + 1, "0")
    whole, part = digits[: len(digits) - places], digits[len(digits) - places :]
    return ("-" if value < 0 else "") + (f"{whole}.{part}" if part else whole)


def printed(value: Decimal, decimals: int) -> str:
    """The value as it is printed: rounded half up to `decimals` places, a real minus sign.

    >>> printed(Decimal("2.345"), 2), printed(Decimal("-0.04"), 1)
    ('2.35', '0.0')
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format(abs(rounded) if rounded == 0 else rounded, "f").replace("-", "−")


def unit_scale(unit: str) -> tuple[int, str]:
    """The factor in front of a unit and the unit without it: 万亿元 → (10¹², 元)."""
    for word, scale in SCALES:
        if unit.startswith(word) and len(unit) > len(word):
            return scale, unit[len(word) :]
    return 1, unit


def shares_of_hundred(counts: Sequence[int], decimals: int = 1) -> list[Decimal]:
    """Percentages of a whole that add to exactly 100; all zero when the whole is zero.

    Each is rounded half up; what is then over or short of 100 is taken by the largest count (the earlier of equals), where it weighs
    least. Source: 金寨 2025 prints 17, 162, 10, 24, 9 of 222 this way (docs/decisions/0002).

    >>> [str(share) for share in shares_of_hundred([17, 162, 10, 24, 9])]
    ['7.7', '72.9', '4.5', '10.8', '4.1']
    """
    whole = sum(counts)
    step = Decimal(1).scaleb(-decimals)
    if whole == 0:
        return [Decimal(0) * step for _ in counts]
    shares = [(Decimal(100 * count) / whole).quantize(step, ROUND_HALF_UP) for count in counts]
    largest = max(range(len(counts)), key=lambda index: counts[index])
    shares[largest] += 100 - sum(shares)
    return shares


def _factors(number: int, prime: int) -> int:
    """How often a prime divides a number."""
    count = 0
    while number % prime == 0:
        number, count = number // prime, count + 1
    return count


def _factor(tail: str, unit: str) -> Decimal | None:
    """What the digits are multiplied with to be in `unit`; None when the tail says something else."""
    if tail in {"", unit} or (tail == "%" and unit in {"", "%", "个百分点"}) or (tail == "个百分点" and unit in {"", "%"}):
        return Decimal(1)
    scale, bare = unit_scale(unit)
    for word, typed in SCALES:
        if tail == word or tail == word + bare:
            return Decimal(typed) / scale
    return Decimal(1) / scale if bare and tail == bare else None
