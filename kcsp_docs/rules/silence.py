"""Silencing a rule: by its code, with a reason, and never out of sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import Severity
from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Silenced


def silence(problems: Sequence[Problem], silenced: Sequence[Silenced]) -> tuple[Problem, ...]:
    """The problems with each silenced warning turned into a note that gives the reason. Errors cannot be silenced."""
    used: set[int] = set()
    kept = tuple(_silence_one(problem, silenced, used) for problem in problems)
    return kept + tuple(_unused(index, each) for index, each in enumerate(silenced) if index not in used)


def _silence_one(problem: Problem, silenced: Sequence[Silenced], used: set[int]) -> Problem:
    for index, each in enumerate(silenced):
        if problem.severity is Severity.WARNING and _covers(each, problem):
            used.add(index)
            return replace(problem, severity=Severity.NOTE, hint=f"Silenced: {each.reason}")
    return problem


def _covers(silenced: Silenced, problem: Problem) -> bool:
    """A silence with a path covers that place of the model and what lies beneath it."""
    if silenced.code != problem.code:
        return False
    if silenced.path is None:
        return True
    path = problem.path or ""
    return path == silenced.path or path.startswith((f"{silenced.path}.", f"{silenced.path}["))


def _unused(index: int, silenced: Silenced) -> Problem:
    return warning(
        RuleCode.SILENCE_UNUSED,
        f"silenced[{index}]",
        f"“{silenced.code}” is silenced, but nothing was found there.",
        "Remove it, or correct its code and path.",
    )
