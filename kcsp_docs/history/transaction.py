"""Give several files of a model folder new content: all of them or none, whatever happens in between.

Every content, old and new, lies on the disk before the first file is touched. A file is replaced by renaming, so that
at each instant it is old or new and whole. A run that was killed is carried on by the next one; where somebody saved
one of the files after it, all the others are taken back.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.history.codes import HistoryCode
from kcsp_docs.history.journal import (
    JOURNAL,
    NotAJournalError,
    Operation,
    clear,
    clear_strays,
    read_journal,
    write_journal,
)
from kcsp_docs.output.disk import digest, look, move_without_replacing, reason, sync_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Replacement:
    """New content for a file: ``path`` within the model folder, ``old`` what it holds now; None for a new file."""

    path: str
    old: bytes | None
    new: bytes


class _SavedMeanwhileError(Exception):
    """Somebody saved the file of this path after it was read."""


def write_all(model: Path, work: Path, replacements: Sequence[Replacement]) -> None:
    """Write all of it. Raises OutputError when nothing was written, with every file as it was or as a person saved it.

    An editor that renames a file of its own into place in the very moment between the last look and the replacement
    is not seen; one that writes into the file is.
    """
    operations = [
        Operation(number, each.path, None if each.old is None else digest(each.old), digest(each.new))
        for number, each in enumerate(replacements, 1)
    ]
    try:
        _stage(work, operations, replacements)
        _forward(model, work, operations)
    except _SavedMeanwhileError as saved:
        _back(model, work, operations)
        raise OutputError((_saved_meanwhile(model / str(saved)),)) from None
    except OSError as failure:
        _back(model, work, operations)
        raise OutputError((_not_written(model, failure),)) from failure
    with suppress(OSError):  # all of it is done: what cannot be cleared now is cleared by the next run
        clear(work, operations)


def unfinished(work: Path) -> bool:
    """Whether a run was interrupted here."""
    return os.path.lexists(work / JOURNAL)


def recover(model: Path, work: Path) -> tuple[Problem, ...]:
    """Bring a run that was interrupted to its end, and say so. Raises OutputError where that cannot be done."""
    try:
        operations = read_journal(work)
        if operations is None:
            clear_strays(work)
            return ()
        forward = all(_can_go_forward(model, work, operation) for operation in operations)
        if forward:
            _forward(model, work, operations)
        else:
            _back(model, work, operations)
        clear(work, operations)
    except (NotAJournalError, _SavedMeanwhileError, OSError) as failure:
        raise OutputError((_not_finished(work, failure),)) from failure
    return (_finished(model) if forward else _taken_back(model),)


def _stage(work: Path, operations: Iterable[Operation], replacements: Iterable[Replacement]) -> None:
    clear_strays(work)
    for operation, replacement in zip(operations, replacements, strict=True):
        write_new(work / operation.staged, replacement.new)
        if replacement.old is not None:
            write_new(work / operation.before, replacement.old)
    sync_folder(work)
    write_journal(work, tuple(operations))


def _can_go_forward(model: Path, work: Path, operation: Operation) -> bool:
    seen = look(_target(model, operation))
    return seen == operation.new or (seen == operation.old and look(work / operation.staged) == operation.new)


def _forward(model: Path, work: Path, operations: Iterable[Operation]) -> None:
    for operation in operations:
        target = _target(model, operation)
        if look(target) != operation.new:
            _place(target, work, operation)
            sync_folder(target.parent)


def _place(target: Path, work: Path, operation: Operation) -> None:
    """One file, if it still holds what was read. Raises _SavedMeanwhileError, with what a person saved in place."""
    if operation.old is None:
        try:
            move_without_replacing(work / operation.staged, target)
        except FileExistsError:
            raise _SavedMeanwhileError(operation.path) from None
        return
    displaced = _second_name(target, work / operation.displaced)
    if look(displaced or target) != operation.old:
        raise _SavedMeanwhileError(operation.path)
    with suppress(OSError):
        (work / operation.staged).chmod(target.stat().st_mode)
    (work / operation.staged).replace(target)
    if displaced and look(displaced) != operation.old:  # written into between the look and the replacement
        displaced.replace(target)
        raise _SavedMeanwhileError(operation.path)


def _second_name(target: Path, name: Path) -> Path | None:
    """A hard link to what stands at the path, which stays with it whatever becomes of the path."""
    name.unlink(missing_ok=True)
    try:
        os.link(target, name)
    except (OSError, NotImplementedError):
        return None
    return name


def _back(model: Path, work: Path, operations: Sequence[Operation]) -> None:
    """Give each file that was replaced its old content again; the journal goes last, so that this may be done twice.

    A disk that refuses even this leaves the journal, from which the next run mends everything.
    """
    with suppress(OSError):
        for operation in operations:
            target = _target(model, operation)
            if look(target) != operation.new:
                continue
            if operation.old is None:
                target.unlink()
            else:
                os.replace(work / operation.before, target)  # noqa: PTH105 - as one word: replaced
        clear(work, operations)


def _target(model: Path, operation: Operation) -> Path:
    """The file itself, where the model folder has a link within itself to it."""
    return (model / operation.path).resolve()


def _saved_meanwhile(file: Path) -> Problem:
    return Problem(
        Severity.ERROR,
        HistoryCode.SAVED_MEANWHILE,
        "Somebody saved this file while edits were being written into it, so it was kept and nothing was written.",
        file=file.as_posix(),
        hint="Run the command again: it reads the file anew.",
    )


def _not_written(model: Path, failure: OSError) -> Problem:
    return Problem(
        Severity.ERROR,
        HistoryCode.NOT_WRITTEN,
        f"Nothing could be written into this model: {reason(failure)}.",
        file=str(failure.filename or model.as_posix()),
        hint="Every file is as it was. Close what holds it open or mend the cause, and run the command again.",
    )


def _not_finished(work: Path, failure: Exception) -> Problem:
    why = reason(failure) if isinstance(failure, OSError) else "its journal cannot be read or no longer fits the files"
    return Problem(
        Severity.ERROR,
        HistoryCode.NOT_FINISHED,
        f"A collect was interrupted here and cannot be brought to its end: {why}.",
        file=work.as_posix(),
        hint="Files ending in .old hold what the model held before: take what you need, then delete the folder.",
    )


def _finished(model: Path) -> Problem:
    message = "A collect that was interrupted was brought to its end: all that it had read is in the model now."
    return Problem(Severity.NOTE, HistoryCode.FINISHED, message, file=model.as_posix())


def _taken_back(model: Path) -> Problem:
    return Problem(
        Severity.WARNING,
        HistoryCode.TAKEN_BACK,
        "A collect that was interrupted was taken back, because a file of the model was saved after it.",
        file=model.as_posix(),
        hint="Collect the same files again: their copies are in history.",
    )
