"""Verifying Ed25519 signatures with the standard library alone: slow and short (RFC 8032, 5.1.7, on affine coordinates)."""

from __future__ import annotations

import hashlib

P = 2**255 - 19
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (
    15112221349535400772501151409588531511454012693041857206046113283949847762202,
    46316835694926478169428394003475163141307993866256225615783033603165251855960,
)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature of 64 bytes is a key's of 32 over a message."""
    s = int.from_bytes(signature[32:], "little")
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return s < Q and times(s, BASE) == add(point(signature[:32]), times(challenge, point(public)))


def point(data: bytes) -> tuple[int, int]:
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0
    return (x if x % 2 == data[31] >> 7 else P - x), y


def add(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    (x1, y1), (x2, y2) = one, other
    mixed = D * x1 * x2 * y1 * y2
    return (x1 * y2 + x2 * y1) * pow(1 + mixed, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - mixed, -1, P) % P


def times(count: int, base: tuple[int, int]) -> tuple[int, int]:
    total = (0, 1)
    while count:
        total = add(total, base) if count & 1 else total
        base, count = add(base, base), count >> 1
    return total
