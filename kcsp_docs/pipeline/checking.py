"""Read a model folder and run every rule over it; write nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs import rules
from kcsp_docs.errors import ModelError, Severity, by_place
from kcsp_docs.pipeline.editions import Editions, read_editions
from kcsp_docs.pipeline.report import ExitCode, Report, has
from kcsp_docs.rules.silence import silence, unused

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.registry import Registry


@dataclass(frozen=True, slots=True)
class Checked:
    """A model that could be read, what the rules say of it, and which plugins failed at saying something."""

    editions: Editions
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...]

    @property
    def edition(self) -> ReadEdition:
        return self.editions.edition


def read_and_check(model: Path, registry: Registry, as_of: date | None = None) -> Checked:
    """Raises ModelError with every problem of a folder that cannot be read. ``as_of`` goes before the model's own."""
    editions = read_editions(model, registry, as_of)
    edition, governance = editions.edition, editions.governance
    asked = registry.check(governance, editions.before)
    found = (*rules.check(governance, editions.before, editions.changes), *asked.found)
    heard = (*silence(found, governance.silenced), *unused(found, governance.silenced))
    problems = (*edition.problems, *(edition.locate(problem) for problem in heard))
    return Checked(editions, tuple(sorted(problems, key=by_place)), (*registry.problems, *asked.faults))


def check_model(model: Path, registry: Registry, *, strict: bool = False) -> Report:
    """Every problem of one model folder; with ``strict`` a warning counts as an error does."""
    try:
        checked = read_and_check(model, registry)
    except ModelError as fault:
        return Report(str(model), (*registry.problems, *fault.problems), ExitCode.MODEL_HAS_ERRORS)
    problems = (*checked.faults, *checked.problems)
    return Report(str(model), problems, _code(checked, strict=strict), title=edition_title(checked.edition))


def edition_title(edition: ReadEdition) -> str:
    """``Anyshire Community Safety Partnership, Terms of Reference 2024 (for decision)``"""
    governance = edition.governance
    status = governance.edition.status.replace("-", " ")
    return f"{governance.partnership.name}, {governance.edition.title} ({status})"


def _code(checked: Checked, *, strict: bool) -> ExitCode:
    told = (*checked.problems, *checked.faults)
    if has(checked.problems, Severity.ERROR) or (strict and has(told, Severity.WARNING)):
        return ExitCode.MODEL_HAS_ERRORS
    return ExitCode.PLUGIN_FAILED if has(checked.faults, Severity.ERROR) else ExitCode.DONE
