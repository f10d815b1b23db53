"""Keep what was collected: a copy of each file first, then the model's new text and a record of it, as one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.history import FOLDER, KeptCopy, Replacement, keep_copy, next_number, record_name, unusable, write_all
from kcsp_docs.model.history import Change, Collection
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.pipeline.collect_report import CollectedChange, Outcome
from kcsp_docs.reading.records import record_text
from kcsp_docs.reading.source import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kcsp_docs.pipeline.gathering import Gathered
    from kcsp_docs.reading import ReadEdition


@dataclass(frozen=True, slots=True)
class Brought:
    """One file and what became of its edits. ``kept`` is the name of its copy in ``history/``."""

    gathered: Gathered
    as_of: date
    changes: tuple[CollectedChange, ...] = ()
    kept: str | None = None

    @property
    def artefact(self) -> str | None:
        """The name of the artefact that made it."""
        return self.gathered.offer.artefact.name if self.gathered.offer else None

    @property
    def written(self) -> tuple[CollectedChange, ...]:
        """The changes that go into the model."""
        return tuple(change for change in self.changes if change.outcome is Outcome.TAKEN)


def keep_copies(model: Path, work: Path, brought: Iterable[Brought]) -> list[Brought]:
    """Copy each file that an artefact made to ``history/``, before anything else. Raises OutputError."""
    history = model / FOLDER
    kept = []
    try:
        number = next_number(history)
        for each in brought:
            kept.append(replace(each, kept=_kept(history, work, each, number)) if each.artefact else each)
            number += 1 if each.artefact else 0
        return kept
    except OSError as failure:
        raise OutputError((unusable(history, failure),)) from failure


def _kept(history: Path, work: Path, brought: Brought, number: int) -> str:
    gathered = brought.gathered
    copy = KeptCopy(brought.artefact or "", brought.as_of, gathered.path.suffix.lower(), gathered.content)
    return keep_copy(history, work, copy, number)


def write(edition: ReadEdition, work: Path, contents: Mapping[str, bytes], brought: Sequence[Brought]) -> None:
    """Write the model's files and the records, all of them or none. Raises OutputError; then nothing was written."""
    before = {file.model_file.file_name: file.source.content for file in edition.files}
    own = [Replacement(name, before[name], content) for name, content in sorted(contents.items())]
    records = list(_records(edition, brought))
    if own or records:
        write_all(edition.folder, work, [*own, *records])


def _records(edition: ReadEdition, brought: Sequence[Brought]) -> Iterable[Replacement]:
    """A record of each file that brings something, and of each that was not collected before."""
    history = edition.folder / FOLDER
    known = {each.sha256 for each in edition.governance.history}
    number = next_number(history)
    for each in brought:
        if each.artefact is None or each.kept is None or (each.gathered.sha256 in known and not each.written):
            continue
        known.add(each.gathered.sha256)
        name, text = f"{FOLDER}/{record_name(number, each.as_of, each.artefact)}", record_text(_record(each, number))
        if len(text) > LARGEST_FILE:
            raise OutputError((_too_much(each.gathered.path),))
        yield Replacement(name, None, text)
        number += 1


def _too_much(path: Path) -> Problem:
    return Problem(
        Severity.ERROR,
        CollectCode.TOO_MUCH,
        f"This file changes more than one record can hold ({LARGEST_FILE // 1_000_000} MB); nothing was written.",
        file=path.as_posix(),
        hint="Collect it in parts: put some of the long texts back in a copy of the file, and collect that first.",
    )


def _record(brought: Brought, number: int) -> Collection:
    return Collection(
        number=number,
        artefact=brought.artefact or "",
        file=brought.gathered.path.name,
        kept=brought.kept or "",
        sha256=brought.gathered.sha256,
        as_of=brought.as_of,
        changes=tuple(map(_change, brought.written)),
    )


def _change(change: CollectedChange) -> Change:
    edit = change.edit
    return Change(
        section=edit.section,
        id=edit.id or None,
        field=edit.field,
        before=change.before,
        after=edit.after,
        where=edit.where,
    )
