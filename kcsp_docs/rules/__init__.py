"""Governance rules on the model and the edition before. Each is one small function that names its clause, if any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.rules.agreements import check_agreements
from kcsp_docs.rules.changes import check_changes
from kcsp_docs.rules.funding import check_funding
from kcsp_docs.rules.groups import check_groups
from kcsp_docs.rules.meetings import check_meetings
from kcsp_docs.rules.paper import check_paper

if TYPE_CHECKING:
    from kcsp_docs.changes import Change
    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance


def check(governance: Governance, previous: Governance | None, changes: tuple[Change, ...]) -> tuple[Problem, ...]:
    """What the core's own rules find, by subject; each finding has a model path and no file yet."""
    subjects = (check_groups, check_agreements, check_meetings, check_paper, check_funding)
    found = [problem for subject in subjects for problem in subject(governance)]
    return (*found, *check_changes(governance, previous, changes))
