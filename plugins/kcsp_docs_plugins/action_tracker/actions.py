"""The sheet that officers work in: a row for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Kind, Look, Row, Sheet, Table, Words

from kcsp_docs.model.track_record import ACTIONS
from kcsp_docs_plugins.action_tracker import labels
from kcsp_docs_plugins.action_tracker.record import LAST_UPDATE, MEASURES, TREND, looked_up, measures_of, trend_looks
from kcsp_docs_plugins.action_tracker.since import trend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.schema import Choice, Value

    from kcsp_docs.model.action_plan import Action
    from kcsp_docs_plugins.action_tracker.tracker import Tracker

OVERDUE = "Overdue"
_OVERDUE_FORMULA = (
    '=IF(AND([@Action]<>"",ISNUMBER([@Due]),[@Due]<as_of,[@Status]<>"Complete",[@Status]<>"Cancelled"),"Overdue","")'
)


def actions_sheet(tracker: Tracker) -> Sheet:
    """The table of actions, with spare rows, and beside it what is worked out of each."""
    table = Table(
        name="Actions",
        section=ACTIONS,
        noun="action",
        columns=_columns(tracker),
        beside=tuple(_beside(tracker)),
        rows=tuple(Row(action.id, _values(action, tracker)) for action in tracker.actions),
        spare_ids=tracker.spare_ids,
    )
    note = (
        "Type in the table. New actions go into the empty rows at its end, which have their ids already. "
        "The columns to the right of the table are worked out."
    )
    return Sheet("Actions", "Actions", (Words((note,)), table))


def _columns(tracker: Tracker) -> tuple[Column, ...]:
    bodies, people = labels.choices(tracker.organisations), labels.choices(tracker.people)
    return (
        _choice(
            "priority",
            "Priority",
            labels.choices(tracker.priorities),
            20,
            "Choose from the list. Leave it empty for a miscellaneous action.",
        ),
        Column("action", "Action", width=36, required=True, guidance="What will be done, in a sentence."),
        _choice("lead", "Lead", bodies, 18, "The body that leads. Choose from the list."),
        _choice("owner", "Owner", people, 18, "Who sees to it. Choose from the list."),
        Column("start", "Start", Kind.DATE, 11, guidance="A date, such as 01/04/2024."),
        Column("due", "Due", Kind.DATE, 11, guidance="A date, such as 31/03/2025."),
        _choice("status", "Status", labels.statuses(), 11, "Choose from the list. Empty counts as not started."),
        _choice("rating", "RAG", labels.ratings(), 9, "Red, Amber or Green; empty for none. See the sheet Key."),
        Column("progress", "Progress", width=34, guidance="What has happened since the last update."),
    )


def _choice(key: str, heading: str, choices: tuple[Choice, ...], width: int, guidance: str) -> Column:
    """Without anything to choose from it is a column of text: what is typed there comes back as a question."""
    if not choices:
        return Column(
            key, heading, width=width, guidance="There is no list yet. Whoever keeps the model can begin one."
        )
    return Column(key, heading, Kind.CHOICE, width, choices=choices, guidance=guidance)


def _beside(tracker: Tracker) -> Iterator[Column]:
    yield _worked_out("overdue", OVERDUE, 10, _OVERDUE_FORMULA, looks=((OVERDUE, Look.RED),))
    yield _worked_out("trend", TREND, 18, looked_up(TREND), looks=trend_looks(tracker))
    yield _worked_out("last_update", LAST_UPDATE, 11, looked_up(LAST_UPDATE), kind=Kind.DATE)
    if tracker.plan.measures:
        yield _worked_out("measures", MEASURES, 24, looked_up(MEASURES))


def _worked_out(
    key: str, heading: str, width: int, formula: str, kind: Kind = Kind.TEXT, looks: tuple[tuple[str, Look], ...] = ()
) -> Column:
    return Column(key, heading, kind, width, editable=False, formula=formula, spare="", looks=looks)


def _values(action: Action, tracker: Tracker) -> dict[str, Value]:
    return {**_typed(action), **_known(action, tracker)}


def _typed(action: Action) -> dict[str, Value]:
    return {
        "priority": action.priority,
        "action": action.action,
        "lead": action.lead,
        "owner": action.owner,
        "start": action.start,
        "due": action.due,
        "status": action.status.value,
        "rating": action.rating.value if action.rating else None,
        "progress": action.progress,
    }


def _known(action: Action, tracker: Tracker) -> dict[str, Value]:
    record = tracker.records[action.id]
    measures = {"measures": measures_of(tracker, action.id)} if tracker.plan.measures else {}
    return {
        "overdue": OVERDUE if action.overdue(tracker.as_of) else "",
        "trend": trend(record, tracker.as_of),
        "last_update": record.last_update or "",
        **measures,
    }
