"""By what a part of a text is known again in another edition of it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.pieces import words_of
from kcsp_docs.prose.tree import (
    Block,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    plain,
)
from kcsp_docs.prose.words import LEAST_IN_COMMON

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

Node: TypeAlias = Block | ListItem | Definition | Row


class Known:
    """What a part of a text is known by: ``kind``, which both must share, then in this order

    - ``id``, the author's own name for it;
    - ``whole``, all that shows of it;
    - ``name``, where it has one: a section's title, a term, the first cell of a row, a caption;
    - its likeness.
    """

    def __init__(self, kind: Hashable, id_: str | None, name: str, nodes: tuple[Node, ...]) -> None:
        self.kind = kind
        self.id = id_
        self.name = name.strip()
        self._nodes = nodes

    @classmethod
    def of(cls, node: Node) -> Known:
        return cls(kind(node), id_of(node), _name(node), (node,))

    @cached_property
    def whole(self) -> Hashable:
        return tuple(shown(node) for node in self._nodes)

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word for node in self._nodes for text in _texts(node) for word in words_of(plain(text)))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of what lies within it, in order."""
        return tuple(id_ for node in self._nodes for part in parts(node) for id_ in _ids(part))

    @cached_property
    def size(self) -> int:
        """The number of its characters and of its texts, so that a part without text weighs something too."""
        return 1 + sum(1 + len(plain(text)) for node in self._nodes for text in _texts(node))


def in_common(one: Known, other: Known) -> float:
    """How many of the words of the two together both have, whatever their order: from 0 to 1."""
    together = one.words.total() + other.words.total()
    shared = sum(min(count, other.words[word]) for word, count in one.words.items() if word in other.words)
    return 2 * shared / together if together else 0.0


def are_like(one: Known, other: Known) -> bool:
    """Whether at least 40 % of their words are in common."""
    return in_common(one, other) * 100 >= LEAST_IN_COMMON


def kind(node: Node) -> Hashable:
    """Parts of two kinds are never two editions of one part: a redline cannot change a style or a list's labels.

    An item is of the kind of its first block, which carries its label.
    """
    match node:
        case Heading(level, _, _, style):
            return (Heading, level, style)
        case Paragraph(_, _, style):
            return (Paragraph, style)
        case List(list_kind):
            return (List, list_kind)
        case Table():
            return (Table, len(node.header.cells), bool(node.caption))
        case Row():
            return (Row, len(node.cells))
        case ListItem(blocks):
            return (ListItem, kind(blocks[0]) if blocks else None)
        case Definition() | DefinitionList():
            return (type(node),)


def parts(node: Node) -> tuple[Node, ...]:
    """The parts that lie directly within one: items, definitions, rows (the header first), the blocks of an item."""
    match node:
        case List(_, items):
            return items
        case ListItem(blocks):
            return blocks
        case DefinitionList(entries):
            return entries
        case Table(header, rows):
            return (header, *rows)
        case _:
            return ()


def own_texts(node: Node) -> tuple[tuple[Inline, ...], ...]:
    """The texts of a part that are not those of a part within it."""
    match node:
        case Heading() | Paragraph():
            return (node.content,)
        case Definition(term, content):
            return (term, content)
        case Row(cells):
            return tuple(cell.content for cell in cells)
        case Table():
            return (node.caption,)
        case _:
            return ()


def shown(node: Node) -> Hashable:
    """All that a reader sees of a part: not its ids, nor the changes that it tells of."""
    return (kind(node), own_texts(node), tuple(shown(part) for part in parts(node)))


def id_of(node: Node) -> str | None:
    """Its id; lists have none."""
    return None if isinstance(node, List | DefinitionList) else node.id


def _texts(node: Node) -> Iterator[tuple[Inline, ...]]:
    yield from own_texts(node)
    for part in parts(node):
        yield from _texts(part)


def _ids(node: Node) -> Iterator[str]:
    if id_ := id_of(node):
        yield id_
    for part in parts(node):
        yield from _ids(part)


def _name(node: Node) -> str:
    match node:
        case Definition(term):
            return plain(term)
        case Row(cells) if cells:
            return plain(cells[0].content)
        case Table():
            return plain(node.caption)
        case _:
            return ""
