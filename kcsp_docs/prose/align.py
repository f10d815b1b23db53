"""Two editions of one text, side by side: which part of the one is which part of the other, down to the word.

What changed and what a redline marks both stand on this one comparison, so that they cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.tree import (
    Block,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

Node: TypeAlias = Block | ListItem | Definition | Row

SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some inlines of a text that have one fate: without a ``revision`` both editions have them."""

    content: tuple[Inline, ...]
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """A part of a text as it was and as it is; one side is missing where it came or went.

    With both sides, ``texts`` holds the words of the part's own texts, each as stretches in the order of a redline
    (what went before what came): one for a heading or a paragraph, term and content of a definition, each cell of a
    row, the caption of a table; none for a list, a definition list or an item. ``inner`` are the parts within it:
    items, definitions, rows (the header first), the blocks of an item. With one side both are empty.

    ``moved`` is the other half of a move: where the part went, or came from. It may have been reworded on the way.
    """

    old: Node | None
    new: Node | None
    texts: tuple[tuple[Stretch, ...], ...] = ()
    inner: tuple[Aligned, ...] = ()
    moved: Node | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a redline marks anything in it."""
        if self.old is None or self.new is None:
            return True
        own = any(stretch.revision for text in self.texts for stretch in text)
        return own or any(part.is_changed for part in self.inner)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level 2 with all that stands below it, or what stands before the first one (without a heading)."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    """The heading is the first of them."""

    @property
    def id(self) -> str | None:
        return self.heading.id if self.heading else None

    @property
    def title(self) -> str:
        return plain(self.heading.content) if self.heading else ""


@dataclass(frozen=True, slots=True)
class AlignedSection:
    """A section as it was and as it is; one side is missing where it came, went or moved.

    ``parts`` are its blocks, the heading first. ``moved`` is the other half of a move.
    """

    old: Section | None
    new: Section | None
    parts: tuple[Aligned, ...]
    moved: Section | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a redline marks anything in it."""
        return any(part.is_changed for part in self.parts)


def align(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[AlignedSection, ...]:
    """The sections of two editions in the order in which a redline shows them: what went stands where it was."""
    return tuple(_sections(sections(old), sections(new)))


def sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """The sections of a text, in order; every block is in one."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == SECTION_LEVEL:
            found.append([])
        found[-1].append(block)
    return tuple(_section(tuple(each)) for each in found if each)


def _section(blocks: tuple[Block, ...]) -> Section:
    first = blocks[0]
    return Section(first if isinstance(first, Heading) and first.level == SECTION_LEVEL else None, blocks)


def align_section(old: Section, new: Section) -> tuple[Aligned, ...]:
    """The blocks of two sections side by side, whatever their places: what became of the words of one that moved."""
    return tuple(_nodes(old.blocks, new.blocks))


def align_words(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> tuple[Stretch, ...]:
    """Two texts word by word; a number or an amount is one word."""
    before, after = (re.findall(r"\s+|\w+|[^\w\s]", plain(text)) for text in (old, new))
    found: list[Stretch] = []
    for fate, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if fate == "equal":
            found.append(Stretch((Text("".join(before[i:j])),)))
        else:
            if j > i:
                found.append(Stretch((Text("".join(before[i:j])),), Revision.DELETED))
            if m > k:
                found.append(Stretch((Text("".join(after[k:m])),), Revision.INSERTED))
    return tuple(found)


def _sections(old: Sequence[Section], new: Sequence[Section]) -> Iterator[AlignedSection]:
    before_keys, after_keys = ([section.id or section.title for section in each] for each in (old, new))
    for fate, i, j, k, m in SequenceMatcher(None, before_keys, after_keys, autojunk=False).get_opcodes():
        if fate == "equal":
            for before, after in zip(old[i:j], new[k:m], strict=True):
                yield AlignedSection(before, after, align_section(before, after))
        else:
            for before in old[i:j]:
                yield AlignedSection(before, None, tuple(Aligned(block, None) for block in before.blocks))
            for after in new[k:m]:
                yield AlignedSection(None, after, tuple(Aligned(None, block) for block in after.blocks))


def _nodes(old: Sequence[Node], new: Sequence[Node]) -> Iterator[Aligned]:
    before_keys, after_keys = ([_key(node) for node in each] for each in (old, new))
    for fate, i, j, k, m in SequenceMatcher(None, before_keys, after_keys, autojunk=False).get_opcodes():
        if fate == "equal":
            for before, after in zip(old[i:j], new[k:m], strict=True):
                yield _pair(before, after)
        else:
            yield from (Aligned(node, None) for node in old[i:j])
            yield from (Aligned(None, node) for node in new[k:m])


def _key(node: Node) -> Hashable:
    match node:
        case List(kind):
            return (List, kind)
        case Table(header):
            return (Table, len(header.cells))
        case Heading():
            return (Heading, node.level, node.style, node.id or plain(node.content))
        case Paragraph():
            return (Paragraph, node.style, node.id or plain(node.content))
        case ListItem(_, id_) if id_:
            return (ListItem, id_)
        case _:
            return replace(node, id=None) if not isinstance(node, DefinitionList) else DefinitionList


def _words(node: Node) -> tuple[Inline, ...]:
    return node.content if isinstance(node, Heading | Paragraph) else ()


def _pair(old: Node, new: Node) -> Aligned:
    match old, new:
        case (Heading(), Heading()) | (Paragraph(), Paragraph()):
            return Aligned(old, new, (align_words(_words(old), _words(new)),))
        case Definition(), Definition():
            return Aligned(old, new, (align_words(old.term, new.term), align_words(old.content, new.content)))
        case Row(), Row():
            cells = zip(old.cells, new.cells, strict=True)
            return Aligned(old, new, tuple(align_words(before.content, after.content) for before, after in cells))
        case List(), List():
            return Aligned(old, new, inner=tuple(_nodes(old.items, new.items)))
        case ListItem(), ListItem():
            return Aligned(old, new, inner=tuple(_nodes(old.blocks, new.blocks)))
        case DefinitionList(), DefinitionList():
            return Aligned(old, new, inner=tuple(_nodes(old.entries, new.entries)))
        case Table(), Table():
            rows = tuple(_nodes((old.header, *old.rows), (new.header, *new.rows)))
            return Aligned(old, new, (align_words(old.caption, new.caption),), rows)
    raise AssertionError("parts of two kinds are never paired")
