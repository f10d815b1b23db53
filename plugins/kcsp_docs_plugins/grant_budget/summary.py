"""The front sheet: the grant at a glance, and by quarter with a chart."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import (
    Cell,
    Chart,
    ChartKind,
    Figure,
    Figures,
    Grid,
    GridColumn,
    Kind,
    Series,
    Sheet,
)

from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import MONTHS, SPEND_KINDS, figure, pounds, spend_heading, worked_out
from kcsp_docs_plugins.grant_budget.sums import by_quarter, total

if TYPE_CHECKING:
    from decimal import Decimal

    from kcsp_docs_plugins.grant_budget.sums import GrantSums, QuarterSums

_PROFILE, _SPEND, _FORECAST = "Profile", "Spend", "Forecast to come"
_AS_OF = "Type the day that your update speaks of."


def summary_sheet(sums: GrantSums) -> Sheet:
    """Everything that a director asks first."""
    quarters = by_quarter(sums.grant)
    return Sheet(
        "Summary",
        sums.grant.title,
        (_commitment(sums), _year(sums), _quarters(quarters), _chart(quarters)),
    )


def _commitment(sums: GrantSums) -> Figures:
    grant = sums.grant
    returned = "Allocation less approved."
    word = states.commitment(grant.underspend)
    return Figures(
        "Allocation and approvals",
        (
            Figure("As at", sums.as_of, Kind.DATE, "as_of", section="history", field="as_of", note=_AS_OF),
            Figure(
                "Allocation",
                grant.allocation,
                Kind.MONEY,
                "allocation",
                section="grant",
                field="allocation",
                note=f"{grant.year}, from {grant.funder}.",
            ),
            figure("Approved for projects", grant.approved, "=SUM(Projects[Amount])", "approved"),
            figure("Underspend to return", grant.underspend, "=ROUND(allocation-approved,2)", "underspend", returned),
            Figure("Position", word, formula=states.COMMITMENT_FORMULA, looks=states.COMMITMENT),
            figure("Tranches in all", sums.tranches, "=tranches_total"),
            figure("Missing from the tranches", grant.rounding, "=rounding", note="See Tranches."),
        ),
    )


def _year(sums: GrantSums) -> Figures:
    allocation, approved, projected = sums.grant.allocation, sums.grant.approved, sums.projected
    left = allocation - projected
    return Figures(
        "Spend and outlook",
        (
            figure("Spent to date", sums.spent, "=SUM(Quarters[Spend])", "spent"),
            figure("Forecast to come", sums.forecast, f"=SUM(Quarters[{_FORECAST}])", "forecast_to_come"),
            figure("Projected total", projected, "=ROUND(spent+forecast_to_come,2)", "projected"),
            figure(
                "Variance against approval",
                projected - approved,
                "=ROUND(projected-approved,2)",
                "variance_against_approval",
                "Projected total less approved.",
            ),
            figure(
                "Variance against profile",
                projected - sums.profile,
                "=ROUND(projected-SUM(Quarters[Profile]),2)",
                "variance_against_profile",
                "Projected total less profile.",
            ),
            figure(
                "Projected underspend in all",
                left,
                "=ROUND(allocation-projected,2)",
                "projected_underspend",
                "Allocation less projected total.",
            ),
            Figure("Outlook", states.outlook(left), formula=states.OUTLOOK_FORMULA, looks=states.SPENDING),
        ),
    )


def _quarters(quarters: tuple[QuarterSums, ...]) -> Grid:
    planned = accumulate(each.profile for each in quarters)
    expected = accumulate(each.projected for each in quarters)
    totals = {
        _PROFILE: total(each.profile for each in quarters),
        _SPEND: total(each.spend for each in quarters),
        _FORECAST: total(each.forecast for each in quarters),
        "Projected": total(each.projected for each in quarters),
        "Variance": total(each.variance for each in quarters),
    }
    return Grid(
        "Quarters",
        "By quarter",
        (
            GridColumn("Quarter", width=12),
            GridColumn("Months", width=22),
            *(GridColumn(heading, Kind.MONEY, 19) for heading in (*totals, "Profile so far", "Projected so far")),
        ),
        tuple(_quarter_row(*each) for each in zip(quarters, planned, expected, strict=True)),
        (
            Cell("Year"),
            Cell(None),
            *(worked_out(amount, f"SUM(Quarters[{heading}])") for heading, amount in totals.items()),
            *(Cell(None), Cell(None)),
        ),
    )


def _quarter_row(sums: QuarterSums, planned: Decimal, expected: Decimal) -> tuple[Cell, ...]:
    profile, spend, forecast = (f"Spend[{spend_heading(sums.quarter, kind)}]" for kind in SPEND_KINDS)
    unknown = f'--({spend}="")'
    to_come = f'SUMPRODUCT({unknown},{forecast})+SUMPRODUCT({unknown},--({forecast}=""),{profile})'
    return (
        Cell(sums.quarter.label),
        Cell(MONTHS[sums.quarter]),
        worked_out(sums.profile, f"ROUND(SUM({profile}),2)"),
        worked_out(sums.spend, f"ROUND(SUM({spend}),2)"),
        worked_out(sums.forecast, f"ROUND({to_come},2)"),
        worked_out(sums.projected, "ROUND([@Spend]+[@[Forecast to come]],2)"),
        worked_out(sums.variance, "ROUND([@Projected]-[@Profile],2)"),
        worked_out(planned, _so_far(_PROFILE)),
        worked_out(expected, _so_far("Projected")),
    )


def _so_far(heading: str) -> str:
    return f"ROUND(SUM(INDEX(Quarters[{heading}],1):[@{heading}]),2)"


def _chart(quarters: tuple[QuarterSums, ...]) -> Chart:
    said = "; ".join(
        f"{each.quarter.label}: profile {pounds(each.profile)}, spend {pounds(each.spend)},"
        f" forecast to come {pounds(each.forecast)}"
        for each in quarters
    )
    return Chart(
        ChartKind.COLUMN,
        "Spend against profile",
        f"Columns of profile, spend and forecast to come for each quarter. {said}.",
        grid="Quarters",
        categories="Quarter",
        series=(Series(_PROFILE), Series(_SPEND), Series(_FORECAST)),
        axis_title="Pounds",
    )
