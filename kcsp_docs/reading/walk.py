"""The values of the model with their places in it: a walk over tree and types together.

It goes over the tree and not over the built model, so that a fault in one record hides nothing in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.known_keys import inside
from kcsp_docs.reading.nodes import Entry, ListNode, Mark, Node, RecordNode, ScalarNode
from kcsp_docs.reading.shape import Shape, fields_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    return ModelTree(RecordNode(keyed, top, top), fields, files)


def values_of(tree: ModelTree, labels: Labels) -> tuple[Value, ...]:
    """What is looked at beyond its own kind, in the order of the files.

    These are each list, each reference, each wording, and each other value that is written as a wording.
    """
    outermost = (Frame(tree.root, tree.fields),)
    found: list[Value] = []
    for entry in tree.root.entries:
        key = entry.key.text
        _gather(Value(entry.value, tree.fields[key], key, tree.files[key], outermost), labels, found)
    return tuple(found)


def _gather(value: Value, labels: Labels, found: list[Value]) -> None:
    match value.node:
        case RecordNode():
            _gather_record(value, value.node, labels, found)
        case ListNode():
            found.append(value)
            _gather_items(value, value.node, labels, found)
        case ScalarNode() if _says_more(value.shape) or _is_template(value.node):
            found.append(value)


def _gather_items(value: Value, node: ListNode, labels: Labels, found: list[Value]) -> None:
    if value.shape.item is None:
        return
    inner = shape_of(value.shape.item)
    if _is_plain(inner) and not any(_is_template(item) for item in node.items):
        return
    for label, item in zip(labels.of(node), node.items, strict=True):
        _gather(Value(item, inner, f"{value.path}[{label}]", value.file, value.enclosing), labels, found)


def _gather_record(value: Value, node: RecordNode, labels: Labels, found: list[Value]) -> None:
    model = value.shape.record_for(node)
    fields = fields_of(model) if model else {}
    enclosing = (*value.enclosing, Frame(node, fields)) if fields else value.enclosing
    any_key = shape_of(value.shape.value) if value.shape.value is not None else _NOTHING
    for entry in node.entries:
        shape = fields.get(entry.key.text, any_key)
        is_known = entry.key.text in fields or value.shape.value is not None
        if not _is_plain(shape) or (is_known and _is_template(entry.value)):
            path = inside(value.path, entry.key.text)
            _gather(Value(entry.value, shape, path, value.file, enclosing), labels, found)


_NOTHING = Shape()


def _is_template(node: Node) -> bool:
    """Whether a value is written as a wording is, with facts or statements in it."""
    return isinstance(node, ScalarNode) and ("{{" in node.text or "{%" in node.text)


def _says_more(shape: Shape) -> bool:
    return shape.is_wording or shape.refers is not None


def _is_plain(shape: Shape) -> bool:
    """Whether nothing that is looked for can stand there."""
    return shape == _NOTHING
