"""What is to be done at each path, decided from the manifest and from what stands there. Nothing is written here."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from kcsp_docs.output import telling
from kcsp_docs.output.disk import NOT_A_FILE, UNREADABLE, digest, look, same_file
from kcsp_docs.output.journal import Operation
from kcsp_docs.output.manifest import ArtefactRecord, FileRecord, Manifest, State
from kcsp_docs.output.names import fold, lock_markers, rebuilt_name
from kcsp_docs.output.outcome import FileOutcome, Outcome
from kcsp_docs.output.package import content_digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import File
    from kcsp_docs.output.built import BuiltArtefact

_WORD = frozenset({".docx", ".docm"})


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a build writes: the folder, what the manifest knows of it, and whether edited files may be set aside.

    ``collected`` are the digests of edited files whose edits are in the model and of which a copy is kept.
    """

    folder: Path
    manifest: Manifest
    overwrite: bool = False
    collected: frozenset[str] = frozenset()
    _known: dict[str, FileRecord] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known.update({fold(file.path): file for record in self.manifest.artefacts for file in record.files})

    def look(self, name: str) -> str | None:
        """What stands at a path."""
        return look(self.folder / name)

    def built_before(self, name: str) -> tuple[str, ...]:
        """The digests built for a path: of itself, and of the rebuilt file that may have been put in its place."""
        records = (self._known.get(fold(name)), self._known.get(fold(rebuilt_name(name))))
        return tuple(record.sha256 for record in records if record)

    def marker(self, name: str) -> str | None:
        """An office program's sign that it has a file open."""
        return next((marker for marker in lock_markers(name) if os.path.lexists(self.folder / marker)), None)


@dataclass(frozen=True, slots=True)
class Step:
    """What is expected to happen at a path, and the operation and the new bytes where there is something to do."""

    expected: FileOutcome
    operation: Operation | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All the steps, removals first, the manifest as it should be after them, and the artefacts that they touch."""

    steps: tuple[Step, ...]
    after: Manifest
    touched: frozenset[str]


def plan(ground: Ground, built: Collection[BuiltArtefact], failed: Collection[str], *, complete: bool) -> Plan:
    """``built`` are whole and have a path each; ``failed`` keep what they have, and in a part build so do the others.

    A name that is among both counts as built: of two artefacts of one name the second was refused.

    Removals go first: where case does not count, a file may be made anew under a name of another case.
    """
    made = {artefact.name: [*_artefact(ground, artefact)] for artefact in built}
    gone = {
        record.name
        for record in ground.manifest.artefacts
        if complete and record.name not in made and record.name not in failed
    }
    touched = frozenset({*made, *gone})
    paths = {fold(step.expected.path) for steps in made.values() for step in steps}
    stays = [_staying(record, failed, paths) for record in ground.manifest.artefacts if record.name not in touched]
    after = Manifest.of([*stays, *(_record(artefact, made[artefact.name]) for artefact in built)])
    steps = [
        *_removals(ground, after, touched),
        *(step for steps in made.values() for step in steps),
        *(step for record in stays if record.name in failed for step in _stale(ground, record)),
    ]
    return Plan(tuple(steps), after, touched)


def _artefact(ground: Ground, artefact: BuiltArtefact) -> Iterator[Step]:
    for file in artefact.files:
        yield from _file(ground, artefact.name, file)


def _file(ground: Ground, artefact: str, file: File) -> Iterator[Step]:
    seen = ground.look(file.name)
    if seen == NOT_A_FILE:
        yield _kept(artefact, file, telling.not_a_file(ground.folder, file.name))
    elif not _is_a_persons(ground, file, seen):
        yield _write(ground, artefact, file, seen)
    elif ground.overwrite:
        yield _write(ground, artefact, file, seen, overwrite=True)
    else:
        yield from _keep(ground, artefact, file)


def _is_a_persons(ground: Ground, file: File, seen: str | None) -> bool:
    known = (None, UNREADABLE, digest(file.content), *ground.built_before(file.name))
    return seen not in known and seen not in ground.collected


def _write(ground: Ground, artefact: str, file: File, seen: str | None, *, overwrite: bool = False) -> Step:
    new = digest(file.content)
    if seen == new:
        return Step(FileOutcome(file.name, artefact, Outcome.UNCHANGED), file=file)
    marker = ground.marker(file.name)
    if seen == UNREADABLE or (seen and marker):
        problem = telling.open_elsewhere(ground.folder, file.name, marker)
        return Step(FileOutcome(file.name, artefact, Outcome.LOCKED, problem), file=file)
    brought_back = (seen,) if seen in ground.collected else ()
    operation = Operation(0, file.name, (*ground.built_before(file.name), *brought_back), new, overwrite)
    return Step(FileOutcome(file.name, artefact, Outcome.WRITTEN), operation, file)


def _keep(ground: Ground, artefact: str, file: File) -> Iterator[Step]:
    """Keep a person's file; a Word file gets what would be written now beside it, unless that was edited too."""
    tell = telling.edited if ground.built_before(file.name) else telling.not_ours
    if PurePath(file.name).suffix.lower() not in _WORD:
        yield _kept(artefact, file, tell(ground.folder, file.name, None))
        return
    beside = replace(file, name=rebuilt_name(file.name))
    seen = ground.look(beside.name)
    if seen == NOT_A_FILE or _is_a_persons(ground, beside, seen):
        yield _kept(artefact, file, telling.both_edited(ground.folder, file.name, beside.name))
        yield _kept(artefact, beside, None)
    else:
        yield _kept(artefact, file, tell(ground.folder, file.name, beside.name))
        yield _write(ground, artefact, beside, seen)


def _kept(artefact: str, file: File, problem: Problem | None) -> Step:
    return Step(FileOutcome(file.name, artefact, Outcome.KEPT, problem), file=file)


def _record(artefact: BuiltArtefact, steps: Iterable[Step]) -> ArtefactRecord:
    files = (step.file for step in steps if step.file)
    records = tuple(FileRecord(file.name, digest(file.content), content_digest(file)) for file in files)
    return ArtefactRecord(
        artefact.name,
        artefact.plugin,
        artefact.distribution,
        artefact.version,
        artefact.inputs,
        State.BUILT,
        records,
    )


def _staying(record: ArtefactRecord, failed: Collection[str], taken: Collection[str]) -> ArtefactRecord:
    """What an artefact that is not built keeps: all but a path that another has taken over."""
    kept = replace(record, files=tuple(file for file in record.files if fold(file.path) not in taken))
    return kept.with_state(State.STALE) if record.name in failed else kept


def _stale(ground: Ground, record: ArtefactRecord) -> Iterator[Step]:
    for file in record.files:
        if ground.look(file.path):
            problem = telling.stale(ground.folder, file.path, record.name)
            yield Step(FileOutcome(file.path, record.name, Outcome.STALE, problem))


def _removals(ground: Ground, after: Manifest, touched: Collection[str]) -> Iterator[Step]:
    """Files that the manifest lists and that nobody makes any more."""
    made = {fold(file.path): file.path for record in after.artefacts for file in record.files}
    for record in ground.manifest.artefacts:
        for file in record.files if record.name in touched else ():
            successor = made.get(fold(file.path))
            if successor is None or not _same_name(ground.folder, file.path, successor):
                yield from _remove(ground, record.name, file)


def _same_name(folder: Path, old: str, new: str) -> bool:
    """Whether two names that fold alike are one on this disk too."""
    return old == new or same_file(folder / old, folder / new)


def _remove(ground: Ground, artefact: str, file: FileRecord) -> Iterator[Step]:
    seen, marker = ground.look(file.path), ground.marker(file.path)
    if seen is None:
        return
    if seen == UNREADABLE or (seen == file.sha256 and marker):
        problem = telling.open_elsewhere(ground.folder, file.path, marker)
        yield Step(FileOutcome(file.path, artefact, Outcome.LOCKED, problem))
    elif seen == file.sha256:
        problem = telling.removed(ground.folder, file.path)
        operation = Operation(0, file.path, (file.sha256,), None)
        yield Step(FileOutcome(file.path, artefact, Outcome.REMOVED, problem), operation)
    else:
        problem = telling.no_longer_made(ground.folder, file.path)
        yield Step(FileOutcome(file.path, artefact, Outcome.KEPT, problem))
