"""Carry out a plan: journal, stage, claim, compare, place, settle.

"Hash, then replace" loses what a person saves in between. So a file is first claimed by renaming it to a private name,
which takes it as it is at one instant; then what was claimed is compared; and a new file only ever takes a free name.
Whatever a person saves at any moment is either claimed, and then put back, or finds the name free, and then stays.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError
from kcsp_docs.output import telling
from kcsp_docs.output.disk import look, move_without_replacing, reason, sync_folder, write_new
from kcsp_docs.output.journal import Journal, free_number, write_journal
from kcsp_docs.output.outcome import FileOutcome, Outcome
from kcsp_docs.output.settle import account, settle, write_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kcsp_docs.errors import Problem
    from kcsp_docs.output.journal import Operation
    from kcsp_docs.output.manifest import Manifest
    from kcsp_docs.output.plan import Ground, Plan, Step


class _SavedMeanwhileError(Exception):
    """A person saved a file between the plan and its replacement."""


def carry_out(ground: Ground, work: Path, plan: Plan) -> tuple[Manifest, tuple[FileOutcome, ...], tuple[Problem, ...]]:
    """Do what the plan says; the manifest after it, what became of each path, and what else there is to say.

    Raises OutputError when nothing could be written, with every file as it was.
    """
    steps = _numbered(plan.steps, free_number(work))
    operations = tuple(step.operation for step in steps if step.operation)
    journal = Journal(operations, plan.touched, ground.manifest, plan.after)
    if operations:
        _prepare(ground.folder, work, journal, steps)
    outcomes = tuple(_perform(ground.folder, work, step) for step in steps)
    manifest, problems = _end(ground.folder, work, journal, carried_out=True)
    return manifest, tuple(map(_confirmed, [ground.folder] * len(steps), steps, outcomes)), problems


def _numbered(steps: Sequence[Step], first: int) -> tuple[Step, ...]:
    return tuple(
        replace(step, operation=replace(step.operation, number=number)) if step.operation else step
        for number, step in enumerate(steps, first)
    )


def _prepare(folder: Path, work: Path, journal: Journal, steps: Sequence[Step]) -> None:
    """Everything that can fail for want of room fails here, before any file of the folder is touched."""
    try:
        write_journal(work, journal)
        sync_folder(folder)
        for step in steps:
            if step.operation and step.file:
                write_new(work / step.operation.staged, step.file.content)
        sync_folder(work)
    except OSError as error:
        _end(folder, work, journal, carried_out=False)
        raise OutputError((telling.unusable(folder, error),)) from error


def _perform(folder: Path, work: Path, step: Step) -> FileOutcome:
    """Do one step. Whatever goes wrong, settling afterwards puts back what was displaced."""
    if step.operation is None:
        return step.expected
    name, expected = step.operation.path, step.expected
    try:
        _displace(folder, work, step.operation)
        if step.operation.new:
            move_without_replacing(work / step.operation.staged, folder / name)
    except (_SavedMeanwhileError, FileExistsError):
        return replace(expected, state=Outcome.KEPT, problem=telling.edited(folder, name, None))
    except PermissionError:
        return replace(expected, state=Outcome.LOCKED, problem=telling.open_elsewhere(folder, name, None))
    except OSError as error:
        return replace(expected, state=Outcome.FAILED, problem=telling.not_written(folder, name, reason(error)))
    return expected


def _displace(folder: Path, work: Path, operation: Operation) -> None:
    """Claim what stands at a path, and put it back when it is not what was built there.

    With ``overwrite`` a person's file stays claimed: settling sets it aside once the new one has taken its place.
    """
    path, displaced = folder / operation.path, work / operation.displaced
    try:
        path.rename(displaced)
    except FileNotFoundError:
        return
    if not operation.overwrite and look(displaced) not in operation.ours:
        move_without_replacing(displaced, path)
        raise _SavedMeanwhileError


def _end(folder: Path, work: Path, journal: Journal, *, carried_out: bool) -> tuple[Manifest, tuple[Problem, ...]]:
    """Settle; a disk that refuses now leaves the journal behind, from which the next build mends everything."""
    try:
        if journal.operations:
            return settle(folder, work, journal, carried_out=carried_out)
        manifest = account(folder, journal, carried_out=carried_out)
        write_manifest(folder, work, manifest)
    except OSError as error:
        return account(folder, journal, carried_out=carried_out), (telling.not_finished(folder, error),)
    return manifest, ()


def _confirmed(folder: Path, step: Step, outcome: FileOutcome) -> FileOutcome:
    """Success is said only of a file that is there and whole: it is read once more."""
    if outcome.state is not Outcome.WRITTEN or step.operation is None:
        return outcome
    seen = look(folder / outcome.path)
    if seen == step.operation.new:
        return outcome
    if seen is None:
        problem = telling.not_written(folder, outcome.path, "it was gone again when it was read back")
        return replace(outcome, state=Outcome.FAILED, problem=problem)
    return replace(outcome, state=Outcome.KEPT, problem=telling.edited(folder, outcome.path, None))
