"""Which blocks of a document are numbered: settled once, for every writer and for :func:`labels`."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Block, DefinitionList, Heading, List, ListItem, Paragraph, Table, plain
from kcsp_docs_kit.documents.document import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.documents.document import Document

SECTION_LEVEL = 2
UNNUMBERED = "unnumbered"


class Place(StrEnum):
    """Where the numbering leaves a block that is not part of a list."""

    PLAIN = "plain"
    """Outside the numbering."""
    SECTION = "section"
    """A numbered section heading."""
    PARAGRAPH = "paragraph"
    """A numbered paragraph of a paper."""
    UNDER = "under"
    """Within a numbered section of a paper, without a number: it belongs to the paragraph above it."""


def placed(document: Document) -> Iterator[tuple[Block, Place]]:
    """The blocks that show something, in order, each with its place."""
    section = below = False
    for block in visible(document.blocks):
        if isinstance(block, Heading):
            numbered = document.numbering is not Numbering.NONE and block.style is None
            if block.level <= SECTION_LEVEL:
                section = numbered and block.level == SECTION_LEVEL
            below = section and block.style is None and document.numbering is Numbering.PAPER
            yield block, Place.SECTION if section and block.level == SECTION_LEVEL else Place.PLAIN
        elif below and isinstance(block, Paragraph) and block.style is None:
            yield block, Place.PARAGRAPH
        else:
            yield block, Place.UNDER if below else Place.PLAIN


def visible(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks without those that hold no visible character; a table always shows something."""
    return tuple(kept for block in blocks if (kept := _visible(block)) is not None)


def _visible(block: Block) -> Block | None:
    match block:
        case Heading() | Paragraph():
            return block if plain(block.content).strip() else None
        case List():
            items = tuple(item for item in map(_visible_item, block.items) if item.blocks)
            return replace(block, items=items) if items else None
        case DefinitionList():
            entries = tuple(each for each in block.entries if plain(each.term + each.content).strip())
            return replace(block, entries=entries) if entries else None
        case Table():
            return block


def _visible_item(item: ListItem) -> ListItem:
    return replace(item, blocks=visible(item.blocks))
