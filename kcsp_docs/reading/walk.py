"""Every value of the model with its place in it: a walk over tree and types together.

It goes over the tree and not over the built model, so that a fault in one record hides nothing in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.known_keys import inside
from kcsp_docs.reading.nodes import Entry, ListNode, Mark, Node, RecordNode, ScalarNode, UnknownNode
from kcsp_docs.reading.shape import Shape, fields_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.reading.labels import Labels


@dataclass(frozen=True, slots=True)
class Frame:
    """A record that encloses a value, and the keys that it may have."""

    node: RecordNode
    fields: Mapping[str, Shape]


@dataclass(frozen=True, slots=True)
class ModelTree:
    """All files as one record: the keys of ``partnership.yaml``, and each other file under its name.

    ``fields`` says what each key holds, ``files`` in which file it stands.
    """

    root: RecordNode
    fields: Mapping[str, Shape]
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """A node of the model. ``enclosing`` are the records around it, the root first."""

    node: Node
    shape: Shape
    path: str
    file: str
    enclosing: tuple[Frame, ...]


def tree_of(entries: Mapping[str, Node], fields: Mapping[str, Shape], files: Mapping[str, str]) -> ModelTree:
    """Put the files together."""
    top = Mark(1, 1, 0)
    keyed = tuple(Entry(ScalarNode(key, top, top), node) for key, node in entries.items())
    return ModelTree(RecordNode(keyed, top), fields, files)


def walk(tree: ModelTree, labels: Labels) -> Iterator[Value]:
    """Each list and each single value, in the order of the files."""
    outermost = (Frame(tree.root, tree.fields),)
    for entry in tree.root.entries:
        key = entry.key.text
        yield from _below(Value(entry.value, tree.fields[key], key, tree.files[key], outermost), labels)


def _below(value: Value, labels: Labels) -> Iterator[Value]:
    match value.node:
        case RecordNode():
            yield from _record(value, value.node, labels)
        case ListNode():
            yield value
            if value.shape.item is not None:
                inner = shape_of(value.shape.item)
                for label, item in zip(labels.of(value.node), value.node.items, strict=True):
                    below = Value(item, inner, f"{value.path}[{label}]", value.file, value.enclosing)
                    yield from _below(below, labels)
        case UnknownNode():
            return
        case _:
            yield value


def _record(value: Value, node: RecordNode, labels: Labels) -> Iterator[Value]:
    if value.shape.record is None and value.shape.value is None:
        return
    fields = fields_of(value.shape.record) if value.shape.record else {}
    enclosing = (*value.enclosing, Frame(node, fields)) if fields else value.enclosing
    any_key = shape_of(value.shape.value) if value.shape.value is not None else None
    for entry in node.entries:
        shape = fields.get(entry.key.text, any_key)
        if shape is not None:
            path = inside(value.path, entry.key.text)
            yield from _below(Value(entry.value, shape, path, value.file, enclosing), labels)
