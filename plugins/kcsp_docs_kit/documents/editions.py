"""Two editions in one: which parts of a marked text each of them has, and how each reads."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kcsp_docs.prose.tree import (
    Block,
    Definition,
    DefinitionList,
    Deleted,
    Emphasis,
    Heading,
    Inline,
    Inserted,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Revision,
    Row,
    Strong,
    Table,
    Text,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Node = Block | ListItem | Definition | Row
    Kept = TypeVar("Kept", bound=Node)


class Edition(StrEnum):
    OLD = "old"
    NEW = "new"


LACKS = {Edition.OLD: Revision.INSERTED, Edition.NEW: Revision.DELETED}
"""What an edition has nothing of."""

ONLY = {Revision.DELETED: Edition.OLD, Revision.INSERTED: Edition.NEW}
"""The one edition that has it."""


def belongs(node: Node, edition: Edition) -> bool:
    """Whether an edition has a block, an item, an entry or a row."""
    return isinstance(node, List | DefinitionList) or node.revision is not LACKS[edition]


def is_revised(blocks: Iterable[Block]) -> bool:
    """Whether anything in the blocks is marked as inserted or deleted."""
    return any(_is_revised(block) for block in blocks)


def _is_revised(node: Block) -> bool:
    match node:
        case Heading() | Paragraph():
            return bool(node.revision) or _is_marked(node.content)
        case List():
            return any(item.revision or is_revised(item.blocks) for item in node.items)
        case DefinitionList():
            return any(entry.revision or _is_marked(entry.term + entry.content) for entry in node.entries)
        case Table():
            rows = (node.header, *node.rows)
            own = bool(node.revision) or _is_marked(node.caption)
            return own or any(row.revision or any(_is_marked(cell.content) for cell in row.cells) for row in rows)


def _is_marked(content: tuple[Inline, ...]) -> bool:
    for inline in content:
        match inline:
            case Inserted() | Deleted():
                return True
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                if _is_marked(inner):
                    return True
    return False


def words(content: tuple[Inline, ...], edition: Edition) -> tuple[Inline, ...]:
    """Some inlines as they stand in one edition, without marks."""
    return tuple(_words(content, edition))


def _words(content: tuple[Inline, ...], edition: Edition) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Text() | LineBreak():
                yield inline
            case Inserted(inner) | Deleted(inner):
                if (edition is Edition.NEW) is isinstance(inline, Inserted):
                    yield from _words(inner, edition)
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                if kept := words(inner, edition):
                    yield replace(inline, content=kept)


def says(content: tuple[Inline, ...], edition: Edition) -> bool:
    """Whether an edition has a visible character of it."""
    return bool(plain(content if edition is Edition.NEW else words(content, edition)).strip())


def shows(block: Block, edition: Edition) -> bool:
    """Whether an edition has the block and a visible character in it; a table always shows something."""
    if not belongs(block, edition):
        return False
    match block:
        case Heading() | Paragraph():
            return says(block.content, edition)
        case List():
            return any(item_shows(item, edition) for item in block.items)
        case DefinitionList():
            return any(entry_shows(entry, edition) for entry in block.entries)
        case Table():
            return True


def item_shows(item: ListItem, edition: Edition) -> bool:
    return belongs(item, edition) and any(shows(block, edition) for block in item.blocks)


def entry_shows(entry: Definition, edition: Edition) -> bool:
    return belongs(entry, edition) and says(entry.term + entry.content, edition)


def blocks_in(blocks: Iterable[Block], edition: Edition) -> tuple[Block, ...]:
    """The blocks of one edition that show something, without marks."""
    return tuple(block_in(block, edition) for block in blocks if shows(block, edition))


def block_in(block: Block, edition: Edition) -> Block:
    """A block that the edition has, as it reads there."""
    match block:
        case Heading() | Paragraph():
            return replace(block, content=words(block.content, edition), revision=None)
        case List():
            shown = (item for item in block.items if item_shows(item, edition))
            return replace(
                block,
                items=tuple(replace(each, blocks=blocks_in(each.blocks, edition), revision=None) for each in shown),
            )
        case DefinitionList():
            return replace(
                block, entries=tuple(_entry(each, edition) for each in block.entries if entry_shows(each, edition))
            )
        case Table():
            return table_in(block, edition)


def table_in(table: Table, edition: Edition) -> Table:
    rows = tuple(_row(row, edition) for row in table.rows if belongs(row, edition))
    header, caption = _row(table.header, edition), words(table.caption, edition)
    return replace(table, header=header, rows=rows, caption=caption, revision=None)


def _entry(entry: Definition, edition: Edition) -> Definition:
    term, content = words(entry.term, edition), words(entry.content, edition)
    return replace(entry, term=term, content=content, revision=None)


def _row(row: Row, edition: Edition) -> Row:
    cells = tuple(replace(cell, content=words(cell.content, edition)) for cell in row.cells)
    return replace(row, cells=cells, revision=None)
