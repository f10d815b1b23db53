"""An officer's file → the artefact that made it, and what was edited in it; or why that cannot be known."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kcsp_docs.artefact import Collectable
from kcsp_docs.errors import NotMadeHereError, Problem, ProblemsError, Severity
from kcsp_docs.exchange import HISTORY, Edit, File
from kcsp_docs.output import is_as_built
from kcsp_docs.output.disk import digest, reason
from kcsp_docs.output.names import lock_markers, program_for
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.pipeline.report import has
from kcsp_docs.registry import faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs.pipeline.editions import Editions
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.registry import Offer, Registry

LARGEST = 50_000_000
"""In bytes: a workbook that people type into is a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One file: what it holds, who made it, what was edited in it and what else there is to say of it.

    ``as_of`` is the day that the file says it speaks of. ``plugin_failed`` tells a plugin's fault from a person's.
    """

    path: Path
    content: bytes = b""
    offer: Offer | None = None
    edits: tuple[Edit, ...] = ()
    as_of: date | None = None
    as_built: bool = False
    collected_before: bool = False
    problems: tuple[Problem, ...] = ()
    plugin_failed: bool = False

    @property
    def sha256(self) -> str:
        return digest(self.content)

    @property
    def refused(self) -> bool:
        """Whether something in it must be mended before anything of it is taken."""
        return has(self.problems, Severity.ERROR)


class _Unreadable(Exception):  # noqa: N818 - a reason, caught where it is raised
    """The end of reading one file, as a problem."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(Severity.ERROR, CollectCode.UNREADABLE, message, hint=hint)


def gather(path: Path, editions: Editions, as_of: date, registry: Registry) -> Gathered:
    """Read one file and ask each artefact that takes edits back. Nothing is raised."""
    try:
        content = _content(path)
    except _Unreadable as fault:
        return Gathered(path, problems=(_of_file(fault.problem, path),))
    if is_as_built(path, content):
        return Gathered(path, content, as_built=True)
    file = File(path.name, content)
    asked = (_ask(offer, artefact, file, editions, as_of, registry) for offer, artefact in _collectable(registry))
    answers = [each for each in asked if each is not None]
    accepted = next((each for each in answers if each.offer is not None), None)
    if accepted is None:
        accepted = _nobodys(answers, registry)
    problems = tuple(_of_file(problem, path) for problem in accepted.problems)
    return replace(accepted, path=path, content=content, problems=problems)


def only_deletions(gathered: Gathered) -> Gathered:
    """Of a file that was collected before only what could not be settled then: its edits were, one way or the other."""
    deleted = {(edit.section, edit.id) for edit in gathered.edits if edit.field is None and edit.after is None}
    edits = tuple(edit for edit in gathered.edits if (edit.section, edit.id) in deleted)
    return replace(gathered, edits=edits, collected_before=True)


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise _Unreadable("This is a folder and not a file.", "Name the workbook in it.")
    if marker := next((name for name in lock_markers(path.name) if os.path.lexists(path.with_name(name))), None):
        program = "LibreOffice" if marker.startswith(".~lock.") else program_for(path.name)
        raise _Unreadable(
            f"This file is open in {program}, so what is on the disk may not be all of it.",
            f"Save and close it, then collect again; if nobody has it open, delete {marker}.",
        )
    try:
        if path.exists() and not path.is_file():
            raise _Unreadable("This is not a file that can be read.", "Name a workbook.")
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise _Unreadable("There is no such file.", "Look at the spelling of its path.") from None
    except (OSError, ValueError) as failure:
        why = reason(failure) if isinstance(failure, OSError) else "its name cannot be that of a file"
        hint = "Close it in the program that holds it open, or ask for leave to read it."
        raise _Unreadable(f"This file cannot be read: {why}.", hint) from None
    if len(content) > LARGEST:
        raise _Unreadable(f"This file is larger than {LARGEST // 1_000_000} MB.", "Name the workbook that was built.")
    return content


def _collectable(registry: Registry) -> Iterable[tuple[Offer, Collectable]]:
    return ((offer, offer.artefact) for offer in registry.offers if isinstance(offer.artefact, Collectable))


def _ask(
    offer: Offer, artefact: Collectable, file: File, editions: Editions, as_of: date, registry: Registry
) -> Gathered | None:
    """What one artefact says of the file; None where it did not make it."""
    edition, job = editions.edition, editions.job(offer, as_of, registry)
    nowhere = Path()
    try:
        edits = tuple(artefact.collect(job, file))
        day = _day(edits)
    except NotMadeHereError:
        return None
    except ProblemsError as fault:
        return Gathered(nowhere, problems=(*_placed(job.reported, edition), *fault.problems))
    except (Exception, SystemExit) as fault:
        failed = faults.collect_failed(offer.plugin, artefact.name, fault)
        return Gathered(nowhere, problems=(*_placed(job.reported, edition), failed), plugin_failed=True)
    if strangers := [edit for edit in edits if not isinstance(edit, Edit)]:
        wrong = faults.wrong_type(offer.plugin, f"the artefact “{artefact.name}”", "several of Edit", strangers[0])
        return Gathered(nowhere, problems=(wrong,), plugin_failed=True)
    own = tuple(edit for edit in edits if edit.section != HISTORY)
    problems = _placed(job.reported, edition)
    return Gathered(nowhere, offer=offer, edits=own, as_of=day, problems=problems)


def _day(edits: Iterable[Edit]) -> date | None:
    own = (edit for edit in edits if isinstance(edit, Edit) and edit.section == HISTORY)
    said = [edit.after for edit in own if edit.field == "as_of" and edit.after]
    return date.fromisoformat(said[-1]) if said else None


def _placed(problems: Iterable[Problem], edition: ReadEdition) -> tuple[Problem, ...]:
    return tuple(edition.locate(problem) for problem in problems)


def _nobodys(answers: list[Gathered], registry: Registry) -> Gathered:
    """Nobody took the file: the reasons that were given, each once, or that nobody made it."""
    problems = tuple(dict.fromkeys(problem for each in answers for problem in each.problems))
    if not problems:
        names = ", ".join(artefact.name for _, artefact in _collectable(registry)) or "no artefact"
        problems = (
            Problem(
                Severity.ERROR,
                CollectCode.NOT_MADE_HERE,
                "This file was not made by kcsp-docs, or what it was made with was taken out of it.",
                hint=f"Collect a file that a build made; edits are taken from {names}.",
            ),
        )
    return Gathered(Path(), problems=problems, plugin_failed=any(each.plugin_failed for each in answers))


def _of_file(problem: Problem, path: Path) -> Problem:
    return problem if problem.file not in (None, path.name) else replace(problem, file=path.as_posix())
