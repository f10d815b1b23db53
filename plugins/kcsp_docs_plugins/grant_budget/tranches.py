"""The sheet of tranches: what the funder pays, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Figure, Figures, Kind, Row, Sheet, Table, Words
from kcsp_docs_kit.workbooks.spare_ids import spare_ids

from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import figure, word

if TYPE_CHECKING:
    from kcsp_docs.model.grant import Tranche
    from kcsp_docs_plugins.grant_budget.sums import GrantSums

_SPARE_ROWS = 3
_STATE = (
    f'=IF([@Amount]="","",IF(AND([@Paid]<>"",[@Paid]<=as_of),"{states.RECEIVED}",'
    f'IF([@Due]="","{states.NO_DUE_DATE}",IF([@Due]<as_of,"{states.OVERDUE}","{states.NOT_DUE}"))))'
)
_ROUNDING = (
    f'=IF(COUNT(Tranches[Amount])=0,"{states.NO_TRANCHES}",IF(rounding=0,"{states.NO_DIFFERENCE}",'
    f'IF(AND(rounding>0,rounding<COUNT(Tranches[Amount])),"{states.WHOLE_POUNDS}","{states.MORE_THAN_ROUNDING}")))'
)


def tranches_sheet(sums: GrantSums) -> Sheet:
    """Each tranche, above them what they come to against the allocation."""
    about = "A tranche is cut to whole pounds, so together they may miss the allocation by a pound or two."
    return Sheet("Tranches", "Tranches", (Words((about,)), _totals(sums), _table(sums)))


def _totals(sums: GrantSums) -> Figures:
    received = '=SUMIFS(Tranches[Amount],Tranches[Paid],"<="&as_of)'
    missing = "=ROUND(allocation-tranches_total,2)"
    return Figures(
        "Against the allocation",
        (
            figure("Allocation", sums.grant.allocation, "=allocation"),
            figure("Tranches in all", sums.tranches, "=SUM(Tranches[Amount])", "tranches_total"),
            figure("Missing from the tranches", sums.grant.rounding, missing, "rounding"),
            Figure("Why", states.rounding(sums), formula=_ROUNDING, looks=states.ROUNDING),
            figure("Received to date", sums.received, received, "received"),
        ),
    )


def _table(sums: GrantSums) -> Table:
    grant = sums.grant
    return Table(
        "Tranches",
        "grant.tranches",
        "tranche",
        columns=(
            Column("share", "Share", Kind.PERCENTAGE, 12, guidance="Of the allocation, such as 50%. May stay empty."),
            Column("amount", "Amount", Kind.MONEY, 16, required=True, guidance="In whole pounds, as it is paid."),
            Column("due", "Due", Kind.DATE, 14),
            Column("paid", "Paid", Kind.DATE, 14, guidance="The day that it came. Empty until it has."),
        ),
        rows=tuple(_row(tranche, sums) for tranche in grant.tranches),
        beside=(word("state", "Where it stands", _STATE, states.TRANCHE),),
        id_width=14,
        spare_ids=spare_ids("tranche-", (each.id for each in grant.tranches), _SPARE_ROWS),
    )


def _row(tranche: Tranche, sums: GrantSums) -> Row:
    values = {"share": tranche.share, "amount": tranche.amount, "due": tranche.due, "paid": tranche.paid}
    return Row(tranche.id, {**values, "state": states.tranche_state(tranche, sums)})
