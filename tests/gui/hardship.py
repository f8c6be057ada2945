"""A machine that refuses: files that may not be touched although root runs the tests, and a disk that takes no more."""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

# linux/capability.h: the second version of the interface, in two words of 32 bits each
_VERSION = 0x20080522
_WRITES_ANYWHERE = 0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def without_roots_rights() -> Iterator[None]:
    """This thread, and those that it starts in the block, touch only what its modes allow."""
    if os.geteuid() != 0:
        yield
        return
    header, held = _Header(_VERSION, 0), (_Sets * 2)()
    _call("capget", header, held)
    fewer = (_Sets * 2).from_buffer_copy(held)
    fewer[0].effective &= ~_WRITES_ANYWHERE
    _call("capset", header, fewer)
    try:
        yield
    finally:
        _call("capset", header, held)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file grows beyond a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _call(name: str, header: _Header, sets: ctypes.Array[_Sets]) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(ctypes.byref(header), sets) != 0:
        raise OSError(ctypes.get_errno(), name)
