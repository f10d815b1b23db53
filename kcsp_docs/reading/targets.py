"""What an Edit is about: the way to its value through the files, and what stands at its end now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.reading.fields import Field, field_of
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode
from kcsp_docs.reading.paths import Item, Key, below, path_of
from kcsp_docs.reading.shape import Shape, shape_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from pydantic import BaseModel

    from kcsp_docs.reading.file import FileRead
    from kcsp_docs.reading.labels import Labels
    from kcsp_docs.reading.nodes import Node
    from kcsp_docs.reading.paths import Step


Slot: TypeAlias = "tuple[Hashable, ...]"


@dataclass(frozen=True, slots=True)
class Target:
    """A place in one file, whether anything stands there or not.

    ``asked`` are the steps that lead to it from the root of the file, ``steps`` the same with each item that is there
    by its own label. ``field`` is what it is a key for, None for a file or an item; ``known_by`` are the keys by which
    the items on the way are known. ``within`` is what it is a key or an item of, None for a file.
    """

    file: FileRead
    asked: tuple[Step, ...]
    steps: tuple[Step, ...]
    node: Node | None
    shape: Shape
    field: Field | None = None
    known_by: tuple[Field, ...] = ()
    within: Target | None = None

    @property
    def slot(self) -> Slot:
        """What tells this place from every other, whether anything stands there or not."""
        return (self.file.model_file.name, *map(_slot_step, self.steps))

    @property
    def path(self) -> str:
        """The model path as it was asked for: ``grant.projects[young-drivers].quarters[quarter=q2].spend``."""
        return path_of((*self._root, *self.asked))

    @property
    def text(self) -> str | None:
        """The text that stands there; None where nothing is given."""
        return self.node.text.strip() or None if isinstance(self.node, ScalarNode) else None

    @property
    def record_model(self) -> type[BaseModel] | None:
        """The model of the record that stands there or may stand there."""
        return self.shape.record_for(self.node) if isinstance(self.node, RecordNode) else self.shape.record

    @property
    def id_field(self) -> Field | None:
        """The field that holds the id of the record that stands there or may stand there."""
        return field_of(self.record_model, "id") if self.record_model else None

    @property
    def keys_given(self) -> frozenset[str]:
        """The keys of a record that hold something, without those by which it is known."""
        if not isinstance(self.node, RecordNode):
            return frozenset()
        last = self.asked[-1] if self.asked else None
        known = last.wanted if isinstance(last, Item) else {}
        entries = self.node.entries
        return frozenset(key for entry in entries if self.node.value(key := entry.key.text) and key not in known)

    @property
    def _root(self) -> tuple[Step, ...]:
        path = self.file.model_file.path
        return (Key(path),) if path else ()


def _slot_step(step: Step) -> Hashable:
    return tuple(sorted(step.wanted.items())) if isinstance(step, Item) and step.wanted else step


def root_of(file: FileRead) -> Target:
    """The whole of a file."""
    return Target(file, (), (), file.node, shape_of(file.model_file.annotation))


def follow(start: Target, steps: Iterable[Step], labels: Labels) -> Target | None:
    """Where some steps lead; None where no model has such a key."""
    here: Target | None = start
    for step in steps:
        here = _step(here, step, labels) if here else None
    return here


def _step(here: Target, step: Step, labels: Labels) -> Target | None:
    node = below(here.node, step, labels) if here.node is not None else None
    if isinstance(step, Item):
        return _item(here, step, node, labels) if here.shape.item is not None else None
    field = _field(here, step.name)
    if field is None:
        return None
    asked, steps = (*here.asked, step), (*here.steps, step)
    return Target(here.file, asked, steps, node, field.shape, field, here.known_by, here)


def _field(here: Target, key: str) -> Field | None:
    if model := here.record_model:
        return field_of(model, key)
    return Field(key, here.shape.value, shape_of(here.shape.value)) if here.shape.value is not None else None


def _item(here: Target, step: Item, node: Node | None, labels: Labels) -> Target | None:
    shape = shape_of(here.shape.item)
    keys = tuple(field_of(shape.record, key) if shape.record else None for key in step.wanted)
    known = tuple(key for key in keys if key)
    if len(known) < len(keys):
        return None
    labelled = _labelled(here.node, step, node, labels) if node is not None else step
    asked, steps = (*here.asked, step), (*here.steps, labelled)
    return Target(here.file, asked, steps, node, shape, None, (*here.known_by, *known), here)


def _labelled(around: Node | None, step: Item, node: Node, labels: Labels) -> Item:
    """The step with the item's own label in place of what it is known by."""
    if not step.wanted or not isinstance(around, ListNode):
        return step
    return next(Item(label) for label, item in zip(labels.of(around), around.items, strict=True) if item is node)
