"""What tests read out of blocks: their texts in reading order, tables by caption, chart labels."""

from __future__ import annotations

from collections.abc import Iterable

from core.briefing.blocks import Block, Cell, FigureBlock, Heading, Paragraph, Table


def text_of(block: Block) -> str:
    """A heading's or paragraph's text, else nothing."""
    if isinstance(block, Heading):
        return block.text
    return "".join(run.text for run in block.runs) if isinstance(block, Paragraph) else ""


def headings(blocks: Iterable[Block]) -> list[str]:
    """The texts of the headings in order."""
    return [block.text for block in blocks if isinstance(block, Heading)]


def paragraphs(blocks: Iterable[Block]) -> list[str]:
    """The texts of the paragraphs in order."""
    return [text_of(block) for block in blocks if isinstance(block, Paragraph)]


def tables(blocks: Iterable[Block]) -> list[Table]:
    """The tables in order."""
    return [block for block in blocks if isinstance(block, Table)]


def figures(blocks: Iterable[Block]) -> list[FigureBlock]:
    """The charts in order."""
    return [block for block in blocks if isinstance(block, FigureBlock)]


def table(blocks: Iterable[Block], caption: str) -> Table:
    """The first table whose caption holds some words."""
    return next(block for block in tables(blocks) if caption in block.caption)


def cell_texts(one: Table) -> list[list[str]]:
    """A table's texts row by row; a band is a row of one."""
    return [[row.text] if isinstance(row, Cell) else [cell.text for cell in row] for row in one.rows]


def links_of(blocks: Iterable[Block]) -> set[str]:
    """Every anchor that something links to."""
    found: set[str] = set()
    for block in blocks:
        if isinstance(block, Paragraph):
            found |= {run.link for run in block.runs if run.link}
        elif isinstance(block, Table):
            cells = [cell for row in block.rows for cell in ([row] if isinstance(row, Cell) else row)]
            found |= {cell.link for cell in cells if cell.link}
    return found
