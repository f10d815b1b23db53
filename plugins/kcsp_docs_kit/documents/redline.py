"""Two editions of a document as one that shows both: what went is struck out, what came is underlined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.prose.align import Aligned, Stretch, align
from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Deleted,
    Heading,
    Inline,
    Inserted,
    List,
    ListItem,
    Paragraph,
    Revision,
    Row,
    Table,
)

if TYPE_CHECKING:
    from kcsp_docs.prose.align import Node
    from kcsp_docs_kit.documents.document import Document


def redline(old: Document, new: Document, author: str) -> Document:
    """The new document with marks, revised by ``author`` on its date: with all of them taken it is ``new``, with none
    of them ``old``.

    What is said of the document as a whole is said of the new edition, and the old one is numbered as the new one is.
    What was deleted has lost its ids, so that each stands once.
    """
    parts = (part for section in align(old.blocks, new.blocks) for part in section.parts)
    blocks = tuple(block for part in parts if isinstance(block := _node(part), Block))
    return replace(new, blocks=blocks, revised_by=author)


def _node(part: Aligned) -> Node:
    """The part with its marks. Both editions of a part have one kind, and so one style, level or labels."""
    if part.new is None:
        assert part.old is not None, "one of the editions has it"
        return _marked(_without_ids(part.old), Revision.DELETED)
    if part.old is None:
        return _marked(part.new, Revision.INSERTED)
    return _of_both(part, part.new)


def _of_both(part: Aligned, new: Node) -> Node:
    texts = [_text(stretches) for stretches in part.texts]
    inner = [_node(each) for each in part.inner]
    match new:
        case Heading() | Paragraph():
            return replace(new, content=texts[0])
        case Definition():
            return replace(new, term=texts[0], content=texts[1])
        case Row():
            return replace(new, cells=tuple(map(Cell, texts)))
        case List():
            return replace(new, items=tuple(each for each in inner if isinstance(each, ListItem)))
        case ListItem():
            return replace(new, blocks=tuple(each for each in inner if isinstance(each, Block)))
        case DefinitionList():
            return replace(new, entries=tuple(each for each in inner if isinstance(each, Definition)))
        case Table():
            header, *rows = (each for each in inner if isinstance(each, Row))
            return replace(new, header=header, rows=tuple(rows), caption=texts[0])


def _text(stretches: tuple[Stretch, ...]) -> tuple[Inline, ...]:
    return tuple(inline for stretch in stretches for inline in _inlines(stretch))


def _inlines(stretch: Stretch) -> tuple[Inline, ...]:
    match stretch.revision:
        case Revision.DELETED:
            return (Deleted(stretch.content),)
        case Revision.INSERTED:
            return (Inserted(stretch.content),)
        case None:
            return stretch.content


def _marked(node: Node, revision: Revision) -> Node:
    """A part that one edition has: of a list each item is marked, of a definition list each entry."""
    match node:
        case List():
            return replace(node, items=tuple(replace(item, revision=revision) for item in node.items))
        case DefinitionList():
            return replace(node, entries=tuple(replace(entry, revision=revision) for entry in node.entries))
        case _:
            return replace(node, revision=revision)


def _without_ids(node: Node) -> Node:
    match node:
        case Heading() | Definition() | Row():
            return replace(node, id=None)
        case Paragraph():
            return replace(node, id=None, tells=())
        case List():
            return replace(node, items=tuple(map(_item_without_ids, node.items)))
        case ListItem():
            return _item_without_ids(node)
        case DefinitionList():
            return replace(node, entries=tuple(replace(entry, id=None) for entry in node.entries))
        case Table():
            rows = tuple(replace(row, id=None) for row in node.rows)
            return replace(node, id=None, header=replace(node.header, id=None), rows=rows)


def _item_without_ids(item: ListItem) -> ListItem:
    blocks = (_without_ids(block) for block in item.blocks)
    return replace(item, id=None, blocks=tuple(each for each in blocks if isinstance(each, Block)))
