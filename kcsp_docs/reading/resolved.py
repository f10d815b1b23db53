"""An edit with what it meets in the model: its place, what stands there, and how the two stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.reading.saying import NOTHING

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading.places import Place
    from kcsp_docs.reading.targets import Target


class Standing(StrEnum):
    """How an edit and the model of today stand to each other."""

    TAKEN = "taken"
    """The model says what it said when the file was made."""
    ALREADY = "already"
    """The model says what the file says."""
    CONFLICT = "conflict"
    """The model says a third thing."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An edit and its place.

    ``path`` is its model path, ``place`` where the value stands or, where none is given, the record around it. ``now``
    is the text that stands there, None where nothing is given. ``written`` is how the new value is spelled there; None
    for a value that is cleared, and for a record. ``is_gone`` says that the model has the record no longer: such a
    conflict can only be settled in the model's favour. What ends in ``said`` is in words for a person, values in
    quotation marks.
    """

    edit: Edit
    standing: Standing
    path: str
    place: Place
    now: str | None
    written: str | None
    target: Target
    record_said: str
    field_said: str | None = None
    before_said: str = NOTHING
    now_said: str = NOTHING
    after_said: str = NOTHING
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """``edits`` are those that have a place, in the order given; each other one is among the ``problems``.

    While there are problems, none of the edits can be written: a record may be added that lacks something.
    """

    edits: tuple[Resolved, ...]
    problems: tuple[Problem, ...]

    def with_standing(self, standing: Standing) -> tuple[Resolved, ...]:
        """The edits of one standing."""
        return tuple(each for each in self.edits if each.standing is standing)
