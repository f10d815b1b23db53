"""The days that collected files speak of, beside the model's day and the days of files that came before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.pipeline.codes import CollectCode
from kcsp_docs.prose.phrases import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.pipeline.keeping import Brought


def other_days(brought: Iterable[Brought], governance: Governance) -> Iterator[Problem]:
    """A note of each file that speaks of another day than the model, a warning of one that goes back in time."""
    for each in brought:
        if each.artefact is None or each.gathered.collected_before:
            continue
        latest = _latest(each.artefact, governance)
        if latest is not None and each.as_of < latest:
            yield _backwards(each, latest)
        elif governance.as_of is not None and each.as_of != governance.as_of:
            yield _differs(each, governance.as_of)


def _latest(artefact: str, governance: Governance) -> date | None:
    return max((each.as_of for each in governance.history if each.artefact == artefact), default=None)


def _backwards(brought: Brought, latest: date) -> Problem:
    message = f"This file speaks of {long_date(brought.as_of)}, and one of {long_date(latest)} was collected before."
    hint = "If its day was not brought up to date, collect it with --as-of and its true day: the trend rests on it."
    return _problem(Severity.WARNING, CollectCode.BACKWARDS, message, hint, brought)


def _differs(brought: Brought, day: date) -> Problem:
    message = f"This file speaks of {long_date(brought.as_of)}, the model of {long_date(day)}; history keeps the day."
    hint = f"Build with --as-of {brought.as_of.isoformat()} to go on from there."
    return _problem(Severity.NOTE, CollectCode.OTHER_DAY, message, hint, brought)


def _problem(severity: Severity, code: CollectCode, message: str, hint: str, brought: Brought) -> Problem:
    return Problem(severity, code, message, file=brought.gathered.path.as_posix(), hint=hint)
