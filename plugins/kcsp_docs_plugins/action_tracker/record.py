"""The sheet that holds what is on record of each action, and what that makes of what the sheet Actions says now.

Officers sort the table of actions, and what stands beside it stays where it is. So nothing that belongs to one action
stands there by itself: it is looked up here by the id of the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Cell, Grid, GridColumn, Kind, Look, Sheet

from kcsp_docs_plugins.action_tracker import labels, since
from kcsp_docs_plugins.action_tracker.columns import WorkedOut, cells
from kcsp_docs_plugins.action_tracker.since import Since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.quarters import DatedQuarter
    from kcsp_docs.model.track_record import TrackRecord
    from kcsp_docs_plugins.action_tracker.tracker import Tracker

NAME = "Record"
TREND = "Trend"
LAST_UPDATE = "Last update"
MEASURES = "Measures"
SINCE = "Since then"

_RUNNING, _IN_PLAN, _CLOSED, _YES = "Running for", "In plan then", "Closed then", "Yes"
_MOST_MEASURES = 20
"""So many are named beside an action."""

_FROM_WORST = '{"Red","Amber","Green"}'


def record_sheet(tracker: Tracker) -> Sheet:
    """A row for each action, and one for each spare id."""
    columns = tuple(_columns(tracker))
    grid = Grid(
        name=NAME,
        title=f"At the ends of quarters, up to {tracker.last_quarter_named}, and since then",
        columns=(GridColumn("Id", width=10), *(each.column for each in columns)),
        rows=(
            *((Cell(id_), *cells(columns, record)) for id_, record in tracker.records.items()),
            *((Cell(id_), *cells(columns, None)) for id_ in tracker.spare_ids),
        ),
        note=_note(tracker),
    )
    return Sheet(NAME, "What is on record of each action", (grid,))


def looked_up(heading: str) -> str:
    """The formula, beside the table of actions, for what this sheet has of the row's action."""
    found = f"INDEX({NAME}[{heading}],MATCH([@Id],{NAME}[Id],0))"
    return f'=IFERROR(IF({found}="","",{found}),"")'


def measures_of(tracker: Tracker, action: str) -> str:
    """``M-01 People who attend a seminar; M-04 …``."""
    measures = tracker.measures[action]
    named = [f"{measure.id} {labels.in_one_line(measure.name)}" for measure in measures[:_MOST_MEASURES]]
    rest = [f"and {len(measures) - _MOST_MEASURES} more"] if len(measures) > _MOST_MEASURES else []
    return "; ".join([*named, *rest])


def trend_looks(tracker: Tracker) -> tuple[tuple[str, Look], ...]:
    """Trends that stand out: for the better, for the worse, and ratings that have lasted."""
    lengths = {since.running(record, tracker.as_of) for record in tracker.records.values()} - {"", "one quarter"}
    lasting = tuple(
        (f"{rating.label} for {length}", look)
        for rating, look in labels.RATING_LOOKS.items()
        for length in sorted(lengths)
    )
    return (("Better than last quarter", Look.GREEN), ("Worse than last quarter", Look.RED), *lasting)


def _note(tracker: Tracker) -> str:
    return (
        f"Known when this file was made for {tracker.day}: the ratings at the ends of quarters, how long the last of "
        "them had been running, what was in the plan and what was closed then, the last update and the measures. "
        f"Status, RAG, “{SINCE}” and the trend follow what is typed on the sheet Actions."
    )


def _columns(tracker: Tracker) -> Iterator[WorkedOut[TrackRecord]]:
    yield WorkedOut(GridColumn("Action", width=36), lambda record: record.action.action, _of_action("Action"))
    yield from map(_quarter, _quarters_shown(tracker))
    yield from _known_then(tracker)
    yield from _now(tracker)
    yield WorkedOut(GridColumn(LAST_UPDATE, Kind.DATE, 12), lambda record: record.last_update)
    if tracker.plan.measures:
        yield WorkedOut(GridColumn(MEASURES, width=30), lambda record: measures_of(tracker, record.action.id))


def _quarters_shown(tracker: Tracker) -> tuple[DatedQuarter, ...]:
    """The last four quarters that are over, the oldest first."""
    last = tracker.last_quarter
    return (last.before.before.before, last.before.before, last.before, last)


def _quarter(quarter: DatedQuarter) -> WorkedOut[TrackRecord]:
    column = GridColumn(quarter.label, width=9, looks=labels.rating_looks())
    return WorkedOut(column, lambda record: labels.words(record.rating_at(quarter)))


def _known_then(tracker: Tracker) -> Iterator[WorkedOut[TrackRecord]]:
    day = tracker.as_of
    yield WorkedOut(GridColumn(_RUNNING, width=10), lambda record: since.running(record, day))
    yield WorkedOut(GridColumn(_IN_PLAN, width=9), lambda record: _yes(since.in_plan_then(record, day)))
    yield WorkedOut(GridColumn(_CLOSED, width=9), lambda record: _yes(since.closed_then(record, day)))


def _now(tracker: Tracker) -> Iterator[WorkedOut[TrackRecord]]:
    day, looks = tracker.as_of, ((Since.BETTER, Look.GREEN), (Since.WORSE, Look.RED))
    yield WorkedOut(GridColumn("Status", width=13), lambda record: record.action.status.label, _of_action("Status"))
    rag = GridColumn("RAG", width=9, looks=labels.rating_looks())
    yield WorkedOut(rag, lambda record: labels.words(record.action.rating), _of_action("RAG"))
    compared = _since_formula(tracker.last_quarter.label)
    yield WorkedOut(
        GridColumn(SINCE, width=14, looks=looks), lambda record: since.since_last_quarter(record, day).value, compared
    )
    trend = GridColumn(TREND, width=20, looks=trend_looks(tracker))
    yield WorkedOut(trend, lambda record: since.trend(record, day), _TREND_FORMULA)


def _yes(true: bool) -> str:
    return _YES if true else ""


def _of_action(heading: str) -> str:
    """What the sheet Actions says of the row's action; ``&""`` makes text of an empty cell."""
    return f'=IFERROR(INDEX(Actions[{heading}],MATCH([@Id],Actions[Id],0))&"","")'


def _since_formula(then: str) -> str:
    """What :func:`~kcsp_docs_plugins.action_tracker.since.since_last_quarter` says, of what is typed now."""
    better = f"MATCH([@RAG],{_FROM_WORST},0)>MATCH([@[{then}]],{_FROM_WORST},0)"
    compared = f'IF([@RAG]=[@[{then}]],"{Since.SAME}",IF({better},"{Since.BETTER}","{Since.WORSE}"))'
    rated = f'IF(OR([@RAG]="",[@[{then}]]=""),"{Since.UNKNOWN}",IFERROR({compared},"{Since.UNKNOWN}"))'
    complete = f'IF([@[{_CLOSED}]]="{_YES}","{Since.CLOSED}","{Since.COMPLETED}")'
    still_there = f'IF([@Status]="Cancelled","{Since.CLOSED}",IF([@Status]="Complete",{complete},{rated}))'
    return f'=IF([@Action]="","",IF([@[{_IN_PLAN}]]="{_YES}",{still_there},"{Since.NEW}"))'


_TREND_FORMULA = (
    f'=IF(OR([@[{SINCE}]]="{Since.BETTER}",[@[{SINCE}]]="{Since.WORSE}"),[@[{SINCE}]]&" than last quarter",'
    f'IF([@[{SINCE}]]="{Since.SAME}",'
    f'IF([@[{_RUNNING}]]="one quarter","Same as last quarter",[@RAG]&" for "&[@[{_RUNNING}]]),'
    f'IF([@[{SINCE}]]="{Since.COMPLETED}","Completed since last quarter",'
    f'IF([@[{SINCE}]]="{Since.NEW}","New",'
    f'IF([@[{SINCE}]]="{Since.UNKNOWN}",IF([@RAG]="","Not rated","No rating last quarter"),"")))))'
)
"""What :func:`~kcsp_docs_plugins.action_tracker.since.trend_in_words` says, of what is typed now."""
