"""Two editions side by side: what is kept, what went, what came, and that both can be read from the one comparison."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from kcsp_docs.prose.align import (
    Aligned,
    AlignedSection,
    Node,
    Stretch,
    align,
)
from kcsp_docs.prose.tree import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    Inline,
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
)

from ..editions import characters, editions

if TYPE_CHECKING:
    from collections.abc import Iterator

SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# Reading an edition from the alignment


def seen(node: object) -> object:
    """A part as a reader sees it: characters with their formatting, without ids."""
    if isinstance(node, tuple):
        if all(isinstance(each, Text | LineBreak | Strong | Emphasis | Link) for each in node):
            return tuple(characters(node))
        return tuple(seen(each) for each in node)
    if hasattr(node, "__dataclass_fields__"):
        shown = [(each.name, seen(getattr(node, each.name))) for each in fields(node) if each.name != "id"]
        return type(node).__name__, shown
    return node


def read(part: Aligned, revision: Revision) -> Node | None:
    """The part with what came (``INSERTED``: the new edition) or with what went (``DELETED``: the old one)."""
    if part.old is None or part.new is None:
        return part.new if revision is Revision.INSERTED else part.old
    texts = [content(text, revision) for text in part.texts]
    inner = tuple(each for each in (read(each, revision) for each in part.inner) if each is not None)
    match part.new:
        case Heading() | Paragraph():
            return replace(part.new, content=texts[0])
        case Definition():
            return replace(part.new, term=texts[0], content=texts[1])
        case Row():
            return replace(part.new, cells=tuple(Cell(text) for text in texts))
        case Table():
            return replace(part.new, caption=texts[0], header=inner[0], rows=inner[1:])
        case List():
            return replace(part.new, items=inner)
        case ListItem():
            return replace(part.new, blocks=inner)
        case DefinitionList():
            return replace(part.new, entries=inner)


def content(text: tuple[Stretch, ...], revision: Revision) -> tuple[Inline, ...]:
    return tuple(inline for stretch in text if stretch.revision in (None, revision) for inline in stretch.content)


def edition(aligned: tuple[AlignedSection, ...], revision: Revision) -> tuple[Block, ...]:
    parts = (read(part, revision) for section in aligned for part in section.parts)
    return tuple(part for part in parts if part is not None)


def every(aligned: tuple[AlignedSection, ...]) -> Iterator[Aligned]:
    for section in aligned:
        for part in section.parts:
            yield from with_inner(part)


def with_inner(part: Aligned) -> Iterator[Aligned]:
    yield part
    for inner in part.inner:
        yield from with_inner(inner)


@SOME
@given(editions())
def test_both_editions_are_read_from_the_alignment(pair):
    old, new = pair
    aligned = align(old, new)
    assert seen(edition(aligned, Revision.DELETED)) == seen(old)
    assert seen(edition(aligned, Revision.INSERTED)) == seen(new)
