"""Prose as a tree: blocks that hold blocks or inlines, frozen all the way down.

Every document format is written from this tree and nothing in it belongs to one format. An ``id`` is the author's
stable name for a block (``{: #membership}`` in Markdown): wording may change, ids do not. A ``style`` is the name
of a paragraph style of the house style, in kebab-case (``{: .subtitle}``).

A tree may show two editions at once, the old and the new: what came is :class:`Inserted` and what went is
:class:`Deleted` within a text, and a ``revision`` says the same of a whole block, item or row and of all that lies
within it. Prose that was read or rendered has neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Revision(StrEnum):
    """What became of something between two editions."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, as they are: never markup of any format."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """``target`` is an absolute address (``https:``, ``mailto:``)."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Inserted:
    """What the new edition has and the old one had not."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Deleted:
    """What the old edition had and the new one has not."""

    content: tuple[Inline, ...]


Inline: TypeAlias = Text | LineBreak | Strong | Emphasis | Link | Inserted | Deleted


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the document's title, 2 a section, 3 and 4 what lies within it."""

    level: int
    content: tuple[Inline, ...]
    id: str | None = None
    style: str | None = None
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``tells`` are the ids of the changes between two editions that the paragraph tells of."""

    content: tuple[Inline, ...]
    id: str | None = None
    style: str | None = None
    tells: tuple[str, ...] = ()
    revision: Revision | None = None


class ListKind(StrEnum):
    """How the items of a list are labelled."""

    BULLET = "bullet"
    """•"""
    DECIMAL = "decimal"
    """1. 2. 3."""
    ROMAN = "roman"
    """(i) (ii) (iii)"""
    LETTER = "letter"
    """(a) (b) (c)"""


@dataclass(frozen=True, slots=True)
class ListItem:
    """The first block is the item's own paragraph; further paragraphs and lists lie under it."""

    blocks: tuple[Block, ...]
    id: str | None = None
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class List:
    kind: ListKind
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it stands for, such as ``By`` and who takes the paper."""

    term: tuple[Inline, ...]
    content: tuple[Inline, ...]
    id: str | None = None
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class DefinitionList:
    entries: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    id: str | None = None
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A real table: one header row, no merged cells, every row as wide as the header."""

    header: Row
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    id: str | None = None
    revision: Revision | None = None


Block: TypeAlias = Heading | Paragraph | List | DefinitionList | Table


@dataclass(frozen=True, slots=True)
class Prose:
    """Some blocks as one value, so that wording can take in prose that was rendered before: ``{{ prose(...) }}``."""

    blocks: tuple[Block, ...]


def plain(content: tuple[Inline, ...]) -> str:
    """The characters of some inlines, a line break as a newline; of two editions those of the new one."""
    return "".join(_plain(inline) for inline in content)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return "\n"
        case Strong(content) | Emphasis(content) | Link(_, content) | Inserted(content):
            return plain(content)
        case Deleted():
            return ""
