"""The Crime Reduction Grant's budget: a workbook that officers keep all year, and that is read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.artefact import WorkbookArtefact

from kcsp_docs import Artefact, Job, hookimpl
from kcsp_docs_plugins.grant_budget.budget import budget

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.schema import Workbook


@dataclass(frozen=True, slots=True)
class GrantBudget(WorkbookArtefact):
    """``grant-budget.xlsx``; nothing where the folder has no grant."""

    name: str = "grant-budget"
    summary: str = "The grant's projects, spend and claims, for officers to update (Excel)"

    def workbook(self, job: Job) -> Workbook | None:
        """The declaration; None where there is no grant."""
        grant = job.governance.grant
        return budget(self.name, job.governance, grant, job.as_of) if grant else None


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the grant's budget."""
    return (GrantBudget(),)
