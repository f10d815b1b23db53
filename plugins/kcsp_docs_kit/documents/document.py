"""A document before it has a format: its blocks and what is said of it as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import ProblemsError

if TYPE_CHECKING:
    from datetime import date

    from kcsp_docs.prose.tree import Block


class Numbering(StrEnum):
    """What is numbered besides the items of lists. ``style="unnumbered"`` takes a block out."""

    NONE = "none"
    CLAUSES = "clauses"
    """Terms of reference: "4." before each section heading."""
    PAPER = "paper"
    """A paper for a meeting: "1.0" before each section heading, "1.1" before each paragraph below it.

    The paragraphs below an unnumbered heading have no number. A paragraph within a list, or with a style of its own,
    has none either.
    """


@dataclass(frozen=True, slots=True)
class Document:
    """What a writer needs to know. ``date`` becomes the date of creation: nothing is dated by the clock.

    ``title`` is what a reader's program shows for the document; the heading of level 1 is what stands on the page.
    ``header`` runs along the top of every page. ``revised_by`` is the author of what the blocks mark as inserted and
    deleted, all of it on the document's ``date``. Blocks without a visible character are left out: an empty paragraph
    is announced as "blank" by a screen reader.
    """

    title: str
    blocks: tuple[Block, ...]
    date: date
    creator: str
    language: str = "en-GB"
    subject: str = ""
    header: str = ""
    numbering: Numbering = Numbering.NONE
    revised_by: str = ""


class DocumentError(ProblemsError):
    """A document cannot be written as it stands: it holds what no file of its format can hold."""
