"""The sheet of spend: profile, spend and forecast of each project, quarter by quarter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Kind, Row, Sheet, Table

from kcsp_docs.model.values import Quarter
from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import SPEND_KINDS, money, spend_heading, word

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.schema import Value

    from kcsp_docs_plugins.grant_budget.sums import GrantSums, ProjectSums

_GUIDANCE = {
    "profile": "What was planned to be spent in the quarter.",
    "spend": "What was spent. Empty until it is known; nought if nothing was.",
    "forecast": "What is now expected. While it is empty, the profile counts.",
}
_AMOUNT = "SUMPRODUCT(--(Projects[Id]=[@Id]),Projects[Amount])"


def spend_sheet(sums: GrantSums) -> Sheet:
    """A row for each project, in the order of the projects' sheet."""
    return Sheet("Spend", "Spend by quarter", (_table(sums),))


def _table(sums: GrantSums) -> Table:
    return Table(
        "Spend",
        "grant.projects",
        "project",
        columns=(
            Column("project", "Project", width=36, editable=False),
            *(_column(quarter, kind) for quarter in Quarter for kind in SPEND_KINDS),
        ),
        rows=tuple(_row(each) for each in sums.projects),
        id_width=22,
        beside=_beside(),
    )


def _column(quarter: Quarter, kind: str) -> Column:
    key = f"quarters[quarter={quarter}].{kind}"
    return Column(key, spend_heading(quarter, kind), Kind.MONEY, 11, guidance=_GUIDANCE[kind])


def _row_sum(kind: str) -> str:
    """The four quarters of a row: ``SUM([@[Q1 spend]],…)``."""
    return f"SUM({_row_cells(kind)})"


def _row_cells(kind: str) -> str:
    return ",".join(f"[@[{spend_heading(quarter, kind)}]]" for quarter in Quarter)


def _to_come(quarter: Quarter) -> str:
    """A quarter of a row whose spend is not known: its forecast, else its profile."""
    profile, spend, forecast = (f"[@[{spend_heading(quarter, kind)}]]" for kind in SPEND_KINDS)
    return f'IF({spend}<>"",0,IF({forecast}<>"",{forecast},{profile}))'


def _beside() -> tuple[Column, ...]:
    """Without projects a table still has one row, which is empty: of it everything comes to nought."""
    spent = _row_sum("spend")
    forecast = f"SUM({','.join(_to_come(quarter) for quarter in Quarter)})"
    variance = f"ROUND({spent}+{forecast}-{_AMOUNT},2)"
    state = (
        f'=IF(COUNT({_row_cells("profile")})=0,"{states.NO_PROFILE}",IF({variance}>0,"{states.OVERSPEND}",'
        f'IF({variance}<0,"{states.UNDERSPEND}","{states.ON_BUDGET}")))'
    )
    columns = (
        money("amount", "Amount", f"={_AMOUNT}"),
        money("spent", "Spent to date", f"=ROUND({spent},2)", name="project_spent"),
        money("to-come", "Forecast to come", f"=ROUND({forecast},2)", name="project_to_come"),
        money("projected", "Projected total", f"=ROUND({spent}+{forecast},2)"),
        money("variance", "Variance against amount", f"={variance}", 20),
        money("underspend", "Underspend", f"=MAX(0,-{variance})"),
    )
    return (
        *(replace(column, spare=Decimal(0)) for column in columns),
        replace(word("state", "Where it stands", state, states.SPENDING), spare=states.NO_PROFILE),
    )


def _row(sums: ProjectSums) -> Row:
    project = sums.project
    values: dict[str, Value] = {
        f"quarters[quarter={each.quarter}].{kind}": getattr(each, kind)
        for each in project.quarters
        for kind in SPEND_KINDS
    }
    values |= {
        "project": project.name,
        "amount": project.amount,
        "spent": sums.spent,
        "to-come": sums.forecast,
        "projected": sums.projected,
        "variance": sums.variance,
        "underspend": sums.underspend,
        "state": states.project_state(sums),
    }
    return Row(project.id, values)
