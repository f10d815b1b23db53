"""The workbook as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Workbook

from kcsp_docs_plugins.action_tracker.actions import actions_sheet
from kcsp_docs_plugins.action_tracker.key import key_sheet
from kcsp_docs_plugins.action_tracker.measures import measures_sheet
from kcsp_docs_plugins.action_tracker.overdue import overdue_sheet
from kcsp_docs_plugins.action_tracker.position import position_sheet
from kcsp_docs_plugins.action_tracker.record import record_sheet
from kcsp_docs_plugins.action_tracker.tracker import NAME

if TYPE_CHECKING:
    from kcsp_docs_plugins.action_tracker.tracker import Tracker


def workbook_of(tracker: Tracker) -> Workbook:
    """The declaration that the file is written by and read back with."""
    governance = tracker.governance
    measures = (measures_sheet(tracker),) if tracker.plan.measures else ()
    return Workbook(
        artefact=NAME,
        edition=governance.edition.id,
        title=f"{tracker.plan.title}: tracker",
        sheets=(
            position_sheet(tracker),
            actions_sheet(tracker),
            overdue_sheet(tracker),
            *measures,
            record_sheet(tracker),
            key_sheet(tracker),
        ),
        date=tracker.as_of,
        creator=governance.partnership.name,
        language=governance.edition.language,
        subject=governance.edition.title,
    )
