"""The sheet of projects: amount, both approvals, and the priorities that each serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Kind, Row, Sheet, Table
from kcsp_docs_kit.workbooks.spare_ids import spare_ids

from kcsp_docs.model.governance import ById
from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import choices, money, word

if TYPE_CHECKING:
    from decimal import Decimal

    from kcsp_docs_kit.workbooks.schema import Value

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.grant import Grant, Project, ProjectApproval

_SPARE_ROWS = 5
_BODIES = (("partnership_approval", "Partnership"), ("commissioner_approval", "Commissioner"))
_APPROVED = (
    '=IF([@Project]="","",IF(COUNT([@[Partnership date]],[@[Commissioner date]])=2,'
    f'"{states.BY_BOTH}",IF([@[Partnership date]]<>"","{states.BY_PARTNERSHIP}",'
    f'IF([@[Commissioner date]]<>"","{states.BY_COMMISSIONER}","{states.BY_NEITHER}"))))'
)


def projects_sheet(governance: Governance, grant: Grant) -> Sheet:
    """Each project; a new one is added in the rows left free at the end."""
    return Sheet("Projects", "Projects", (_table(governance, grant),))


def _table(governance: Governance, grant: Grant) -> Table:
    return Table(
        "Projects",
        "grant.projects",
        "project",
        columns=(
            Column("name", "Project", width=36, required=True),
            _lead_column(governance),
            Column("amount", "Amount", Kind.MONEY, 13, required=True, guidance="What the project may spend in all."),
            *(column for field, body in _BODIES for column in _approval_columns(field, body)),
            Column("priorities", "Priorities of the agreement", width=30, editable=False),
            Column("commissioner_priorities", "Commissioner’s priorities", width=30, editable=False),
            *_action_column(governance),
        ),
        rows=tuple(_row(governance, project) for project in grant.projects),
        id_width=22,
        beside=(
            word("approved", "Approved?", _APPROVED, states.APPROVAL),
            *(money(f"{field}-difference", f"{body} less amount", _difference(body)) for field, body in _BODIES),
        ),
        spare_ids=spare_ids("project-", (each.id for each in grant.projects), _SPARE_ROWS),
    )


def _approval_columns(field: str, body: str) -> tuple[Column, ...]:
    return (
        Column(f"{field}.date", f"{body} date", Kind.DATE, 13, guidance="The day of the approval."),
        Column(f"{field}.amount", f"{body} amount", Kind.MONEY, 13, guidance="The amount that was approved."),
        Column(f"{field}.reference", f"{body} reference", width=14, guidance="Of the minute or the letter."),
    )


def _difference(body: str) -> str:
    approved = f"[@[{body} amount]]"
    return f'=IF(OR([@Amount]="",{approved}=""),"",ROUND({approved}-[@Amount],2))'


def _lead_column(governance: Governance) -> Column:
    bodies = choices((each.id, each.name) for each in governance.organisations)
    return Column("lead", "Lead", Kind.CHOICE if bodies else Kind.TEXT, 34, required=True, choices=bodies)


def _action_column(governance: Governance) -> tuple[Column, ...]:
    """The action that a project belongs to, where there are actions."""
    plan = governance.action_plan
    actions = choices((each.id, each.id) for each in plan.actions) if plan else ()
    return (Column("action", "Action", Kind.CHOICE, 10, choices=actions),) if actions else ()


def _row(governance: Governance, project: Project) -> Row:
    approvals: dict[str, ProjectApproval | None] = {
        "partnership_approval": project.partnership_approval,
        "commissioner_approval": project.commissioner_approval,
    }
    values: dict[str, Value] = {
        "name": project.name,
        "lead": project.lead,
        "amount": project.amount,
        "priorities": "; ".join(_priority_names(governance, project)),
        "commissioner_priorities": "; ".join(project.commissioner_priorities),
        "approved": states.approval(project),
    }
    if project.action:
        values["action"] = project.action
    for field, approval in approvals.items():
        values |= _approval_values(field, approval, project.amount)
    return Row(project.id, values)


def _approval_values(field: str, approval: ProjectApproval | None, amount: Decimal) -> dict[str, Value]:
    if approval is None:
        return {f"{field}-difference": ""}
    return {
        f"{field}.date": approval.date,
        f"{field}.amount": approval.amount,
        f"{field}.reference": approval.reference,
        f"{field}-difference": approval.amount - amount,
    }


def _priority_names(governance: Governance, project: Project) -> tuple[str, ...]:
    priorities = ById(governance.action_plan.priorities) if governance.action_plan else {}
    return tuple(priorities[each].name for each in project.priorities)
