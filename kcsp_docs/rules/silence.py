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
    return tuple(_silence_one(problem, silenced) for problem in problems)


def unused(problems: Sequence[Problem], silenced: Sequence[Silenced]) -> tuple[Problem, ...]:
    """A warning for each silence of the core's rules that covers none of what they found.

    Other codes are not judged: a plugin may be absent, and a review has its say only when a pack is built.
    """
    return tuple(
        _unused(index, each)
        for index, each in enumerate(silenced)
        if each.code in set(RuleCode) and not any(_covers(each, problem) for problem in problems)
    )


def _silence_one(problem: Problem, silenced: Sequence[Silenced]) -> Problem:
    reason = next((each.reason for each in silenced if _covers(each, problem)), None)
    if reason is None or problem.severity is not Severity.WARNING:
        return problem
    return replace(problem, severity=Severity.NOTE, hint=f"Silenced: {reason}")


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
