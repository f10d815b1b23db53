"""What a type annotation of the model says of a node: a record of some model, a list of something, or a value."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, EnumType
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeGuard, Union, get_args, get_origin

from pydantic import BaseModel

from kcsp_docs.model.fact import Refers
from kcsp_docs.model.values import Wording

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from kcsp_docs.reading.nodes import RecordNode

_WORDING_MARK = get_args(Wording)[-1]


@dataclass(frozen=True, slots=True)
class Shape:
    """``record`` is the model of a record, or the first of ``records`` where several may stand in one place; ``item``
    is the annotation of what a list holds, ``value`` of what a mapping with free keys holds. With none of the three it
    is a single value, which may refer to something else by id, be one of a few words, the ``choices``, or be wording:
    prose that is rendered when the folder is read. ``required`` says whether its key must be there.
    """

    records: tuple[type[BaseModel], ...] = ()
    item: Any = None
    value: Any = None
    refers: Refers | None = None
    is_wording: bool = False
    choices: tuple[str, ...] = field(default=(), compare=False)
    required: bool = field(default=False, compare=False)

    @property
    def record(self) -> type[BaseModel] | None:
        return self.records[0] if self.records else None

    def record_for(self, node: RecordNode) -> type[BaseModel] | None:
        """The model that a record is most probably meant to be: the one that knows most of what it holds."""
        if len(self.records) < 2:
            return self.record
        return max(self.records, key=lambda model: _likeness(node, model))


def shape_of(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:  # noqa: ANN401
    """The shape of an annotation. Where a record or a list or a single value may stand, the record comes first."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shape_of(arguments[0], (*marks, *arguments[1:]))
    if origin in {Union, types.UnionType}:
        return _of_union(arguments, marks)
    if _is_model(annotation):
        return Shape(records=(annotation,))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return Shape(value=arguments[1])
    if isinstance(origin, type) and issubclass(origin, Iterable) and arguments:
        return Shape(item=arguments[0])
    refers = next((mark for mark in marks if isinstance(mark, Refers)), None)
    is_wording = any(mark is _WORDING_MARK for mark in marks)
    return Shape(refers=refers, is_wording=is_wording, choices=_choices(annotation))


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Shape]:
    """The keys that a record of a model may have, and what each holds."""
    return {
        key_of(name, info): replace(shape_of(info.annotation, tuple(info.metadata)), required=info.is_required())
        for name, info in _fields(model)
    }


def key_of(name: str, info: FieldInfo) -> str:
    """The key that a file has for a field."""
    return info.alias or name


def takes_any_key(model: type[BaseModel]) -> bool:
    """Whether a plugin's model takes keys that it does not define."""
    return model.model_config.get("extra") == "allow"


def _fields(model: type[BaseModel]) -> Iterable[tuple[str, FieldInfo]]:
    """What reading itself fills in (passages, plugins' sections) is no key of any file."""
    return ((name, info) for name, info in model.model_fields.items() if not info.exclude)


def _of_union(arguments: tuple[Any, ...], marks: tuple[Any, ...]) -> Shape:
    shapes = [shape_of(each, marks) for each in arguments if each is not type(None)]
    if records := tuple(record for shape in shapes for record in shape.records):
        return Shape(records=records)
    return next((shape for shape in shapes if shape.item or shape.value), shapes[0])


def _likeness(node: RecordNode, model: type[BaseModel]) -> tuple[bool, int]:
    """Whether no word contradicts the model's own words (``kind: visit``), and how many keys are known to it."""
    words = [(info.annotation, node.text(key_of(name, info))) for name, info in _fields(model)]
    fits = all(word in get_args(kind) for kind, word in words if word and get_origin(kind) is Literal)
    return fits, sum(entry.key.text in fields_of(model) for entry in node.entries)


def _choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The words of which a value is one; none where it may be any."""
    if annotation is bool:
        return ("yes", "no")
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    members: Iterable[Enum] = annotation if isinstance(annotation, EnumType) else ()
    return tuple(str(member.value) for member in members)


def _is_model(annotation: Any) -> TypeGuard[type[BaseModel]]:  # noqa: ANN401
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
