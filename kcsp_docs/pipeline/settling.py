"""What becomes of each edit: taken, there already, kept from the model, or a conflict that only a person can settle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.pipeline import disputes
from kcsp_docs.pipeline.collect_report import CollectedChange, Outcome
from kcsp_docs.reading.edits import Standing, resolve, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.reading.edits import Resolved

Record: TypeAlias = tuple[str, str]
"""The section and the id of a record."""


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
    return _Settling(edition, files, terms).settled()


def refused(changes: Sequence[CollectedChange]) -> tuple[CollectedChange, ...]:
    """The same changes, when nothing of them was written after all."""
    return tuple(
        replace(change, outcome=Outcome.REFUSED) if change.outcome is Outcome.TAKEN else change for change in changes
    )


class _Settling:
    """The edits of all files, and what only all of them together can tell.

    ``outdated`` are deleted records that the model has changed since the file was made, with one value that it changed;
    ``collisions`` are ids that were given to two different new records.
    """

    def __init__(self, edition: ReadEdition, files: Sequence[tuple[Edit, ...]], terms: Terms) -> None:
        self._edition = edition
        self._terms = terms
        self._own = [_without_witnesses(edits) for edits in files]
        self._by_file = [resolve(edition, edits).edits for edits in self._own]
        self._outdated = _outdated(edition, files) if terms.accept_deletions else {}
        self._edited = self._edited_and_deleted() if terms.accept_deletions else {}
        between = _collisions_between(self._by_file)
        self._resolution = resolve(
            edition, (edit for edits in self._own for edit in edits if _record(edit) not in between)
        )
        self._collisions = {**_collisions_with_the_model(self._resolution.edits), **between}

    def settled(self) -> Settled:
        found = self._resolution.edits
        problems = (
            *(problem for problem in self._resolution.problems if not self._follows(problem)),
            *(problem for each in found for problem in self._problems(each)),
            *(disputes.collision(each) for each in self._collisions.values() if self._terms.side is not Side.OURS),
        )
        taken = tuple(each for each in found if self._outcome(each) is Outcome.TAKEN)
        return Settled(taken, tuple(tuple(self._changes(each)) for each in self._by_file), problems)

    def _follows(self, problem: Problem) -> bool:
        """Whether a problem is only what follows from a deletion that is told of by itself."""
        return any(problem.path == each.path for each in self._edited.values())

    def _edited_and_deleted(self) -> dict[Record, Resolved]:
        """Records that a file deletes and edits."""
        found: dict[Record, Resolved] = {}
        for edits in self._by_file:
            deleted = {_record(each.edit) for each in edits if is_deletion(each.edit)}
            found.update(
                (_record(each.edit), each) for each in edits if each.edit.field and _record(each.edit) in deleted
            )
        return found

    def _changes(self, edits: Sequence[Resolved]) -> Iterable[CollectedChange]:
        new = {_record(each.edit) for each in edits if _is_addition(each.edit) and each.standing is Standing.TAKEN}
        for each in edits:
            outcome = self._outcome(each)
            if outcome is Outcome.ALREADY and each.field_said and each.before_said == each.after_said:
                continue  # it says in other words what it said before
            before = each.edit.before if each.standing is Standing.TAKEN else each.now
            line = None if _record(each.edit) in new else each.place.line
            yield CollectedChange(each.edit, told(each), outcome, before, each.place.file, line)

    def _outcome(self, resolved: Resolved) -> Outcome:
        record, ours = _record(resolved.edit), self._terms.side is Side.OURS
        if record in self._collisions:
            return Outcome.KEPT if ours else Outcome.REFUSED
        match resolved.standing:
            case Standing.ALREADY:
                return Outcome.ALREADY
            case Standing.TAKEN if is_deletion(resolved.edit):
                return self._outcome_of_deletion(record)
            case Standing.TAKEN:
                return Outcome.TAKEN
            case Standing.CONFLICT if ours:
                return Outcome.KEPT
            case Standing.CONFLICT:
                theirs = self._terms.side is Side.THEIRS and not resolved.is_gone
                return Outcome.TAKEN if theirs else Outcome.REFUSED

    def _outcome_of_deletion(self, record: Record) -> Outcome:
        if not self._terms.accept_deletions or (record in self._outdated and self._terms.side is Side.OURS):
            return Outcome.KEPT
        disputed = record in self._outdated and self._terms.side is not Side.THEIRS
        return Outcome.REFUSED if disputed or record in self._edited else Outcome.TAKEN

    def _problems(self, resolved: Resolved) -> Iterable[Problem]:
        record, outcome = _record(resolved.edit), self._outcome(resolved)
        if record in self._collisions or outcome not in (Outcome.REFUSED, Outcome.KEPT):
            return
        if not is_deletion(resolved.edit):
            if outcome is Outcome.REFUSED:
                yield disputes.conflict(resolved)
        elif outcome is Outcome.REFUSED and record in self._edited:
            yield disputes.edited_and_deleted(resolved, self._edited[record])
        elif outcome is Outcome.REFUSED:
            yield disputes.deleted_but_changed(resolved, self._outdated[record])
        elif not self._terms.accept_deletions:
            yield disputes.deleted(resolved)


def is_deletion(edit: Edit) -> bool:
    """Whether an edit deletes a record."""
    return edit.field is None and edit.after is None


def _is_addition(edit: Edit) -> bool:
    return edit.field is None and edit.after is not None


def _record(edit: Edit) -> Record:
    return (edit.section, edit.id)


def _witnesses(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """What a deleted record held when its file was made: edits that change nothing."""
    everything = tuple(edits)
    deleted = {_record(edit) for edit in everything if is_deletion(edit)}
    return tuple(e for e in everything if e.field is not None and e.before == e.after and _record(e) in deleted)


def _without_witnesses(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    witnesses = set(_witnesses(edits))
    return tuple(edit for edit in edits if edit not in witnesses)


def _outdated(edition: ReadEdition, files: Iterable[tuple[Edit, ...]]) -> Mapping[Record, Resolved]:
    found = (each for edits in files for each in resolve(edition, _witnesses(edits)).edits)
    return {_record(each.edit): each for each in found if each.standing is Standing.CONFLICT and not each.is_gone}


def _collisions_with_the_model(edits: Sequence[Resolved]) -> dict[Record, disputes.Collision]:
    """New records whose id the model has, with other words where every record must have some."""
    added = {_record(each.edit): each for each in edits if _is_addition(each.edit)}
    return {
        _record(each.edit): disputes.Collision(added[_record(each.edit)], each, each.now_said)
        for each in reversed(edits)
        if _record(each.edit) in added and each.standing is Standing.CONFLICT and _must_be_there(each)
    }


def _collisions_between(files: Sequence[Sequence[Resolved]]) -> dict[Record, disputes.Collision]:
    """Ids that two files give to new records which differ in what every record must have."""
    first: dict[tuple[Record, str], Resolved] = {}
    found: dict[Record, disputes.Collision] = {}
    for edits in files:
        added = {_record(each.edit): each for each in edits if _is_addition(each.edit)}
        for each in edits:
            record = _record(each.edit)
            if record not in added or each.edit.field is None or not _must_be_there(each):
                continue
            other = first.setdefault((record, each.edit.field), each)
            if other.edit.after != each.edit.after:
                found.setdefault(record, disputes.Collision(added[record], each, other.after_said, other.edit.where))
    return found


def _must_be_there(resolved: Resolved) -> bool:
    """Whether the value is one that every record of its kind has: the words of an action."""
    field = resolved.target.field
    return field is not None and field.required and "[" not in (resolved.edit.field or "")
