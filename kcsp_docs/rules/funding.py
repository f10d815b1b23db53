"""Rules about the grant: allocation, tranches, approvals, priorities, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.grant import Grant, Project, ProjectApproval


def check_funding(governance: Governance) -> Iterator[Problem]:
    """Every rule about the grant, where the folder has one."""
    if governance.grant is not None:
        yield from _not_overcommitted(governance.grant)
        yield from _tranches_fit(governance.grant)
        for project in governance.grant.projects:
            yield from _approved_twice(project)
            yield from _serves_priorities(project, governance.grant.commissioner_plan)
        yield from _claims_are_spent(governance.grant)


def _not_overcommitted(grant: Grant) -> Iterator[Problem]:
    if grant.underspend < 0:
        yield warning(
            RuleCode.GRANT_OVERCOMMITTED,
            "grant.allocation",
            f"The projects may spend £{grant.approved:,}, which is £{-grant.underspend:,} more than the allocation.",
            "Lower a project's amount, or correct the allocation.",
        )


def _tranches_fit(grant: Grant) -> Iterator[Problem]:
    """Tranches are truncated to whole pounds, so that each may lose less than a pound."""
    if grant.tranches and not 0 <= grant.rounding < len(grant.tranches):
        yield warning(
            RuleCode.TRANCHES_DIFFER,
            "grant.tranches",
            f"The tranches add up to £{grant.allocation - grant.rounding:,}; the allocation is £{grant.allocation:,}.",
            "Correct the tranches: truncation alone explains less than a pound each.",
        )


def _approved_twice(project: Project) -> Iterator[Problem]:
    yield from _approved(project, "partnership_approval", "the partnership", project.partnership_approval)
    yield from _approved(project, "commissioner_approval", "the funder", project.commissioner_approval)


def _approved(project: Project, field: str, body: str, approval: ProjectApproval | None) -> Iterator[Problem]:
    if approval is None:
        yield warning(
            RuleCode.PROJECT_NOT_APPROVED,
            f"grant.projects[{project.id}]",
            f"The project “{project.name}” has no approval of {body}.",
            f"Add {field} once it is given.",
        )
    elif approval.amount != project.amount:
        yield warning(
            RuleCode.PROJECT_NOT_APPROVED,
            f"grant.projects[{project.id}].{field}.amount",
            f"The project “{project.name}” was approved by {body} for £{approval.amount:,}, but its amount is"
            f" £{project.amount:,}.",
            "Make the two agree.",
        )


def _serves_priorities(project: Project, plan: str) -> Iterator[Problem]:
    """The funder's condition: a project serves both the agreement and the funder's plan."""
    served = {"priorities": project.priorities, "commissioner_priorities": project.commissioner_priorities}
    owners = {"priorities": "the agreement", "commissioner_priorities": f"“{plan}”"}
    for field, names in served.items():
        if not names:
            yield warning(
                RuleCode.PROJECT_SERVES_NOTHING,
                f"grant.projects[{project.id}]",
                f"The project “{project.name}” serves no priority of {owners[field]}.",
                f"Add {field}: a list of those that it serves.",
            )


def _claims_are_spent(grant: Grant) -> Iterator[Problem]:
    """A claim is for money that was spent; the last claim of a quarter is the one that is told of."""
    for quarter, claim in {claim.quarter: claim for claim in grant.claims}.items():
        over = grant.claimed_for(quarter) - grant.spent_in(quarter)
        if over > 0:
            yield warning(
                RuleCode.CLAIM_OVER_SPEND,
                f"grant.claims[{claim.id}].amount",
                f"£{grant.claimed_for(quarter):,} is claimed for {quarter}, which is £{over:,} more than the projects"
                " spent in it.",
                "Correct the claim, or add what was spent.",
            )
