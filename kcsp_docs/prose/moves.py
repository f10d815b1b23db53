"""Parts of a text that left one section or list and came up in another, known by their ids."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.likeness import id_of, kind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from kcsp_docs.prose.align import Aligned, AlignedSection
    from kcsp_docs.prose.likeness import Node

Halves: TypeAlias = "dict[Hashable, Node]"


def with_moves(aligned: tuple[AlignedSection, ...]) -> tuple[AlignedSection, ...]:
    """Each part that went and each that came with the other half of its move, where it has one.

    What lies within a section that moved moved with it.
    """
    single = [part for section in aligned if not section.moved for each in section.parts for part in _single(each)]
    went = {_key(part.old): part.old for part in single if part.old}
    came = {_key(part.new): part.new for part in single if part.new}
    moved = went.keys() & came.keys()
    if not moved:
        return aligned
    both = {key: went[key] for key in moved}, {key: came[key] for key in moved}
    return tuple(section if section.moved else _section(section, *both) for section in aligned)


def _single(part: Aligned) -> Iterator[Aligned]:
    """Those that have an id, one side and no other half."""
    node = part.old or part.new
    if part.old and part.new:
        for inner in part.inner:
            yield from _single(inner)
    elif node and id_of(node) and not part.moved:
        yield part


def _key(node: Node) -> Hashable:
    return (kind(node), id_of(node))


def _section(section: AlignedSection, went: Halves, came: Halves) -> AlignedSection:
    return replace(section, parts=tuple(_part(part, went, came) for part in section.parts))


def _part(part: Aligned, went: Halves, came: Halves) -> Aligned:
    if part.old and part.new:
        return replace(part, inner=tuple(_part(inner, went, came) for inner in part.inner)) if part.inner else part
    if part.moved:
        return part
    other = came.get(_key(part.old)) if part.old else went.get(_key(part.new)) if part.new else None
    return replace(part, moved=other)
