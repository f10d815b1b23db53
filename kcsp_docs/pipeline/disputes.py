"""What files and model, or two files, disagree about: each said with both values, both places and the mend."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.reading.labels import usable_id
from kcsp_docs.reading.nodes import ListNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs.reading.edits import Resolved


@dataclass(frozen=True, slots=True)
class Collision:
    """Two different new records of one id: ``added`` is the one that comes later, and ``value`` its telling value.

    ``other`` is what the one before says there, ``where`` its place if it stands in a file and not in the model.
    """

    added: Resolved
    value: Resolved
    other: str
    where: str | None = None


def conflict(resolved: Resolved) -> Problem:
    """Both sides changed a value, or the model has its record no longer."""
    where, record = resolved.edit.where, resolved.record_said
    if resolved.is_gone:
        message = f"{where} edits the {record}, which the model has no longer."
        hint = "Keep it deleted with --ours, or put it back into the model and collect again."
    else:
        message = (
            f"{record}: {resolved.field_said} was {resolved.before_said} when the file was made; the file says "
            f"{resolved.after_said} now ({where}), the model says {resolved.now_said}."
        )
        hint = "Take the file's value with --theirs, or keep the model's with --ours."
    return _placed(Severity.ERROR, CollectCode.CONFLICT, message, hint, resolved)


def deleted(resolved: Resolved) -> Problem:
    """A row is gone; the model keeps its record."""
    message = f"The {resolved.record_said} was deleted in the file ({resolved.edit.where}); the model keeps it."
    hint = "Delete it from the model too with --accept-deletions, or leave it: the next build shows it again."
    return _placed(Severity.WARNING, CollectCode.DELETED, message, hint, resolved)


def deleted_but_changed(resolved: Resolved, changed: Resolved) -> Problem:
    """A row is gone, and the model has changed its record since the file was made."""
    message = (
        f"The {resolved.record_said} was deleted in the file ({resolved.edit.where}), but the model has changed it "
        f"since the file was made: its {changed.field_said} was {changed.before_said} and is {changed.now_said} now."
    )
    hint = "Delete it all the same with --theirs, or keep it with --ours."
    return _placed(Severity.ERROR, CollectCode.CONFLICT, message, hint, changed)


def edited_and_deleted(resolved: Resolved, edit: Resolved) -> Problem:
    """A file deletes a record in one place and edits it in another."""
    message = (
        f"The {resolved.record_said} was deleted in the file ({resolved.edit.where}) and edited in it "
        f"({edit.edit.where}: {edit.field_said} {edit.after_said})."
    )
    hint = "Put its row back, undo the edit, or collect without --accept-deletions."
    return _placed(Severity.ERROR, CollectCode.CONFLICT, message, hint, resolved)


def because_of_deletions(problem: Problem, taken: Iterable[Resolved]) -> Problem:
    """A reference that leads nowhere because a deletion would take its record away, said as just that."""
    if problem.code != "unknown-reference":
        return problem
    for each in taken:
        if each.edit.field is None and each.edit.after is None and f"“{each.edit.id}”" in problem.message:
            message = f"This refers to the {each.record_said}, which the file deletes ({each.edit.where})."
            return replace(problem, message=message, hint="Take it out here first, or leave --accept-deletions away.")
    return problem


def collision(found: Collision) -> Problem:
    """Two people used one empty row's id for two new records."""
    added, value = found.added, found.value
    other = f"{found.where} gives that id to another" if found.where else "the model has another of that id already"
    message = (
        f"{added.edit.where} adds the {added.record_said} ({value.field_said} {value.after_said}), and {other} "
        f"({value.field_said} {found.other})."
    )
    free = _free_id(added)
    hint = (
        f"If they are two, type another id over {added.edit.id} in the file, such as {free}; if they are one, write "
        f"the same {value.field_said} in both; or keep the model as it is with --ours."
    )
    return _placed(Severity.ERROR, CollectCode.ID_TAKEN, message, hint, added)


def _free_id(added: Resolved) -> str:
    """The next id of the same look that no record of the list has: ``ACT-16``."""
    around = added.target.within.node if added.target.within else None
    taken = {usable_id(item) for item in (around.items if isinstance(around, ListNode) else ())}
    start, digits = re.fullmatch(r"(.*?)([0-9]*)", added.edit.id).groups()  # type: ignore[union-attr]  # it always fits
    number = int(digits or 1) + 50  # beyond the empty rows of the file, which other people may be using
    while (free := f"{start or 'new-'}{number:0{len(digits)}}") in taken:
        number += 1
    return free


def _placed(severity: Severity, code: CollectCode, message: str, hint: str, resolved: Resolved) -> Problem:
    place = resolved.place
    return Problem(severity, code, message, place.file, place.line, place.column, resolved.path, hint)
