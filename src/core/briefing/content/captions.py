"""The numbers of tables and figures, given once the whole paper stands.

Source: a caption is 表1 or 图1, a space of one character, the name (GB/T 7713 habit, format of official tables).
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from core.briefing.blocks import Block, FigureBlock, Table


def with_numbers(blocks: Iterable[Block], *, prefix: str = "") -> tuple[Block, ...]:
    """The blocks with their tables and figures numbered from 1 each; `prefix` stands in front, as in 附表1."""
    tables = figures = 0
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            numbered.append(replace(block, caption=f"{prefix}表{tables}\u3000{block.caption}"))
        elif isinstance(block, FigureBlock):
            figures += 1
            numbered.append(replace(block, caption=f"{prefix}图{figures}\u3000{block.caption}"))
        else:
            numbered.append(block)
    return tuple(numbered)
