"""The sheet that lists what is overdue, whatever day the front sheet is set to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Cell, Grid, GridColumn, Kind, Sheet

from kcsp_docs_plugins.action_tracker import labels
from kcsp_docs_plugins.action_tracker.columns import WorkedOut, cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kcsp_docs.model.action_plan import Action
    from kcsp_docs_plugins.action_tracker.tracker import Tracker

_ROOM, _MOST = 30, 100
"""Lines beyond what is overdue as the file is made, and lines at most: enough for all actions of most plans."""

_LATE = (
    '(Actions[Action]<>"")*ISNUMBER(Actions[Due])*(Actions[Due]<as_of)'
    '*(Actions[Status]<>"Complete")*(Actions[Status]<>"Cancelled")'
)
_ID = (
    "=IFERROR(INDEX(Actions[Id],AGGREGATE(15,6,(ROW(Actions[Id])-ROW(Actions[[#Headers],[Id]]))"
    f'/({_LATE}),[@Line])),"")'
)
"""The id of the first action that is late, of the second and so on: what fails the condition divides by nought, and
AGGREGATE (15: the least; 6: without errors) passes over it."""


def overdue_actions(tracker: Tracker) -> tuple[Action, ...]:
    """Those that are overdue as the file is made, in the order of the plan."""
    return tuple(action for action in tracker.actions if action.overdue(tracker.as_of))


def overdue_sheet(tracker: Tracker) -> Sheet:
    """A list that follows the sheet Actions and the day on the front sheet."""
    columns, overdue = tuple(_columns(tracker)), overdue_actions(tracker)
    lines = min(len(tracker.actions) + len(tracker.spare_ids), len(overdue) + _ROOM, _MOST)
    shown: list[Action | None] = [*overdue, *(None,) * _ROOM][:lines]
    note = (
        "The list follows the sheet Actions, in the order of its rows, and the day on the sheet Position. It has "
        f"room for {lines}."
    )
    grid = Grid(
        name="OverdueActions",
        title="Due before the day on the sheet Position, and neither complete nor cancelled",
        columns=(GridColumn("Line", Kind.NUMBER, 6), *(each.column for each in columns)),
        rows=tuple((Cell(line), *cells(columns, action)) for line, action in enumerate(shown, 1)),
        note=note,
    )
    return Sheet("Overdue", "What is overdue", (grid,))


def _columns(tracker: Tracker) -> Iterator[WorkedOut[Action]]:
    yield WorkedOut(GridColumn("Id", width=10), lambda action: action.id, _ID)
    yield _text("Action", 46, lambda action: action.action)
    yield _text("Priority", 26, lambda action: tracker.priorities.get(action.priority or ""))
    yield _text("Lead", 24, lambda action: tracker.organisations.get(action.lead or ""))
    yield _text("Owner", 24, lambda action: tracker.people.get(action.owner or ""))
    due = '=IF([@Id]="","",INDEX(Actions[Due],MATCH([@Id],Actions[Id],0)))'
    yield WorkedOut(GridColumn("Due", Kind.DATE, 12), lambda action: action.due, due)
    days = '=IF([@Id]="","",IFERROR(as_of-[@Due],""))'
    yield WorkedOut(GridColumn("Days overdue", Kind.NUMBER, 10), lambda action: _days(action, tracker), days)
    yield _text("Status", 13, lambda action: action.status.label)
    rag = GridColumn("RAG", width=9, looks=labels.rating_looks())
    yield WorkedOut(rag, lambda action: labels.words(action.rating), _of_action("RAG"))


def _text(heading: str, width: int, value: Callable[[Action], str | None]) -> WorkedOut[Action]:
    return WorkedOut(GridColumn(heading, width=width), value, _of_action(heading))


def _days(action: Action, tracker: Tracker) -> int | None:
    return (tracker.as_of - action.due).days if action.due else None


def _of_action(heading: str) -> str:
    return f'=IF([@Id]="","",INDEX(Actions[{heading}],MATCH([@Id],Actions[Id],0))&"")'
