"""Edits put together by where they stand: what is to become of each record, list and value of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from kcsp_docs.errors import ModelError
from kcsp_docs.reading import edit_problems as problems
from kcsp_docs.reading.known_keys import inside
from kcsp_docs.reading.nodes import ListNode, RecordNode
from kcsp_docs.reading.paths import Item, Key
from kcsp_docs.reading.resolved import Resolved, Standing
from kcsp_docs.reading.shape import fields_of
from kcsp_docs.reading.validation import data_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.nodes import Node
    from kcsp_docs.reading.targets import Slot, Target

Built: TypeAlias = "str | dict[str, Built] | list[Built]"
"""What is to be written anew: a text, a record, a list."""


@dataclass
class Patch:
    """What is to become of one place. ``edits`` are those of this very place; ``below`` has the places within it."""

    target: Target
    edits: list[Resolved] = field(default_factory=list)
    below: dict[Slot, Patch] = field(default_factory=dict)

    @property
    def node(self) -> Node | None:
        """What stands there now."""
        return self.target.node

    @property
    def key(self) -> str:
        """The key that it is given for."""
        last = self.target.steps[-1]
        return last.name if isinstance(last, Key) else last.label

    @property
    def is_value(self) -> bool:
        """Whether it is a single value that is set or cleared."""
        return bool(self.edits) and self.target.field is not None

    @property
    def written(self) -> str | None:
        """The text that a single value becomes; None where it is cleared."""
        return self.edits[-1].written if self.edits else None

    @property
    def is_gone(self) -> bool:
        """Whether nothing is to be left here."""
        if self.is_value:
            return self.written is None
        return any(each.edit.after is None for each in self.edits) or self._is_emptied

    @property
    def _is_emptied(self) -> bool:
        """Whether a record within a record, or an item, loses all that it holds, and something that it needs."""
        values = [each for each in self.below.values() if each.is_value]
        cleared = {each.key for each in self.below.values() if each.is_gone}
        kept = {each.key for each in self.below.values() if not each.is_gone}
        needed = any(each.is_gone and each.target.field and each.target.field.required for each in values)
        return needed and not (self.target.keys_given - cleared) | kept

    @property
    def is_new(self) -> bool:
        """Whether something is to be written where nothing is given."""
        return self.node is None and bool(self.edits or any(self._within())) and not self.is_gone

    def _within(self) -> Iterator[bool]:
        return (not each.is_gone for each in self.below.values())

    def every_edit(self) -> Iterator[Resolved]:
        """The edits of this place and of all that is within it."""
        yield from self.edits
        for each in self.below.values():
            yield from each.every_edit()


def patches(edits: Iterable[Resolved]) -> Mapping[str, Patch]:
    """By file name, what is to become of each file.

    Raises ModelError for edits of records that the model has no longer, or that other edits delete.
    """
    roots: dict[str, Patch] = {}
    found: list[Problem] = []
    for each in edits:
        if each.is_gone:
            found.append(problems.at(problems.record_gone(each.edit, each.record_said), each.place, each.path))
        elif each.standing is not Standing.ALREADY:
            _put(each, roots)
    found.extend(problem for root in roots.values() for problem in _lost(root))
    if found:
        raise ModelError(tuple(found))
    return roots


def _put(each: Resolved, roots: dict[str, Patch]) -> None:
    way = [each.target]
    while (outer := way[-1].within) is not None:
        way.append(outer)
    root = way.pop()
    here = roots.setdefault(root.file.model_file.file_name, Patch(root))
    for target in reversed(way):
        here = here.below.setdefault(target.slot, Patch(target))
    here.edits.append(each)


def _lost(patch: Patch) -> Iterator[Problem]:
    """Edits that would go with a record that another edit deletes."""
    deletion = next((each for each in patch.edits if each.field_said is None and each.edit.after is None), None)
    for below in patch.below.values():
        for each in below.every_edit() if deletion else ():
            yield problems.at(problems.record_gone(each.edit, each.record_said), each.place, each.path)
        if not deletion:
            yield from _lost(below)


def placed(patch: Patch, path: str) -> Iterator[tuple[str, Resolved]]:
    """Each edit with the model path that its place has when all is written; ``path`` is that of the patch."""
    yield from ((path, each) for each in patch.edits)
    numbers = _numbers(patch)
    for below in patch.below.values():
        if below.target.field:
            yield from placed(below, inside(path, below.key))
        else:
            is_numbered = below.key.isdigit() or "=" in below.key
            yield from placed(below, f"{path}[{numbers.get(id(below), below.key) if is_numbered else below.key}]")


def _numbers(patch: Patch) -> Mapping[int, int]:
    """Which number, from 0, each item of a list has when all is written."""
    by_node = {id(each.node): each for each in patch.below.values() if each.node is not None}
    items = patch.node.items if isinstance(patch.node, ListNode) else ()
    there = [by_node.get(id(item)) for item in items if not _is_gone(by_node.get(id(item)))]
    new = [each for each in patch.below.values() if each.is_new]
    return {id(each): number for number, each in enumerate((*there, *new)) if each}


def built(patch: Patch) -> Built:
    """What is written for a place where nothing is given."""
    if patch.is_value:
        return patch.written or ""
    if patch.target.shape.item is not None:
        return [built(each) for each in patch.below.values() if each.is_new]
    given: dict[str, Built] = dict(_known_by(patch.target))
    given |= {each.key: built(each) for each in patch.below.values() if each.is_new}
    model = patch.target.record_model
    order = [*fields_of(model)] if model else []
    return {key: given[key] for key in sorted(given, key=lambda key: order.index(key) if key in order else len(order))}


def _known_by(target: Target) -> Mapping[str, str]:
    """What an item that is made anew must say to be found again."""
    last = target.asked[-1] if target.asked else None
    if not isinstance(last, Item):
        return {}
    return last.wanted or {"id": last.label}


def expected(patch: Patch | None, node: Node | None) -> Any:  # noqa: ANN401
    """What a place is to hold when all is written: texts, lists and dicts as ``data_of`` has them."""
    if patch is None:
        return None if node is None else data_of(node)
    if node is None or patch.is_value:
        return built(patch)
    below = list(patch.below.values())
    if isinstance(node, ListNode):
        by_node = {id(each.node): each for each in below if each.node is not None}
        kept = [expected(by_node.get(id(item)), item) for item in node.items if not _is_gone(by_node.get(id(item)))]
        return [*kept, *(built(each) for each in below if each.is_new)]
    assert isinstance(node, RecordNode)
    by_key = {each.key: each for each in below}
    held = {entry.key.text: node.value(entry.key.text) for entry in node.entries}
    keys = [*held, *(key for key in by_key if key not in held)]
    values = {key: expected(by_key.get(key), held.get(key)) for key in keys if not _is_gone(by_key.get(key))}
    return {key: value for key, value in values.items() if value is not None}


def _is_gone(patch: Patch | None) -> bool:
    return patch is not None and patch.is_gone
