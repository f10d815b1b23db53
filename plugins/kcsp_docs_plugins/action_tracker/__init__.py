"""The Community Safety Agreement's action tracker: a workbook that officers update all year, and that is read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.artefact import WorkbookArtefact

from kcsp_docs import Artefact, Job, hookimpl
from kcsp_docs_plugins.action_tracker.tracker import NAME, tracker
from kcsp_docs_plugins.action_tracker.workbook import workbook_of

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.schema import Workbook


@dataclass(frozen=True, slots=True)
class ActionTracker(WorkbookArtefact):
    """``action-tracker.xlsx``; nothing where the folder has no actions."""

    name: str = NAME
    summary: str = "The agreement's actions and measures, for officers to update (Excel)"

    def workbook(self, job: Job) -> Workbook | None:
        """The declaration; None where there are no actions."""
        gathered = tracker(job)
        return workbook_of(gathered) if gathered else None


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the action tracker."""
    return (ActionTracker(),)
