"""Bring officers' edits back: read every file, settle every edit, and only then write, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import ModelError, OutputError, Problem, Severity
from kcsp_docs.history import FOLDER, hold, recover
from kcsp_docs.pipeline import disputes
from kcsp_docs.pipeline.checking import edition_title
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.pipeline.collect_report import CollectedFile, CollectReport
from kcsp_docs.pipeline.days import other_days
from kcsp_docs.pipeline.editions import read_editions
from kcsp_docs.pipeline.gathering import gather, only_deletions
from kcsp_docs.pipeline.keeping import Brought, keep_copies, write
from kcsp_docs.pipeline.report import ExitCode, has
from kcsp_docs.pipeline.second_copies import second_copies
from kcsp_docs.pipeline.settling import Side, Terms, refused, settle
from kcsp_docs.reading.edit_problems import EditCode
from kcsp_docs.reading.splice import spliced
from kcsp_docs.reading.verify_splice import verified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kcsp_docs.exchange import Edit
    from kcsp_docs.pipeline.collect_report import CollectedChange
    from kcsp_docs.pipeline.editions import Editions
    from kcsp_docs.pipeline.gathering import Gathered
    from kcsp_docs.pipeline.settling import Settled
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.registry import Registry

__all__ = ["CollectRequest", "Side", "collect_model"]


@dataclass(frozen=True, slots=True)
class CollectRequest:
    """What is to be brought back from where. Without a ``side`` a disagreement keeps everything from being written."""

    model: Path
    files: tuple[Path, ...]
    dry_run: bool = False
    side: Side | None = None
    accept_deletions: bool = False
    as_of: date | None = None


def collect_model(request: CollectRequest, registry: Registry, progress: Callable[[str], None]) -> CollectReport:
    """Collect and report; every fault of the model, a plugin, a file or the disk is in the report."""
    run = _Run(request, registry, progress)
    try:
        if request.dry_run or not request.model.is_dir():
            return run.report(None)
        with hold(request.model) as work:
            mended = recover(request.model, work)
            report = run.report(work)
            return replace(report, problems=(*mended, *report.problems))
    except ModelError as fault:
        problems = (*registry.problems, *fault.problems)
        return CollectReport(str(request.model), problems, ExitCode.MODEL_HAS_ERRORS)
    except OutputError as fault:
        return CollectReport(str(request.model), fault.problems, ExitCode.KEPT_BACK)


@dataclass
class _Run:
    """One run, from reading to writing. Without a work folder it only shows."""

    request: CollectRequest
    registry: Registry
    progress: Callable[[str], None]

    def report(self, work: Path | None) -> CollectReport:
        """Raises ModelError for a model that has errors, OutputError where the disk refuses."""
        editions = read_editions(self.request.model, self.registry)
        edition = editions.edition
        day = self.request.as_of or edition.governance.as_of
        if day is None:
            raise ModelError((edition.locate(_NO_DAY),))
        known = set() if self.request.side is Side.THEIRS else {each.sha256 for each in edition.governance.history}
        gathered = tuple(
            only_deletions(each) if each.sha256 in known else each
            for each in (self._gather(path, editions, day) for path in dict.fromkeys(self.request.files))
        )
        settled = settle(edition, _edits(gathered), Terms(self.request.side, self.request.accept_deletions))
        problems = [*self.registry.problems, *self._told(gathered, edition), *_news(settled.problems, gathered)]
        contents = _contents(edition, settled, self.registry, problems)
        brought = [self._brought(each, changes, day) for each, changes in zip(gathered, settled.changes, strict=True)]
        problems.extend(other_days(brought, edition.governance))
        if has(problems, Severity.ERROR):
            brought = [replace(each, changes=refused(each.changes)) for each in brought]
        if work is not None:
            brought = keep_copies(edition.folder, work, brought)
            if not has(problems, Severity.ERROR):
                write(edition, work, contents, brought)
        return self._report(edition, brought, problems, contents)

    def _gather(self, path: Path, editions: Editions, day: date) -> Gathered:
        self.progress(path.name)
        return gather(path, editions, day, self.registry)

    def _told(self, gathered: Sequence[Gathered], edition: ReadEdition) -> tuple[Problem, ...]:
        """What the files themselves gave rise to, and copies beside them."""
        collected = {each.sha256 for each in edition.governance.history}
        return (*(problem for each in gathered for problem in each.problems), *second_copies(gathered, collected))

    def _brought(self, gathered: Gathered, changes: tuple[CollectedChange, ...], day: date) -> Brought:
        return Brought(gathered, self.request.as_of or gathered.as_of or day, changes)

    def _report(
        self,
        edition: ReadEdition,
        brought: Sequence[Brought],
        problems: Sequence[Problem],
        contents: Mapping[str, bytes],
    ) -> CollectReport:
        stopped = has(problems, Severity.ERROR)
        return CollectReport(
            model=str(self.request.model),
            problems=tuple(dict.fromkeys(problems)),
            exit_code=_code(brought, problems),
            title=edition_title(edition),
            dry_run=self.request.dry_run,
            files=tuple(_file(each, edition) for each in brought),
            written=()
            if stopped or self.request.dry_run
            else tuple((edition.folder / name).as_posix() for name in sorted(contents)),
        )


_NO_DAY = Problem(
    Severity.ERROR,
    CollectCode.NO_DAY,
    "Nothing says which day the files speak of.",
    path="edition.as_of",
    hint="Add as_of to the edition, or give --as-of 2024-07-04.",
)


def _edits(gathered: Sequence[Gathered]) -> list[tuple[Edit, ...]]:
    """The edits of each file. Of several files each place is said with the file's name."""
    if len(gathered) == 1:
        return [gathered[0].edits]
    return [tuple(replace(edit, where=f"{each.path.name}, {edit.where}") for edit in each.edits) for each in gathered]


def _contents(
    edition: ReadEdition, settled: Settled, registry: Registry, problems: list[Problem]
) -> Mapping[str, bytes]:
    """The new text of each of the model's files, read again and compared; what stands against it joins the problems."""
    try:
        contents = spliced(edition, settled.taken)
        if contents:
            verified(edition, settled.taken, contents, registry.sections, registry.template_folders())
        return contents
    except ModelError as fault:
        told = {problem.path for problem in settled.problems}
        problems.extend(
            disputes.because_of_deletions(problem, settled.taken)
            for problem in fault.problems
            if problem.path not in told
        )
        return {}


def _news(problems: Sequence[Problem], gathered: Sequence[Gathered]) -> Iterator[Problem]:
    """Problems of edits. That an added record is not whole follows from what could not be read of its file."""
    added = {f"{edit.section}[{edit.id}]" for each in gathered if each.refused for edit in each.edits if not edit.field}
    return (each for each in problems if not (each.code == EditCode.VALUE_NEEDED and each.path in added))


def _file(brought: Brought, edition: ReadEdition) -> CollectedFile:
    gathered = brought.gathered
    return CollectedFile(
        path=gathered.path.as_posix(),
        artefact=brought.artefact,
        as_of=brought.as_of.isoformat() if brought.artefact else None,
        as_built=gathered.as_built,
        collected_before=gathered.collected_before,
        kept=(edition.folder / FOLDER / brought.kept).as_posix() if brought.kept else None,
        changes=brought.changes,
    )


def _code(gathered: Sequence[Brought], problems: Sequence[Problem]) -> ExitCode:
    if any(each.gathered.plugin_failed for each in gathered):
        return ExitCode.PLUGIN_FAILED
    return ExitCode.KEPT_BACK if has(problems, Severity.ERROR) else ExitCode.DONE
