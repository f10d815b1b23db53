"""Which blocks of a document are numbered: settled once, for every writer and for :func:`labels`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Block, Heading, Paragraph
from kcsp_docs_kit.documents.document import Numbering
from kcsp_docs_kit.documents.editions import Edition, shows

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def placed(document: Document, edition: Edition = Edition.NEW) -> Iterator[tuple[int, Block, Place]]:
    """The blocks that show something in an edition, in order: each with its index in the document and its place."""
    section = below = False
    for index, block in enumerate(document.blocks):
        if not shows(block, edition):
            continue
        if isinstance(block, Heading):
            numbered = document.numbering is not Numbering.NONE and block.style is None
            if block.level <= SECTION_LEVEL:
                section = numbered and block.level == SECTION_LEVEL
            below = section and block.style is None and document.numbering is Numbering.PAPER
            yield index, block, Place.SECTION if section and block.level == SECTION_LEVEL else Place.PLAIN
        elif below and isinstance(block, Paragraph) and block.style is None:
            yield index, block, Place.PARAGRAPH
        else:
            yield index, block, Place.UNDER if below else Place.PLAIN
