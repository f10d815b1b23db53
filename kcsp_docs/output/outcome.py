"""What happened to each file, told so that a person knows what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kcsp_docs.errors import Problem


class Outcome(StrEnum):
    """What happened to a file."""

    WRITTEN = "written"
    """It is there, whole, and new."""
    UNCHANGED = "unchanged"
    """It was there already with the same bytes, and was not touched."""
    KEPT = "kept"
    """A person's file stands there and was kept."""
    LOCKED = "locked"
    """It is open in another program and was left as it was."""
    REMOVED = "removed"
    """It is no longer made, and nobody had edited it."""
    STALE = "stale"
    """It is from an earlier build, because its artefact failed."""
    FAILED = "failed"
    """The system refused; what stood there before stands there still."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One path, whose it is, what happened, and what there is to say of it."""

    path: str
    artefact: str
    state: Outcome
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The account of one build, by path.

    ``refused`` names the artefacts of which nothing was written because of their names, paths or broken files.
    ``problems`` are all that there is to say: of refused artefacts, of files, of what an interrupted build left.
    """

    folder: Path
    files: tuple[FileOutcome, ...]
    refused: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def kept_back(self) -> bool:
        """Whether a file was not brought up to date: edited, open in another program, or refused by the system."""
        return any(file.state in (Outcome.KEPT, Outcome.LOCKED, Outcome.FAILED) for file in self.files)

    @property
    def whole(self) -> bool:
        """Whether all that was handed over stands in the folder as it was built."""
        done = (Outcome.WRITTEN, Outcome.UNCHANGED, Outcome.REMOVED)
        return not self.refused and all(file.state in done for file in self.files)
