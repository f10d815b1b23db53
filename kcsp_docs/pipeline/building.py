"""Build one model folder: everything rendered, reviewed and whole in memory before a file on disk is touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.artefact import Pack
from kcsp_docs.errors import KcspDocsError, ModelError, OutputError, Problem, Severity
from kcsp_docs.history import mend, safe_digests
from kcsp_docs.output import BuiltArtefact, Inputs, place_check, write_pack
from kcsp_docs.pipeline.checking import edition_title, read_and_check
from kcsp_docs.pipeline.rendering import render_all
from kcsp_docs.pipeline.report import ExitCode, Report, has
from kcsp_docs.reading.problems import meant
from kcsp_docs.rules.silence import silence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from kcsp_docs.output import FileOutcome, Written
    from kcsp_docs.pipeline.checking import Checked
    from kcsp_docs.pipeline.rendering import Attempt
    from kcsp_docs.registry import Offer, Registry


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: ``only`` and ``without`` hold names of artefacts, an empty ``only`` means all."""

    model: Path
    output: Path
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    overwrite: bool = False
    as_of: date | None = None


class UnknownArtefactError(KcspDocsError):
    """A name that no plugin offers was asked for."""


def choose(offers: Sequence[Offer], only: Sequence[str], without: Sequence[str]) -> tuple[Offer, ...]:
    """The artefacts to build. Raises UnknownArtefactError for a name that is not on offer."""
    names = [offer.artefact.name for offer in offers]
    for name in (*only, *without):
        if name not in names:
            raise UnknownArtefactError(_unknown(name, names))
    return tuple(
        offer for offer in offers if (not only or offer.artefact.name in only) and offer.artefact.name not in without
    )


def _unknown(name: str, names: list[str]) -> str:
    close = meant(name, names)
    guess = f" Did you mean “{close}”?" if close else ""
    return f"No plugin offers an artefact “{name}”.{guess} On offer: {', '.join(names) or 'nothing'}."


def build_model(request: BuildRequest, registry: Registry, progress: Callable[[str], None]) -> Report:
    """Build and report; every fault of the model, a plugin or the output folder is in the report."""
    offers = choose(registry.offers, request.only, request.without)
    if misplaced := place_check(request.output, request.model):
        return Report(str(request.model), (misplaced,), ExitCode.USAGE)
    try:
        mended = mend(request.model)
    except OutputError as fault:
        return Report(str(request.model), fault.problems, ExitCode.KEPT_BACK)
    report = _build(request, registry, offers, progress)
    return replace(report, problems=(*mended, *report.problems)) if mended else report


def _build(
    request: BuildRequest, registry: Registry, offers: tuple[Offer, ...], progress: Callable[[str], None]
) -> Report:
    try:
        checked = read_and_check(request.model, registry, request.as_of)
    except ModelError as fault:
        return Report(str(request.model), (*registry.problems, *fault.problems), ExitCode.MODEL_HAS_ERRORS)
    as_of = checked.edition.governance.as_of
    if as_of is None:
        return _stopped(checked, (checked.edition.locate(_NO_DAY),))
    if has(checked.problems, Severity.ERROR):
        return _stopped(checked, ())
    attempts = render_all(offers, checked.editions, as_of, registry, progress)
    return _review_and_write(request, registry, checked, attempts, as_of)


_NO_DAY = Problem(
    Severity.ERROR,
    "as-of-missing",
    "Nothing says which day the artefacts speak of.",
    path="edition.as_of",
    hint="Add as_of to the edition, or give --as-of 2024-07-04.",
)


def _stopped(checked: Checked, more: tuple[Problem, ...]) -> Report:
    problems = (*checked.faults, *checked.problems, *more)
    model = str(checked.edition.folder)
    return Report(model, problems, ExitCode.MODEL_HAS_ERRORS, title=edition_title(checked.edition))


def _review_and_write(
    request: BuildRequest, registry: Registry, checked: Checked, attempts: tuple[Attempt, ...], as_of: date
) -> Report:
    complete = not request.only and not request.without
    rendered = tuple(attempt.rendered for attempt in attempts if attempt.rendered)
    governance = checked.edition.governance
    review = registry.review(
        Pack(governance, checked.editions.before, rendered, complete, checked.editions.changes, as_of)
    )
    found = tuple(checked.edition.locate(problem) for problem in silence(review.found, governance.silenced))
    told = (*(problem for attempt in attempts for problem in attempt.problems), *found)
    faults = (*checked.faults, *review.faults)
    if has(found, Severity.ERROR):
        return _stopped(checked, (*review.faults, *told))
    try:
        all_loaded = not has(registry.problems, Severity.ERROR)
        written = _write(request, checked, attempts, as_of, complete=complete, all_loaded=all_loaded)
    except OutputError as fault:
        return _report(request, checked, (*faults, *told, *fault.problems), as_of, (), ExitCode.KEPT_BACK)
    problems = (*faults, *told, *written.problems)
    return _report(request, checked, problems, as_of, written.files, _code(checked, attempts, faults, written))


def _write(
    request: BuildRequest,
    checked: Checked,
    attempts: tuple[Attempt, ...],
    as_of: date,
    *,
    complete: bool,
    all_loaded: bool,
) -> Written:
    previous = checked.editions.previous
    before = previous.digest if previous else None
    inputs = Inputs(checked.edition.digest, before, as_of.isoformat(), checked.edition.template_digest)
    built = [_built(attempt, inputs) for attempt in attempts if attempt.rendered]
    failed = [attempt.offer.artefact.name for attempt in attempts if not attempt.rendered]
    return write_pack(
        request.output,
        built,
        failed=failed,
        complete=complete,
        overwrite=request.overwrite,
        all_loaded=all_loaded,
        collected=safe_digests(request.model / "history", checked.edition.governance.history),
    )


def _built(attempt: Attempt, inputs: Inputs) -> BuiltArtefact:
    plugin, files = attempt.offer.plugin, attempt.rendered.files if attempt.rendered else ()
    return BuiltArtefact(attempt.offer.artefact.name, plugin.name, plugin.distribution, plugin.version, inputs, files)


def _report(
    request: BuildRequest,
    checked: Checked,
    problems: Iterable[Problem],
    as_of: date,
    files: tuple[FileOutcome, ...],
    code: ExitCode,
) -> Report:
    return Report(
        model=str(request.model),
        problems=tuple(dict.fromkeys((*problems, *checked.problems))),
        exit_code=code,
        title=edition_title(checked.edition),
        as_of=as_of.isoformat(),
        output=str(request.output),
        files=tuple(sorted(files, key=lambda file: (file.artefact, file.path))),
    )


def _code(checked: Checked, attempts: tuple[Attempt, ...], faults: tuple[Problem, ...], written: Written) -> ExitCode:
    failed = [attempt for attempt in attempts if not attempt.rendered]
    if any(checked.edition.owns(problem) for attempt in failed for problem in attempt.problems):
        return ExitCode.MODEL_HAS_ERRORS
    if failed or written.refused or has(faults, Severity.ERROR):
        return ExitCode.PLUGIN_FAILED
    unfinished = written.kept_back or has(written.problems, Severity.ERROR)
    return ExitCode.KEPT_BACK if unfinished else ExitCode.DONE
