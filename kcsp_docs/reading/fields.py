"""A single key of a record: what its annotation takes, and what stands where nothing is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter

from kcsp_docs.reading.labels import Labels
from kcsp_docs.reading.nodes import Mark, ScalarNode
from kcsp_docs.reading.shape import Shape, fields_of, key_of
from kcsp_docs.reading.validation import Validated, validated

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kcsp_docs.errors import Problem

_NOWHERE = Mark(1, 1, 0)


@dataclass(frozen=True)
class Field:
    """``default`` is the typed value where nothing is given; None where the key is ``required``."""

    key: str
    annotation: Any
    shape: Shape
    default: Any = None
    required: bool = False

    @property
    def is_single(self) -> bool:
        """Whether it holds a single value, and not a list or a record."""
        return not (self.shape.records or self.shape.item is not None or self.shape.value is not None)

    def refusal(self, text: str) -> Problem | None:
        """What is wrong with a text that is to stand here; None where it is taken."""
        return next(iter(self._validated(text).problems), None)

    def typed(self, text: str | None) -> Any:  # noqa: ANN401
        """What a text means here: ``6,000`` and ``6000`` are one. A text that is refused means itself."""
        if text is None:
            return self.default
        found = self._validated(text)
        return text if found.problems else found.value

    def _validated(self, text: str) -> Validated:
        node = ScalarNode(text, _NOWHERE, _NOWHERE)
        return validated(node, self.annotation, file="", path="", labels=Labels(), adapter=self._adapter)

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.annotation)

    def has(self, mark: object) -> bool:
        """Whether the annotation has a mark, such as the one of money."""
        return any(each is mark for each in _marks(self.annotation))


@cache
def field_of(model: type[BaseModel], key: str) -> Field | None:
    """The field that a key of a file stands for; None for a key that the model does not know."""
    for name, info in model.model_fields.items():
        if key_of(name, info) == key and key in fields_of(model):
            marks = tuple(info.metadata)
            annotation = Annotated[(info.annotation, *marks)] if marks else info.annotation
            default = None if info.is_required() else info.get_default(call_default_factory=True)
            return Field(key, annotation, fields_of(model)[key], default, info.is_required())
    return None


def _marks(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """The marks of an annotation and of all that it is put together from."""
    inner = get_args(annotation)
    own, parts = (inner[1:], inner[:1]) if get_origin(annotation) is Annotated else ((), inner)
    return (*own, *(mark for part in parts for mark in _marks(part)))
