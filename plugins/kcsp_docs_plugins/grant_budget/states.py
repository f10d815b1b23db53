"""How things stand, in a word: what the workbook says beside a figure, with the look that goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Look

if TYPE_CHECKING:
    from decimal import Decimal

    from kcsp_docs.model.grant import Claim, Project, Tranche
    from kcsp_docs_plugins.grant_budget.sums import GrantSums, ProjectSums

OVERSPEND, UNDERSPEND, ON_BUDGET, NO_PROFILE = "Overspend", "Underspend", "On budget", "No profile"
SPENDING = ((OVERSPEND, Look.RED), (UNDERSPEND, Look.AMBER), (ON_BUDGET, Look.GREEN), (NO_PROFILE, Look.MUTED))

OVERCOMMITTED, TO_RETURN, FULLY_COMMITTED = "Over-committed", "To be returned", "Fully committed"
COMMITMENT = ((OVERCOMMITTED, Look.RED), (TO_RETURN, Look.AMBER), (FULLY_COMMITTED, Look.GREEN))

NO_TRANCHES, NO_DIFFERENCE = "No tranches", "No difference"
WHOLE_POUNDS, MORE_THAN_ROUNDING = "Rounding", "More than rounding"
ROUNDING = (
    (NO_TRANCHES, Look.MUTED),
    (NO_DIFFERENCE, Look.GREEN),
    (WHOLE_POUNDS, Look.GREEN),
    (MORE_THAN_ROUNDING, Look.RED),
)

RECEIVED, NO_DUE_DATE, OVERDUE, NOT_DUE = "Received", "No due date", "Overdue", "Not due yet"
TRANCHE = ((RECEIVED, Look.DONE), (NO_DUE_DATE, Look.MUTED), (OVERDUE, Look.RED), (NOT_DUE, Look.GREEN))

PAID, SENT, NOT_SENT = "Paid", "Sent", "Not sent yet"
CLAIM = ((PAID, Look.DONE), (SENT, Look.GREEN), (NOT_SENT, Look.AMBER))

OVER_SPEND, UNDER_SPEND, EQUAL = "More than the spend", "Less than the spend", "Equal to the spend"
AGREEMENT = ((OVER_SPEND, Look.RED), (UNDER_SPEND, Look.AMBER), (EQUAL, Look.GREEN))

BY_BOTH, BY_PARTNERSHIP = "Yes, by both", "Partnership only"
BY_COMMISSIONER, BY_NEITHER = "Commissioner only", "By neither"
APPROVAL = (
    (BY_BOTH, Look.GREEN),
    (BY_PARTNERSHIP, Look.AMBER),
    (BY_COMMISSIONER, Look.AMBER),
    (BY_NEITHER, Look.RED),
)


COMMITMENT_FORMULA = f'=IF(underspend<0,"{OVERCOMMITTED}",IF(underspend>0,"{TO_RETURN}","{FULLY_COMMITTED}"))'
OUTLOOK_FORMULA = f'=IF(projected_underspend<0,"{OVERSPEND}",IF(projected_underspend>0,"{UNDERSPEND}","{ON_BUDGET}"))'
"""Of the names that the summary gives to its figures."""


def commitment(underspend: Decimal) -> str:
    """How the projects' amounts stand against the allocation."""
    return _sign(underspend, OVERCOMMITTED, FULLY_COMMITTED, TO_RETURN)


def outlook(left: Decimal) -> str:
    """How the year will end against the allocation."""
    return _sign(left, OVERSPEND, ON_BUDGET, UNDERSPEND)


def rounding(sums: GrantSums) -> str:
    """What explains that the tranches miss the allocation: each is truncated to whole pounds, losing less than one."""
    missing = sums.grant.rounding
    if not sums.grant.tranches:
        return NO_TRANCHES
    if missing == 0:
        return NO_DIFFERENCE
    return WHOLE_POUNDS if 0 < missing < len(sums.grant.tranches) else MORE_THAN_ROUNDING


def project_state(sums: ProjectSums) -> str:
    """How a project will end against its amount."""
    return _sign(sums.variance, UNDERSPEND, ON_BUDGET, OVERSPEND) if sums.project.quarters else NO_PROFILE


def approval(project: Project) -> str:
    """Which of its two approvals a project has."""
    match project.partnership_approval, project.commissioner_approval:
        case None, None:
            return BY_NEITHER
        case _, None:
            return BY_PARTNERSHIP
        case None, _:
            return BY_COMMISSIONER
        case _:
            return BY_BOTH


def tranche_state(tranche: Tranche, sums: GrantSums) -> str:
    """Whether a tranche has come."""
    if sums.by_then(tranche.paid):
        return RECEIVED
    if tranche.due is None:
        return NO_DUE_DATE
    return OVERDUE if tranche.due < sums.as_of else NOT_DUE


def claim_state(claim: Claim, sums: GrantSums) -> str:
    """How far a claim has come."""
    return PAID if sums.by_then(claim.paid) else SENT if sums.by_then(claim.sent) else NOT_SENT


def agreement(difference: Decimal) -> str:
    """How what is claimed for a quarter stands against what was spent in it."""
    return _sign(difference, UNDER_SPEND, EQUAL, OVER_SPEND)


def _sign(amount: Decimal, below: str, nought: str, above: str) -> str:
    return below if amount < 0 else above if amount > 0 else nought
