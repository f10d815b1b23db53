"""The page for the funder: what the projects spent, are expected to spend and leave, and what is to be returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Cell, Figure, Figures, Grid, GridColumn, Kind, Sheet, Words

from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import figure, worked_out
from kcsp_docs_plugins.grant_budget.sums import total

if TYPE_CHECKING:
    from decimal import Decimal

    from kcsp_docs_kit.workbooks.schema import Part

    from kcsp_docs_plugins.grant_budget.sums import GrantSums, ProjectSums


def return_sheet(sums: GrantSums, partnership: str) -> Sheet:
    """As it is sent: nothing is typed here."""
    title = f"{sums.grant.title}: quarterly return"
    return Sheet("Return", title, (_heading(sums, partnership), _projects(sums), _money(sums)))


def _heading(sums: GrantSums, partnership: str) -> Figures:
    return Figures(
        "Return",
        (
            Figure("To", sums.grant.funder),
            Figure("From", partnership),
            Figure("Financial year", sums.grant.year),
            Figure("As at", sums.as_of, Kind.DATE, formula="=as_of"),
        ),
    )


def _projects(sums: GrantSums) -> Part:
    if not sums.projects:
        return Words(("No project has been approved.",), "Projects")
    columns = ("Approved", "Spent to date", "Forecast to come", "Projected", "Variance", "Underspend")
    return Grid(
        "ReturnLines",
        "Projects",
        (
            GridColumn("Project", width=36),
            *(GridColumn(heading, Kind.MONEY, 15) for heading in columns),
        ),
        tuple(_project_row(each) for each in sums.projects),
        (
            Cell("All projects"),
            *(
                worked_out(value, f"SUM(ReturnLines[{heading}])")
                for heading, value in zip(columns, _totals(sums), strict=True)
            ),
        ),
        note=(
            "Variance: projected less approved. Underspend: what a project is expected to leave; no overspend of"
            " another is set off against it."
        ),
    )


def _totals(sums: GrantSums) -> tuple[Decimal, ...]:
    return (
        sums.grant.approved,
        sums.spent,
        sums.forecast,
        sums.projected,
        sums.projected - sums.grant.approved,
        total(each.underspend for each in sums.projects),
    )


def _project_row(sums: ProjectSums) -> tuple[Cell, ...]:
    """Found by the project's id, which the funder does not see: names may be changed, and two may be the same."""
    id_ = sums.project.id
    return (
        worked_out(sums.project.name, f'IFERROR(INDEX(Projects[Project],MATCH("{id_}",Projects[Id],0))&"","")'),
        worked_out(sums.project.amount, _found("Projects", id_, "Projects[Amount]")),
        worked_out(sums.spent, _found("Spend", id_, "project_spent")),
        worked_out(sums.forecast, _found("Spend", id_, "project_to_come")),
        worked_out(sums.projected, "ROUND([@[Spent to date]]+[@[Forecast to come]],2)"),
        worked_out(sums.variance, "ROUND([@Projected]-[@Approved],2)"),
        worked_out(sums.underspend, "MAX(0,-[@Variance])"),
    )


def _found(table: str, id_: str, amounts: str) -> str:
    """The amount of the row with the id, which is letters, digits and hyphens, and so needs no quoting."""
    return f'SUMPRODUCT(--({table}[Id]="{id_}"),{amounts})'


def _money(sums: GrantSums) -> Figures:
    grant = sums.grant
    left = grant.allocation - sums.projected
    netted = "Approved less projected."
    return Figures(
        "The grant",
        (
            figure("Allocation", grant.allocation, "=allocation"),
            figure("Tranches received", sums.received, "=received"),
            figure("Claimed to date", sums.claimed, "=claimed"),
            figure("Not approved for any project", grant.underspend, "=underspend", note="To be returned."),
            figure("Left by the projects", grant.approved - sums.projected, "=-variance_against_approval", note=netted),
            figure("Projected underspend in all", left, "=projected_underspend", note="Expected to be returned."),
            Figure("Outlook", states.outlook(left), formula=states.OUTLOOK_FORMULA, looks=states.SPENDING),
        ),
    )
