"""Keys that nobody defined: told here, before the values are validated, so that one slip is one problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.prose.phrases import listed
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Entry, ListNode, Node, RecordNode, ScalarNode
from kcsp_docs.reading.problems import error, meant
from kcsp_docs.reading.shape import Shape, fields_of, shape_of, takes_any_key

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.labels import Labels

_MOST_LISTED = 20


class KnownKeys:
    """Takes unknown keys out of a tree. A misspelt key goes on under the name that was probably meant.

    ``problems`` gathers what was found, ``guessed`` the paths whose key was put right: that a value of the wrong kind
    stands there is no problem of its own, because the guess may be wrong.
    """

    def __init__(self, file: str, labels: Labels) -> None:
        self.problems: list[Problem] = []
        self.guessed: set[str] = set()
        self._file = file
        self._labels = labels

    def settled(self, node: Node, shape: Shape, path: str) -> Node:
        """The same tree with known keys alone."""
        match node:
            case RecordNode() if model := shape.record_for(node):
                return self._record(node, model, path)
            case RecordNode() if shape.value is not None:
                inner = shape_of(shape.value)
                return replace(node, entries=tuple(self._entry(entry, inner, path) for entry in node.entries))
            case ListNode() if shape.item is not None:
                inner = shape_of(shape.item)
                labelled = zip(self._labels.of(node), node.items, strict=True)
                items = tuple(self.settled(item, inner, f"{path}[{label}]") for label, item in labelled)
                return replace(node, items=items)
        return node

    def _record(self, node: RecordNode, model: type[BaseModel], path: str) -> RecordNode:
        fields = fields_of(model)
        taken = {entry.key.text for entry in node.entries}
        entries = []
        for entry in node.entries:
            known = entry if entry.key.text in fields else self._unknown(entry, model, taken, path)
            if known and known.key.text in fields:
                entries.append(self._entry(known, fields[known.key.text], path))
            elif known:
                entries.append(known)
        return replace(node, entries=tuple(entries))

    def _entry(self, entry: Entry, shape: Shape, path: str) -> Entry:
        if isinstance(entry.value, ScalarNode):
            return entry
        return Entry(entry.key, self.settled(entry.value, shape, inside(path, entry.key.text)))

    def _unknown(self, entry: Entry, model: type[BaseModel], taken: set[str], path: str) -> Entry | None:
        """Tell of a key; the entry under the name that was meant, if that is still free."""
        if takes_any_key(model):
            return entry
        known = tuple(fields_of(model))
        probable = meant(entry.key.text, known)
        self._tell(entry, probable, known, path)
        if probable is None or probable in taken:
            return None
        taken.add(probable)
        self.guessed.add(inside(path, probable))
        return replace(entry, key=replace(entry.key, text=probable))

    def _tell(self, entry: Entry, probable: str | None, known: tuple[str, ...], path: str) -> None:
        key = entry.key
        self.problems.append(
            error(
                Code.UNKNOWN_KEY,
                f"“{key.text}” is not a key that is read here.",
                f"Did you mean {probable}?" if probable else _listed(known),
                file=self._file,
                at=key.start,
                path=inside(path, key.text),
            )
        )


def inside(path: str, key: str) -> str:
    """The path of what a key holds."""
    return f"{path}.{key}" if path else key


def _listed(known: tuple[str, ...]) -> str:
    if len(known) > _MOST_LISTED:
        return "Delete it, or look its name up in the schema."
    return f"The keys here are {listed(known)}."
