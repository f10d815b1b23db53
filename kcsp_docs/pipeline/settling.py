"""What becomes of each edit: taken, there already, kept from the model, or a conflict that only a person can settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.pipeline.collect_report import CollectedChange, Outcome
from kcsp_docs.reading.edits import Standing, resolve, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.reading.edits import Resolved


class Side(StrEnum):
    """Whose value is taken where a file and the model disagree."""

    THEIRS = "theirs"
    """The file's."""
    OURS = "ours"
    """The model's."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was asked for on the command line."""

    side: Side | None = None
    accept_deletions: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """``taken`` are the edits to write, each place once; ``changes`` tells what became of each edit, file by file."""

    taken: tuple[Resolved, ...]
    changes: tuple[tuple[CollectedChange, ...], ...]
    problems: tuple[Problem, ...]


def settle(edition: ReadEdition, files: Sequence[tuple[Edit, ...]], terms: Terms) -> Settled:
    """Settle the edits of several files at once, so that two files that disagree are seen."""
    resolution = resolve(edition, (edit for edits in files for edit in edits))
    problems = [*resolution.problems, *(problem for each in resolution.edits for problem in _problems(each, terms))]
    taken = tuple(each for each in resolution.edits if _outcome(each, terms) is Outcome.WRITTEN)
    return Settled(taken, tuple(_changes(edition, edits, terms) for edits in files), tuple(problems))


def refused(changes: Sequence[CollectedChange]) -> tuple[CollectedChange, ...]:
    """The same changes, when nothing of them was written after all."""
    return tuple(
        replace(change, outcome=Outcome.REFUSED) if change.outcome is Outcome.WRITTEN else change for change in changes
    )


def _changes(edition: ReadEdition, edits: tuple[Edit, ...], terms: Terms) -> tuple[CollectedChange, ...]:
    return tuple(_change(each, terms) for each in resolve(edition, edits).edits)


def _change(resolved: Resolved, terms: Terms) -> CollectedChange:
    place = resolved.place
    before = resolved.edit.before if resolved.standing is Standing.TAKEN else resolved.now
    return CollectedChange(resolved.edit, told(resolved), _outcome(resolved, terms), before, place.file, place.line)


def _outcome(resolved: Resolved, terms: Terms) -> Outcome:
    match resolved.standing:
        case Standing.ALREADY:
            return Outcome.ALREADY
        case Standing.TAKEN:
            return Outcome.KEPT if _is_deletion(resolved) and not terms.accept_deletions else Outcome.WRITTEN
        case Standing.CONFLICT:
            if terms.side is Side.OURS:
                return Outcome.KEPT
            return Outcome.WRITTEN if terms.side is Side.THEIRS and not resolved.is_gone else Outcome.REFUSED


def _problems(resolved: Resolved, terms: Terms) -> tuple[Problem, ...]:
    match _outcome(resolved, terms):
        case Outcome.REFUSED:
            return (_conflict(resolved),)
        case Outcome.KEPT if resolved.standing is Standing.TAKEN:
            return (_deleted(resolved),)
    return ()


def _is_deletion(resolved: Resolved) -> bool:
    return resolved.edit.field is None and resolved.edit.after is None


def _conflict(resolved: Resolved) -> Problem:
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


def _deleted(resolved: Resolved) -> Problem:
    message = f"The {resolved.record_said} was deleted in the file ({resolved.edit.where}); the model keeps it."
    hint = "Delete it from the model too with --accept-deletions, or leave it: the next build shows it again."
    return _placed(Severity.WARNING, CollectCode.DELETED, message, hint, resolved)


def _placed(severity: Severity, code: CollectCode, message: str, hint: str, resolved: Resolved) -> Problem:
    place = resolved.place
    return Problem(severity, code, message, place.file, place.line, place.column, resolved.path, hint)
