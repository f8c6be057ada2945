"""Links that lead somewhere: what a paper leaves out cannot be linked to."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from core.briefing.blocks import AnnexHead, Block, Cell, Heading, Paragraph, Table


def anchors_of(blocks: Iterable[Block]) -> frozenset[str]:
    """The anchors that the headings of these blocks set."""
    return frozenset(block.anchor for block in blocks if isinstance(block, Heading | AnnexHead) and block.anchor is not None)


def with_live_links(blocks: Iterable[Block], anchors: frozenset[str]) -> tuple[Block, ...]:
    """The blocks with every link taken off that leads to none of the anchors."""
    return tuple(_mended(block, anchors) for block in blocks)


def _mended(block: Block, anchors: frozenset[str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=tuple(run if run.link in anchors else replace(run, link=None) for run in block.runs))
    if isinstance(block, Table):
        rows = tuple(_live(row, anchors) if isinstance(row, Cell) else tuple(_live(cell, anchors) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _live(cell: Cell, anchors: frozenset[str]) -> Cell:
    return cell if cell.link in anchors else replace(cell, link=None)
