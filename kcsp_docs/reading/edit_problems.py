"""What can be wrong with an edit by itself, each in a sentence that names the place in the person's file."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.prose.phrases import listed

if TYPE_CHECKING:
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading.places import Place


class EditCode(StrEnum):
    """What can be wrong with an edit besides its value, which has the codes of the model's own kinds of value."""

    UNKNOWN_SECTION = "unknown-section"
    UNKNOWN_FIELD = "unknown-edited-field"
    NOT_A_SINGLE_VALUE = "not-a-single-value"
    ID_CHANGED = "id-changed"
    ID_TAKEN = "id-taken"
    VALUE_NEEDED = "value-needed"
    ILLEGAL_CHARACTER = "illegal-character-typed"
    EDITS_DIFFER = "edits-differ"
    RECORD_GONE = "record-gone"
    NOT_WRITTEN = "edits-not-written"


class RefusedError(Exception):
    """An edit that is a problem and has no standing."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def unknown_section(edit: Edit) -> Problem:
    """The model has no such list or record, or nothing can stand there."""
    message = f"{edit.where} is about “{edit.section}”, which this model does not have."
    hint = "Look whether the file was made from another model, or with a plugin that is not installed here."
    return Problem(Severity.ERROR, EditCode.UNKNOWN_SECTION, message, hint=hint)


def unknown_field(edit: Edit, record: str) -> Problem:
    """The record has no such key."""
    message = f"{edit.where} is about “{edit.field}”, which is no field of {record}."
    hint = "Look whether the file was made with another version of this program."
    return Problem(Severity.ERROR, EditCode.UNKNOWN_FIELD, message, hint=hint)


def not_a_single_value(edit: Edit, value: str, file: str) -> Problem:
    """A list or a record stands there."""
    message = f"{edit.where} is about the {value}, which is no single value."
    return Problem(Severity.ERROR, EditCode.NOT_A_SINGLE_VALUE, message, hint=f"Change it in {file}.")


def id_changed(edit: Edit, value: str) -> Problem:
    """An id, or a value by which an item is known."""
    message = f"{edit.where} changes the {value}, by which it is known."
    return Problem(Severity.ERROR, EditCode.ID_CHANGED, message, hint="Put back what stood there.")


def id_taken(edit: Edit, record: str, taken: str) -> Problem:
    """A record is added whose id differs from another's in capitals alone."""
    message = f"{edit.where} adds {record}, and the id “{taken}” is taken (capitals make no difference)."
    return Problem(Severity.ERROR, EditCode.ID_TAKEN, message, hint="Give it another id.")


def value_needed(edit: Edit, value: str) -> Problem:
    """A required value is cleared."""
    message = f"{edit.where} is empty, and the {value} cannot be left out."
    return Problem(Severity.ERROR, EditCode.VALUE_NEEDED, message, hint="Fill it in.")


def values_needed(edit: Edit, record: str, keys: list[str]) -> Problem:
    """A record is added without all that it needs."""
    message = f"{edit.where} adds {record}, which needs {listed(keys)} too."
    hint = "Fill in what is missing, or clear the row."
    return Problem(Severity.ERROR, EditCode.VALUE_NEEDED, message, hint=hint)


def illegal_character(edit: Edit, said: str) -> Problem:
    """A character that no model file may hold."""
    message = f"{edit.where} holds a character that no document can hold: {said}."
    return Problem(Severity.ERROR, EditCode.ILLEGAL_CHARACTER, message, hint="Delete it and type the words anew.")


def edits_differ(first: Edit, second: Edit, value: str, said: tuple[str, str]) -> Problem:
    """Two edits want different things in one place."""
    message = f"{first.where} makes the {value} {said[0]}, and {second.where} makes it {said[1]}."
    return Problem(Severity.ERROR, EditCode.EDITS_DIFFER, message, hint="Let both say the same.")


def record_gone(edit: Edit, record: str) -> Problem:
    """An edit of what the model has no longer was to be written."""
    message = f"{edit.where} changes {record}, which the model no longer has."
    hint = "Put it back into the model, or keep what the model says."
    return Problem(Severity.ERROR, EditCode.RECORD_GONE, message, hint=hint)


def value_refused(edit: Edit, problem: Problem, value: str) -> Problem:
    """What the model says of a value, in terms of where it was typed."""
    message = f"{edit.where} ({value}): {problem.message}"
    return Problem(Severity.ERROR, problem.code, message, hint=problem.hint)


def at(problem: Problem, place: Place | None, path: str) -> Problem:
    """The problem with the place in the model that it is about."""
    if place is None:
        return replace(problem, path=path)
    return replace(problem, path=path, file=place.file, line=place.line, column=place.column)
