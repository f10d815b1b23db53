"""Ids: no two alike in one list, and every one that is referred to is there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.folder import file_of
from kcsp_docs.reading.labels import Labels, usable_id
from kcsp_docs.reading.nodes import ListNode, RecordNode, ScalarNode, UnknownNode
from kcsp_docs.reading.problems import error, meant, one_of
from kcsp_docs.reading.shape import Shape, fields_of, shape_of
from kcsp_docs.reading.walk import Frame, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import BaseModel

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.fact import Refers
    from kcsp_docs.reading.nodes import Node

_USABLE = re.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_NAMES = ("name", "short_name", "full_name", "abbreviation", "post", "title")
_MOST_GUESSES = 50
"""Beyond so many wrong references something else is wrong, and each guess goes over the whole list."""


@dataclass(frozen=True, slots=True)
class _Collection:
    """The records that an id is looked for in. ``is_whole`` is False where some have no usable id or are unknown."""

    model: type[BaseModel]
    by_id: Mapping[str, RecordNode] = field(default_factory=dict)
    is_whole: bool = True
    file: str | None = None
    """The file that it stands in, where it is a list of the model itself and not of a record around the value."""

    def named(self, name: str) -> str | None:
        """The id of the record that goes by a name."""
        folded = name.casefold()
        for found, record in self.by_id.items():
            if any((record.text(key) or "").casefold() == folded for key in _NAMES):
                return found
        return None


def duplicate_ids(values: Iterable[Value], labels: Labels) -> Iterator[Problem]:
    """Ids that stand twice in one list; capitals make no difference, because file names come from ids."""
    for value in values:
        if isinstance(value.node, ListNode) and _identified_model(value.shape):
            yield from _duplicates_in(value, value.node, labels)


def _duplicates_in(value: Value, node: ListNode, labels: Labels) -> Iterator[Problem]:
    first: dict[str, ScalarNode] = {}
    for label, item in zip(labels.of(node), node.items, strict=True):
        found = item.value("id") if isinstance(item, RecordNode) else None
        if not isinstance(found, ScalarNode):
            continue
        written = found.text.strip()
        folded = written.casefold()
        if folded in first:
            yield error(
                Code.DUPLICATE_ID,
                f"The id “{written}” is taken on line {first[folded].start.line} (capitals make no difference).",
                "Give each its own.",
                file=value.file,
                at=found.start,
                path=f"{value.path}[{label}].id",
            )
        first.setdefault(folded, found)


def ids_of_names(values: Iterable[Value]) -> Mapping[str, str]:
    """Where a reference gives a name that is no id: by its path, the id of the record with that name."""
    finder = _Finder()
    meant_ids = {}
    for value in values:
        refers = value.shape.refers
        if refers and isinstance(value.node, ScalarNode) and not _USABLE.fullmatch(wanted := value.node.text.strip()):
            collection = finder.collection(value, refers)
            if collection and (found := collection.named(wanted)):
                meant_ids[value.path] = found
    return meant_ids


def unknown_references(values: Iterable[Value]) -> Iterator[Problem]:
    """References to what is not there. Nothing is said of a list that cannot be known whole."""
    finder = _Finder()
    told = 0
    for value in values:
        refers = value.shape.refers
        if refers and isinstance(value.node, ScalarNode) and (wanted := value.node.text.strip()):
            collection = finder.collection(value, refers)
            if collection and collection.is_whole and wanted not in collection.by_id:
                told += 1
                yield _unknown(value, wanted, refers, collection, guess=told <= _MOST_GUESSES)


def _unknown(value: Value, wanted: str, refers: Refers, collection: _Collection, *, guess: bool) -> Problem:
    named = refers.collection.rpartition(".")[2].replace("_", " ")
    of_that = f" of that {refers.through}" if refers.through else ""
    if collection.by_id:
        message = f"“{wanted}” is not the id of any of the {named}{of_that}."
        hint = _wanted(wanted, collection, guess=guess) or f"Write the id of one of the {named}{of_that}."
    else:
        message = f"“{wanted}” is not there: there are no {named}{of_that}."
        within = f" in {collection.file}" if collection.file else ""
        hint = f"Add it to the {named}{of_that}{within}" + ("." if value.shape.required else ", or leave it out.")
    return error(Code.UNKNOWN_REFERENCE, message, hint, file=value.file, at=value.node.start, path=value.path)


def _wanted(wanted: str, collection: _Collection, *, guess: bool) -> str | None:
    """Which id was probably meant, or which there are."""
    known = tuple(collection.by_id)
    if guess and (found := collection.named(wanted)):
        return f"Write its id: {found}."
    probable = meant(wanted, known) if guess else None
    return f"Did you mean {probable}?" if probable else one_of(known)


class _Finder:
    """Finds the list that a reference is looked up in; each list is indexed once."""

    def __init__(self) -> None:
        self._indexed: dict[int, _Collection] = {}

    def collection(self, value: Value, refers: Refers) -> _Collection | None:
        """None where no record around the value can have such a list, or where it is not known which record does."""
        steps = refers.collection.split(".")
        if refers.through:
            frame = self._through(value.enclosing[-1], refers.through, value)
            return self._follow(frame, steps) if frame else None
        found = (self._follow(frame, steps) for frame in reversed(value.enclosing[1:]))
        return next((collection for collection in found if collection), None) or self._of_model(value, steps)

    def _of_model(self, value: Value, steps: list[str]) -> _Collection | None:
        """The list where it is one of the model's own, and not within some record of it."""
        collection = self._follow(value.enclosing[0], steps)
        return replace(collection, file=file_of(steps[0])) if collection else None

    def _through(self, around: Frame, key: str, value: Value) -> Frame | None:
        """The record that the neighbouring key refers to."""
        wanted, shape = around.node.text(key), around.fields.get(key)
        if not wanted or not shape or not shape.refers or not (neighbour := around.node.value(key)):
            return None
        collection = self.collection(Value(neighbour, shape, value.path, value.file, value.enclosing), shape.refers)
        record = collection.by_id.get(wanted) if collection else None
        return Frame(record, fields_of(collection.model)) if collection and record else None

    def _follow(self, frame: Frame, steps: list[str]) -> _Collection | None:
        """The list that some keys lead to, one after another; None where they cannot lead to records with ids."""
        node: Node | None = frame.node
        fields, shape = frame.fields, Shape()
        for step in steps:
            if step not in fields:
                return None
            shape = fields[step]
            node = _below(node, step, shape)
            fields = fields_of(shape.record) if shape.record else {}
        model = _identified_model(shape)
        return self._index(node, model) if model else None

    def _index(self, node: Node | None, model: type[BaseModel]) -> _Collection:
        if node is None:
            return _Collection(model)
        if not isinstance(node, ListNode):
            return _Collection(model, is_whole=False)
        if id(node) not in self._indexed:
            by_id = {found: item for item in node.items if isinstance(item, RecordNode) and (found := usable_id(item))}
            is_whole = all(usable_id(item) for item in node.items)
            self._indexed[id(node)] = _Collection(model, by_id, is_whole)
        return self._indexed[id(node)]


def _below(node: Node | None, key: str, shape: Shape) -> Node | None:
    """What a key holds. A required key that is absent has been told, and what it would hold is unknown."""
    if not isinstance(node, RecordNode):
        return node
    return node.value(key) or (UnknownNode(node.start) if shape.required else None)


def _identified_model(shape: Shape) -> type[BaseModel] | None:
    """The model of the records in a list, where they have ids."""
    model = shape_of(shape.item).record if shape.item is not None else None
    return model if model and "id" in fields_of(model) else None
