"""The workbook as a whole: its sheets in the order of their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Workbook

from kcsp_docs_plugins.grant_budget.claims import claims_sheet
from kcsp_docs_plugins.grant_budget.key import key_sheet
from kcsp_docs_plugins.grant_budget.projects import projects_sheet
from kcsp_docs_plugins.grant_budget.quarterly_return import return_sheet
from kcsp_docs_plugins.grant_budget.spend import spend_sheet
from kcsp_docs_plugins.grant_budget.summary import summary_sheet
from kcsp_docs_plugins.grant_budget.sums import GrantSums
from kcsp_docs_plugins.grant_budget.tranches import tranches_sheet

if TYPE_CHECKING:
    from datetime import date

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.grant import Grant


def budget(artefact: str, governance: Governance, grant: Grant, as_of: date) -> Workbook:
    """The budget of a grant on a day, for the artefact of that name."""
    sums = GrantSums(grant, as_of)
    partnership = governance.partnership.name
    return Workbook(
        artefact=artefact,
        edition=governance.edition.id,
        title=f"{grant.title}: budget",
        sheets=(
            summary_sheet(sums),
            tranches_sheet(sums),
            projects_sheet(governance, grant),
            spend_sheet(sums),
            claims_sheet(sums),
            return_sheet(sums, partnership),
            key_sheet(),
        ),
        date=as_of,
        creator=partnership,
        language=governance.edition.language,
        subject=governance.edition.title,
    )
