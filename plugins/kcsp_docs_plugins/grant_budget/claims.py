"""The sheet of claims: what was claimed from the funder, against what was spent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Figures, Kind, Row, Sheet, Table, Words
from kcsp_docs_kit.workbooks.spare_ids import spare_ids

from kcsp_docs.model.values import Quarter
from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.parts import choices, figure, money, word

if TYPE_CHECKING:
    from kcsp_docs.model.grant import Claim
    from kcsp_docs_plugins.grant_budget.sums import GrantSums

_ABOUT = (
    "A claim is for what was spent in a quarter. Beside each stand the spend of its quarter, and all that is claimed"
    " for the quarter less that spend: above nought, too much is claimed."
)
_SPARE_ROWS = 6
_SPENT = "SUMIFS(Quarters[Spend],Quarters[Quarter],[@Quarter])"
_DIFFERENCE = f"ROUND(SUMIFS(Claims[Amount],Claims[Quarter],[@Quarter])-{_SPENT},2)"
_AGREEMENT = (
    f'=IF([@Quarter]="","",IF({_DIFFERENCE}>0,"{states.OVER_SPEND}",'
    f'IF({_DIFFERENCE}<0,"{states.UNDER_SPEND}","{states.EQUAL}")))'
)
_STATE = (
    f'=IF([@Amount]="","",IF(AND([@Paid]<>"",[@Paid]<=as_of),"{states.PAID}",'
    f'IF(AND([@Sent]<>"",[@Sent]<=as_of),"{states.SENT}","{states.NOT_SENT}")))'
)


def claims_sheet(sums: GrantSums) -> Sheet:
    """Each claim, and rows for those to come."""
    return Sheet("Claims", "Claims", (Words((_ABOUT,)), _totals(sums), _table(sums)))


def _totals(sums: GrantSums) -> Figures:
    claimed = '=SUMIFS(Claims[Amount],Claims[Sent],"<="&as_of)'
    return Figures("In all", (figure("Claimed to date", sums.claimed, claimed, "claimed"),))


def _table(sums: GrantSums) -> Table:
    claims = sums.grant.claims
    quarters = choices((quarter.value, quarter.label) for quarter in Quarter)
    return Table(
        "Claims",
        "grant.claims",
        "claim",
        columns=(
            Column("quarter", "Quarter", Kind.CHOICE, 12, required=True, choices=quarters),
            Column("amount", "Amount", Kind.MONEY, 14, required=True),
            Column("sent", "Sent", Kind.DATE, 14, guidance="The day that it went to the funder."),
            Column("paid", "Paid", Kind.DATE, 14, guidance="The day that the funder paid it."),
        ),
        rows=tuple(_row(claim, sums) for claim in claims),
        id_width=14,
        beside=(
            money("spent", "Spent in the quarter", f'=IF([@Quarter]="","",{_SPENT})', 16),
            money("difference", "Claimed less spent", f'=IF([@Quarter]="","",{_DIFFERENCE})', 16),
            word("agreement", "Against the spend", _AGREEMENT, states.AGREEMENT, 22),
            word("state", "Where it stands", _STATE, states.CLAIM),
        ),
        spare_ids=spare_ids("claim-", (each.id for each in claims), _SPARE_ROWS),
    )


def _row(claim: Claim, sums: GrantSums) -> Row:
    spent = sums.grant.spent_in(claim.quarter)
    difference = sums.grant.claimed_for(claim.quarter) - spent
    values = {
        "quarter": claim.quarter.value,
        "amount": claim.amount,
        "sent": claim.sent,
        "paid": claim.paid,
        "spent": spent,
        "difference": difference,
        "agreement": states.agreement(difference),
        "state": states.claim_state(claim, sums),
    }
    return Row(claim.id, values)
