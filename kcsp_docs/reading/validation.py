"""Nodes → typed records, by pydantic; each of its complaints becomes a problem with a place, in plain English."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from kcsp_docs.prose.phrases import listed
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.known_keys import inside
from kcsp_docs.reading.nodes import ListNode, Node, RecordNode, ScalarNode, UnknownNode
from kcsp_docs.reading.problems import alternatives, error, meant
from kcsp_docs.reading.refusals import refused
from kcsp_docs.reading.shape import Shape, fields_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pydantic_core import ErrorDetails

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.labels import Labels

_LIST_TYPES = frozenset({"tuple_type", "list_type", "set_type", "frozen_set_type", "iterable_type"})
_RECORD_TYPES = frozenset({"model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"})
_NO_BLANK = re.compile(r"(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/][^\n]*)")
_CHOICE_TYPES = frozenset({"enum", "literal_error"})


@dataclass(frozen=True, slots=True)
class Validated:
    """``value`` is None where there are problems, or where an unknown node stands in the tree."""

    value: Any
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an error lies: ``reached`` says whether its whole location is in the tree."""

    node: Node
    path: str
    shape: Shape
    reached: bool

    def choices_of(self, key: str) -> tuple[str, ...]:
        """The words that may stand for a key of the record that is here; none where it may be any."""
        model = self.shape.record_for(self.node) if isinstance(self.node, RecordNode) else None
        return fields_of(model)[key].choices if model and key in fields_of(model) else ()


def validated(
    node: Node,
    annotation: Any,  # noqa: ANN401
    *,
    file: str,
    path: str,
    labels: Labels,
    guessed: Collection[str] = (),
    adapter: TypeAdapter[Any] | None = None,
) -> Validated:
    """Read a tree as what the annotation says. ``path`` is the model path of the root; nothing is raised.

    ``adapter`` is that of the annotation, for who reads many values of one kind and makes it once.
    """
    try:
        value = (adapter or TypeAdapter(annotation)).validate_python(data_of(node))
    except ValidationError as failure:
        complaints = _Complaints(node, shape_of(annotation), file, path, labels, guessed)
        return Validated(None, tuple(complaints.problems(failure)))
    except Exception as failure:  # a plugin's own validator may raise anything
        return Validated(None, (_section_fault(failure, node, file, path),))
    return Validated(value, ())


def data_of(node: Node) -> Any:  # noqa: ANN401
    """Text, lists and dicts, without the keys that are not given. An unknown node is an object that nothing takes."""
    match node:
        case ScalarNode(text):
            return text
        case ListNode(items):
            return [data_of(item) for item in items]
        case RecordNode(entries):
            return {entry.key.text: data_of(entry.value) for entry in entries if not _is_not_given(entry.value)}
    return node


def _is_not_given(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_not_given


def _section_fault(failure: Exception, node: Node, file: str, path: str) -> Problem:
    return error(
        Code.SECTION_FAULT,
        f"The plugin that reads this file failed at checking it ({type(failure).__name__}: {failure}).",
        "Tell the plugin's author.",
        file=file,
        at=node.start,
        path=path,
    )


class _Complaints:
    def __init__(
        self, root: Node, shape: Shape, file: str, path: str, labels: Labels, guessed: Collection[str]
    ) -> None:
        self._root = root
        self._shape = shape
        self._file = file
        self._path = path
        self._labels = labels
        self._guessed = guessed

    def problems(self, failure: ValidationError) -> Iterator[Problem]:
        """One problem per place: of the ways in which a value may be read, the first that failed is told."""
        told: set[str | None] = set()
        for details in failure.errors(include_url=False):
            problem = self._problem(details)
            if problem and problem.path not in told:
                told.add(problem.path)
                yield problem

    def _problem(self, details: ErrorDetails) -> Problem | None:
        if details["type"] == "missing":
            return self._missing(details)
        spot = self._spot(details["loc"])
        if isinstance(spot.node, UnknownNode) or (spot.reached and spot.path in self._guessed):
            return None
        code, message, hint = _said(details, self._path.partition(".")[0].replace("_", "-"))
        return error(code, message, hint, file=self._file, at=spot.node.start, path=spot.path)

    def _missing(self, details: ErrorDetails) -> Problem | None:
        spot, key = self._spot(details["loc"][:-1]), str(details["loc"][-1])
        words = alternatives(spot.choices_of(key))
        if not isinstance(spot.node, RecordNode):
            return None
        entry = spot.node.entry(key)
        message = f"“{key}” has no value." if entry else f"“{key}” is missing."
        return error(
            Code.MISSING_KEY,
            message,
            _ask_for(key, is_there=entry is not None, words=words),
            file=self._file,
            at=entry.key.start if entry else spot.node.start,
            path=inside(spot.path, key),
        )

    def _spot(self, location: tuple[int | str, ...]) -> _Spot:
        """Follow a location down the tree. What pydantic adds of its own, such as a union's branch, is passed over."""
        spot = _Spot(self._root, self._path, self._shape, reached=True)
        for step in location:
            spot = self._below(spot, step) or replace(spot, reached=False)
        return spot

    def _below(self, spot: _Spot, step: int | str) -> _Spot | None:
        shape = spot.shape
        match spot.node:
            case RecordNode() as node if entry := node.entry(str(step)):
                model = shape.record_for(node)
                free = shape_of(shape.value) if shape.value is not None else Shape()
                inner = fields_of(model).get(entry.key.text, free) if model else free
                return _Spot(entry.value, inside(spot.path, entry.key.text), inner, reached=True)
            case ListNode(items) as node if isinstance(step, int) and step < len(items):
                inner = shape_of(shape.item) if shape.item is not None else Shape()
                return _Spot(items[step], f"{spot.path}[{self._labels.of(node)[step]}]", inner, reached=True)
        return None


def _ask_for(key: str, *, is_there: bool, words: str | None) -> str:
    """The mend for a key that is missing or has nothing after it; ``words`` are what may stand there."""
    asked = "Write one after the colon" if is_there else f"Add a line “{key}: …” here"
    return f"{asked}: {words}." if words else f"{asked}."


def _said(details: ErrorDetails, section: str) -> tuple[str, str, str | None]:
    """Code, message and hint."""
    kind, context = details["type"], details.get("ctx", {})
    if "hint" in context:
        return kind, str(context["message"]), str(context["hint"])
    if kind in _CHOICE_TYPES:
        return Code.NOT_A_CHOICE, *_choice(details["input"], context["expected"])
    if kind in _LIST_TYPES:
        return Code.NOT_A_LIST, "A list belongs here.", "Write each item beneath, on a line that begins with “- ”."
    if kind in _RECORD_TYPES:
        if isinstance(details["input"], str) and (found := _NO_BLANK.fullmatch(details["input"])):
            hint = f"Write “{found['key']}: {found['value']}”."
            return Code.NOT_A_RECORD, "A blank is missing after the colon.", hint
        hint = "Write its keys beneath, each on a line of its own and indented: “key: value”."
        return Code.NOT_A_RECORD, "A record with keys of its own belongs here.", hint
    return Code.NOT_ACCEPTED, *refused(details, section)


def _choice(given: object, expected: str) -> tuple[str, str]:
    words = re.findall(r"'([^']*)'", expected)
    if not isinstance(given, str):
        return "One word belongs here.", f"Write {listed(words, 'or')}."
    probable = meant(given, words)
    choices = f"Write {listed(words, 'or')}."
    return f"“{given}” is none of the words that may stand here.", (
        f"Did you mean {probable}? {choices}" if probable and len(words) > 1 else choices
    )
