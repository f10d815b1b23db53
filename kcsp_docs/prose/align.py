"""Two editions of one text, side by side: which part of the one is which part of the other, down to the word.

What changed and what a redline marks both stand on this one comparison, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.prose.likeness import Known, Node, kind, own_texts, parts, shown
from kcsp_docs.prose.moves import with_moves
from kcsp_docs.prose.order import side_by_side
from kcsp_docs.prose.tree import Block, Heading, ListItem, Table, plain
from kcsp_docs.prose.words import Stretch, align_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Aligned",
    "AlignedSection",
    "Node",
    "Section",
    "Stretch",
    "align",
    "align_section",
    "align_words",
    "sections",
]

SECTION_LEVEL = 2


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
    """The sections of two editions in the order in which a redline shows them: what went stands where it was.

    Sections are matched by id, then by title, then by likeness; their blocks, items, definitions and rows by id, then
    by being equal, then by term, first cell or caption, then by likeness. Two are alike that hold parts of one id, or
    have 40 % of the words of the two in common, in whatever order; not two that both have an id, for those are
    two. Parts of two kinds (of another style, level, kind of list, number of columns) are never each other's. The first
    blocks of two items that are each other's, their sections' headings and their tables' headers are so too.

    Of the parts that both editions have, those stay in place that are together the heaviest by the amount of their
    text; the others have ``moved``, and so has a part with an id that left one section or list and came up in another.

    The work grows as n log n: likeness is tried on what is left over alone, and there on 64 pairs, or where there are
    more on about ten others for each (see :mod:`kcsp_docs.prose.order`).
    """
    return with_moves(tuple(_sections(sections(old), sections(new))))


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
    have_headings = bool(old.heading and new.heading)
    return tuple(_nodes(old.blocks, new.blocks, first_is_first=have_headings))


def _sections(old: tuple[Section, ...], new: tuple[Section, ...]) -> Iterator[AlignedSection]:
    for before, after, other in side_by_side(old, new, _known):
        if before and after:
            yield AlignedSection(before, after, align_section(before, after))
        elif before:
            yield AlignedSection(before, None, tuple(Aligned(block, None) for block in before.blocks), other)
        elif after:
            yield AlignedSection(None, after, tuple(Aligned(None, block) for block in after.blocks), other)


def _known(section: Section) -> Known:
    """What stands before the first heading goes by that alone."""
    if section.heading is None:
        return Known((Section, None), "lead", "", section.blocks)
    return Known((Section, Heading), section.id, section.title, section.blocks)


def _nodes(old: tuple[Node, ...], new: tuple[Node, ...], *, first_is_first: bool) -> Iterator[Aligned]:
    are_first = bool(first_is_first and old and new and kind(old[0]) == kind(new[0]))
    for before, after, other in side_by_side(old, new, Known.of, first_is_first=are_first):
        if before and after:
            is_same = before == after or shown(before) == shown(after)
            yield _same(before, after) if is_same else _pair(before, after)
        else:
            yield Aligned(before, after, moved=other)


def _pair(old: Node, new: Node) -> Aligned:
    texts = zip(own_texts(old), own_texts(new), strict=True)
    inner = _nodes(parts(old), parts(new), first_is_first=isinstance(new, ListItem | Table))
    return Aligned(old, new, tuple(align_words(before, after) for before, after in texts), tuple(inner))


def _same(old: Node, new: Node) -> Aligned:
    """Two that a reader cannot tell from each other, part by part."""
    texts = tuple((Stretch(text),) if text else () for text in own_texts(new))
    inner = zip(parts(old), parts(new), strict=True)
    return Aligned(old, new, texts, tuple(_same(before, after) for before, after in inner))
