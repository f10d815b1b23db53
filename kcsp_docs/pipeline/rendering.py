"""Rendering artefacts, each by itself: one that fails is a problem that names its plugin, and the others go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.artefact import Rendered
from kcsp_docs.errors import Problem, ProblemsError, Severity
from kcsp_docs.exchange import File
from kcsp_docs.output import open_check
from kcsp_docs.pipeline.report import has
from kcsp_docs.registry import faults

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from kcsp_docs.pipeline.editions import Editions
    from kcsp_docs.pipeline.job import KernelJob
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.registry import Offer, Registry


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one artefact: its files, or None and the problems that say why."""

    offer: Offer
    rendered: Rendered | None
    problems: tuple[Problem, ...]


def render_all(
    offers: Iterable[Offer], editions: Editions, as_of: date, registry: Registry, progress: Callable[[str], None]
) -> tuple[Attempt, ...]:
    """Render each artefact in memory. Never raises for what an artefact does."""
    attempts = []
    for offer in offers:
        progress(offer.artefact.name)
        attempts.append(_render(offer, editions, as_of, registry))
    return tuple(attempts)


def _render(offer: Offer, editions: Editions, as_of: date, registry: Registry) -> Attempt:
    edition, job = editions.edition, editions.job(offer, as_of, registry)
    try:
        files = tuple(offer.artefact.render(job))
    except ProblemsError as fault:
        return _failed(job, offer, edition, [*job.reported, *fault.problems, _not_made(offer)])
    except (Exception, SystemExit) as fault:
        return _failed(
            job, offer, edition, [*job.reported, faults.render_failed(offer.plugin, offer.artefact.name, fault)]
        )
    if has(job.reported, Severity.ERROR):
        return _failed(job, offer, edition, [*job.reported, _not_made(offer)])
    if unfit := _unfit(offer, files):
        return _failed(job, offer, edition, [*job.reported, *unfit])
    return Attempt(offer, Rendered(offer.artefact.name, files), _placed(job, edition, job.reported))


def _not_made(offer: Offer) -> Problem:
    return faults.not_made(offer.plugin, offer.artefact.name)


def _failed(job: KernelJob, offer: Offer, edition: ReadEdition, problems: list[Problem]) -> Attempt:
    return Attempt(offer, None, _placed(job, edition, problems))


def _placed(job: KernelJob, edition: ReadEdition, problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(job.place_of(edition.locate(problem)) for problem in problems)


def _unfit(offer: Offer, files: tuple[object, ...]) -> list[Problem]:
    """A file that is none, or does not open, is found before anything on disk is touched."""
    strangers = [file for file in files if not isinstance(file, File)]
    source = f"the artefact “{offer.artefact.name}”"
    wrong = [faults.wrong_type(offer.plugin, source, "several of File", stranger) for stranger in strangers]
    return wrong + [fault for file in files if isinstance(file, File) and (fault := open_check(file))]
