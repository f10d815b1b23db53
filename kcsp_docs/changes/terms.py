"""What changed in a group's terms, piece by piece: the comparison of two editions as a list of what it marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from kcsp_docs.changes.parts import (
    Part,
    as_moved,
    count,
    is_own,
    kept_part,
    node_id,
    side_by_side,
    whole_parts,
)
from kcsp_docs.prose.align import SECTION_LEVEL, Aligned, align_section
from kcsp_docs.prose.tree import DefinitionList, Heading, List, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kcsp_docs.changes.change import Mark
    from kcsp_docs.prose.align import AlignedSection, Node, Section

_NEAR = 2
"""How near to an item that came or went the end of another follows from it: ``; and`` stands before the last."""


class Fate(Enum):
    """What became of a piece."""

    REWORDED = auto()
    CAME = auto()
    WENT = auto()
    MOVED = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A section: ``key`` names it in the keys of changes, ``mark`` in their marks."""

    key: str
    mark: str
    title: str
    id: str | None
    is_there: bool
    """Whether the new edition has it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part that was reworded, or one that came, went or moved with all that lies within it.

    ``name`` names it within its section, for the key of a change: its id or its number; it is empty for the section
    itself. ``marks`` are all that a redline shows of it. ``before`` and ``after`` are all its words.
    """

    fate: Fate
    place: Place
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]
    before: str | None
    after: str | None
    name: str = ""
    id: str | None = None
    is_last: bool = False
    is_shown_whole: bool = False
    """Whether it moved, by itself or with its section, so that a redline shows all of it whatever was reworded."""


def place_of(section: AlignedSection) -> Place:
    """How changes name a section of an alignment; one edition has it at least."""
    there = section.new or section.old
    if there is None:
        raise ValueError("A section stands in one edition at least.")
    slug = re.sub("[^A-Za-z0-9]+", "-", there.title).strip("-").lower()
    key = there.id or slug or ("section" if there.heading else "opening")
    return Place(key, _mark_of(there), there.title, there.id, section.new is not None)


def _mark_of(section: Section) -> str:
    """How marks name a section of one edition."""
    return section.id or section.title


def pieces(aligned: Sequence[AlignedSection]) -> Iterator[tuple[Piece, ...]]:
    """Everything in each section that a redline marks, in its order; a move is one piece, where it moved to."""
    left = {each: section for section in aligned for each in _left(section)}
    for section in aligned:
        yield tuple(_in_section(section, left))


def _left(section: AlignedSection) -> Iterator[str]:
    """The ids of the parts that moved from here, perhaps to another section."""
    nodes = list(section.parts)
    while nodes:
        node = nodes.pop()
        if node.old is not None and node.moved is not None and (id_ := node_id(node.old)):
            yield id_
        nodes.extend(node.inner)


def _in_section(section: AlignedSection, left: Mapping[str, AlignedSection]) -> Iterator[Piece]:
    place, old, new = place_of(section), section.old, section.new
    if old is not None and new is not None:
        if section.is_changed:
            yield from _Walk(place, old, new, left).pieces(section.parts)
    elif new is not None and section.moved is not None:
        left_from = _mark_of(section.moved)
        yield replace(_whole(place, Fate.MOVED, section.moved.blocks, new.blocks, left_from), parts=())
        yield from _within_a_move(place, section.moved, new)
    elif new is not None:
        yield _whole(place, Fate.CAME, (), new.blocks)
        walked = _Walk(place, new, new, left).pieces(section.parts)
        yield from (piece for piece in walked if piece.fate is Fate.MOVED)
    elif old is not None and section.moved is None:
        yield _whole(place, Fate.WENT, old.blocks, ())


def _within_a_move(place: Place, old: Section, new: Section) -> Iterator[Piece]:
    """What was reworded on the way: a redline shows the whole of it twice, where it went and where it came."""
    for piece in _Walk(place, old, new, {}, _mark_of(old)).pieces(align_section(old, new)):
        if piece.fate is Fate.REWORDED:
            parts = tuple(as_moved(_mark_of(old), place.mark, part) for part in piece.parts)
            yield replace(piece, parts=parts, marks=tuple(dict.fromkeys(_marks(parts))), is_shown_whole=True)
        else:
            yield replace(piece, is_shown_whole=True)


def _whole(
    place: Place, fate: Fate, old: Sequence[Node], new: Sequence[Node], section_before: str | None = None
) -> Piece:
    """What went, came or moved as a whole, perhaps out of another section."""
    gone = whole_parts(place.mark if section_before is None else section_before, old, Revision.DELETED)
    come = whole_parts(place.mark, new, Revision.INSERTED)
    parts = side_by_side(gone, come, old, new) if fate is Fate.MOVED else (*gone, *come)
    marks = _marks((*gone, *come))
    return Piece(fate, place, parts, marks, _before(gone), _after(come), is_shown_whole=fate is Fate.MOVED)


def _marks(parts: Iterable[Part]) -> tuple[Mark, ...]:
    return tuple(mark for part in parts for hunk in part.hunks for mark in hunk.marks)


def _before(parts: Iterable[Part]) -> str | None:
    return "\n".join(part.before for part in parts if part.before is not None) or None


def _after(parts: Iterable[Part]) -> str | None:
    return "\n".join(part.after for part in parts if part.after is not None) or None


class _Walk:
    """Through the parts of a section that both editions have, counting those of either.

    ``gone_from`` is how marks name the section that a part went from, where a redline shows that elsewhere.
    """

    def __init__(
        self, place: Place, old: Section, new: Section, left: Mapping[str, AlignedSection], gone_from: str | None = None
    ) -> None:
        self._place, self._left = place, left
        self._gone_from = place.mark if gone_from is None else gone_from
        self._passed_old = self._passed_new = 0
        self._all_old, self._all_new = _length(old), _length(new)

    def pieces(self, siblings: Sequence[Aligned], *, in_list: bool = False) -> Iterator[Piece]:
        """Those among parts that stand side by side, and within them."""
        one_sided = [node.old is None or node.new is None for node in siblings]
        for at, node in enumerate(siblings):
            if node.old is None or node.new is None:
                yield from self._one_sided(node)
            else:
                beside = in_list and any(one_sided[max(0, at - _NEAR) : at + _NEAR + 1])
                yield from self._kept(node, node.new, beside=beside)

    def _kept(self, node: Aligned, new: Node, *, beside: bool) -> Iterator[Piece]:
        if isinstance(new, List | DefinitionList):
            yield from self.pieces(node.inner, in_list=True)
            return
        part = replace(kept_part(self._place.mark, node, new), beside=beside)
        name = "" if _is_title(new) else self._number(1, 1)
        if part.hunks:
            is_last = bool(name) and self._is_last_new
            named = part.unit if name and part.unit else name
            marks = _marks((part,))
            yield Piece(
                Fate.REWORDED, self._place, (part,), marks, part.before, part.after, named, part.unit or None, is_last
            )
        yield from self.pieces([each for each in node.inner if not is_own(each)])

    def _one_sided(self, node: Aligned) -> Iterator[Piece]:
        match node:
            case Aligned(old=None, new=List() | DefinitionList() as new, moved=None):
                for item in _items(new):
                    yield from self._one_sided(Aligned(None, item))
            case Aligned(old=List() | DefinitionList() as old, new=None, moved=None):
                for item in _items(old):
                    yield from self._one_sided(Aligned(item, None))
            case Aligned(old=None, new=new, moved=old) if new is not None:
                number = self._number(0, count(new))
                piece = self._moved(old, new) if old is not None else _whole(self._place, Fate.CAME, (), (new,))
                is_last = self._is_last_new
                yield replace(piece, name=node_id(new) or number, id=node_id(new), is_last=is_last)
            case Aligned(old=old, new=None, moved=moved) if old is not None:
                number = self._number(count(old), 0)
                if moved is None:
                    piece = _whole(self._place, Fate.WENT, (old,), (), self._gone_from)
                    is_last = self._passed_old == self._all_old > 1
                    yield replace(piece, name=node_id(old) or number, id=node_id(old), is_last=is_last)

    @property
    def _is_last_new(self) -> bool:
        """Whether the part that was just passed is the last one of several."""
        return self._passed_new == self._all_new > 1

    def _moved(self, old: Node, new: Node) -> Piece:
        from_here = self._left.get(node_id(old) or "")
        section = place_of(from_here).mark if from_here else self._gone_from
        return _whole(self._place, Fate.MOVED, (old,), (new,), section)

    def _number(self, old: int, new: int) -> str:
        """Go past so many parts of either edition; the number of the first of them, in the new one if that has it."""
        number = self._passed_new + 1 if new else self._passed_old + 1
        self._passed_old += old
        self._passed_new += new
        return str(number)


def _length(section: Section) -> int:
    return sum(count(block) for block in section.blocks if not _is_title(block))


def _is_title(node: Node) -> bool:
    return isinstance(node, Heading) and node.level == SECTION_LEVEL


def _items(node: List | DefinitionList) -> Sequence[Node]:
    return node.items if isinstance(node, List) else node.entries
