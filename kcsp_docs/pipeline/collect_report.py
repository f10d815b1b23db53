"""What a collect did: file by file, change by change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs.pipeline.report import ExitCode


class Outcome(StrEnum):
    """What became of one change."""

    TAKEN = "taken"
    """It goes into the model: ``written`` says whether it did, or whether this only shows what would be done."""
    ALREADY = "already"
    """The model said so before."""
    KEPT = "kept"
    """The model kept what it says."""
    REFUSED = "refused"
    """It could not be taken; a problem says why."""


@dataclass(frozen=True, slots=True)
class CollectedChange:
    """One change: ``told`` for a person, ``file`` and ``line`` where it stands in the model.

    ``before`` is what the model said, which is not always what the file was made with.
    """

    edit: Edit
    told: str
    outcome: Outcome
    before: str | None
    file: str | None = None
    line: int | None = None

    def as_json(self) -> dict[str, object]:
        """The keys that ``--json`` promises, in their order."""
        edit = self.edit
        return {
            "told": self.told,
            "outcome": self.outcome,
            "section": edit.section,
            "id": edit.id,
            "field": edit.field,
            "before": self.before,
            "after": edit.after,
            "where": edit.where,
            "file": self.file,
            "line": self.line,
        }


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """One file: ``artefact`` made it, ``as_of`` is its day, ``kept`` its copy in ``history/``, as paths to open."""

    path: str
    artefact: str | None = None
    as_of: str | None = None
    as_built: bool = False
    collected_before: bool = False
    kept: str | None = None
    changes: tuple[CollectedChange, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The keys that ``--json`` promises, in their order."""
        return {
            "path": self.path,
            "artefact": self.artefact,
            "as_of": self.as_of,
            "as_built": self.as_built,
            "collected_before": self.collected_before,
            "kept": self.kept,
            "changes": [change.as_json() for change in self.changes],
        }


@dataclass(frozen=True, slots=True)
class CollectReport:
    """One run. ``written`` are the model's files that were changed, as paths to open."""

    model: str
    problems: tuple[Problem, ...]
    exit_code: ExitCode
    title: str | None = None
    dry_run: bool = False
    files: tuple[CollectedFile, ...] = ()
    written: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The one object of ``--json``."""
        return {
            "exit_code": int(self.exit_code),
            "model": self.model,
            "title": self.title,
            "dry_run": self.dry_run,
            "files": [file.as_json() for file in self.files],
            "written": list(self.written),
            "problems": [problem.as_json() for problem in self.problems],
        }
