"""The front sheet: the position at a glance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import (
    Cell,
    Figure,
    Figures,
    Grid,
    GridColumn,
    Kind,
    Look,
    Sheet,
)

from kcsp_docs.exchange import HISTORY
from kcsp_docs.model.action_plan import ActionStatus, Rating
from kcsp_docs_plugins.action_tracker import labels
from kcsp_docs_plugins.action_tracker.counts import Counts, counted
from kcsp_docs_plugins.action_tracker.pictures import by_priority_chart, by_rating_chart
from kcsp_docs_plugins.action_tracker.record import NAME as RECORD
from kcsp_docs_plugins.action_tracker.record import SINCE
from kcsp_docs_plugins.action_tracker.since import Since, since_last_quarter
from kcsp_docs_plugins.action_tracker.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.schema import Part

    from kcsp_docs_plugins.action_tracker.tracker import Tracker

PRIORITIES, RATINGS = "Priorities", "Ratings"
NOT_RATED = "Not rated"

_THERE = 'Actions[Action],"<>"'
_OPEN = 'Actions[Status],"<>Complete",Actions[Status],"<>Cancelled"'


_SINCE_NOTES = {
    Since.BETTER: "RAG is better than at the end of last quarter.",
    Since.WORSE: f"RAG is worse than then: see the sheet {RECORD}.",
    Since.NEW: "Added since then.",
    Since.COMPLETED: "Became complete since then.",
}


def position_sheet(tracker: Tracker) -> Sheet:
    """Figures and grids follow what is typed on the sheet Actions; what does not, says so."""
    all_ = counted(tracker.actions, tracker.as_of)
    ratings, priorities = _by_rating(tracker, all_), _by_priority(tracker, all_)
    parts: tuple[Part, ...] = (
        _at_a_glance(tracker, all_),
        _since_last_quarter(tracker),
        *snapshot(tracker),
        ratings,
        by_rating_chart(tracker, ratings),
        priorities,
        by_priority_chart(tracker, priorities),
    )
    return Sheet("Position", tracker.plan.title, parts)


def _at_a_glance(tracker: Tracker, all_: Counts) -> Figures:
    as_of = Figure(
        "As at",
        tracker.as_of,
        Kind.DATE,
        name="as_of",
        section=HISTORY,
        field="as_of",
        note="Type the day that your update speaks of.",
    )
    actions = Figure("Actions in the plan", all_.actions, Kind.NUMBER, formula=f"=COUNTIFS({_THERE})")
    still_open = Figure(
        "Still open",
        all_.still_open,
        Kind.NUMBER,
        formula=f"=COUNTIFS({_THERE},{_OPEN})",
        note="Neither complete nor cancelled.",
    )
    overdue = Figure(
        "Overdue",
        all_.overdue,
        Kind.NUMBER,
        formula=f'=COUNTIFS({_THERE},{_OPEN},Actions[Due],"<"&as_of)',
        note="Still open and due before then: see the sheet Overdue.",
    )
    return Figures("At a glance", (as_of, actions, still_open, overdue))


def _since_last_quarter(tracker: Tracker) -> Figures:
    known = Counter(since_last_quarter(record, tracker.as_of) for record in tracker.records.values())
    figures = (
        Figure(since.value, known[since], Kind.NUMBER, formula=f'=COUNTIFS({RECORD}[{SINCE}],"{since}")', note=note)
        for since, note in _SINCE_NOTES.items()
    )
    return Figures(f"Since last quarter: {tracker.last_quarter_named}", tuple(figures))


def _by_rating(tracker: Tracker, all_: Counts) -> Grid:
    then = Counter(record.rating_at(tracker.last_quarter) for record in tracker.records.values())
    rated = [
        (Cell(rating.label), Cell(count, f"=COUNTIFS({_THERE},Actions[RAG],[@RAG])"), Cell(then[rating]))
        for rating, count in zip(Rating, all_.by_rating, strict=False)
    ]
    none = (Cell(NOT_RATED), Cell(all_.by_rating[-1], f'=COUNTIFS({_THERE},Actions[RAG],"=")'), Cell(then[None]))
    return Grid(
        name=RATINGS,
        title="By RAG",
        columns=(
            GridColumn("RAG", width=34, looks=(*labels.rating_looks(), (NOT_RATED, Look.MUTED))),
            GridColumn("Actions", Kind.NUMBER, 10),
            GridColumn(f"End of {tracker.last_quarter.label}", Kind.NUMBER, 12),
        ),
        rows=(*rated, none),
        total=(Cell("All actions"), Cell(all_.actions, f"=SUM({RATINGS}[Actions])"), Cell(len(tracker.actions))),
        note=f"The last column is as it was known when this file was made for {tracker.day}.",
    )


def _by_priority(tracker: Tracker, all_: Counts) -> Grid:
    headings = _count_headings()
    lines = [(label, id_) for id_, label in tracker.priorities.items()]
    rows = [_priority_row(label, _counts_of(id_, tracker), "[@Priority]") for label, id_ in lines]
    rest = _priority_row(labels.NO_PRIORITY, _counts_of(None, tracker), '""')
    sums = (Cell(number, f"=SUM({PRIORITIES}[{head}])") for head, number in zip(headings, _numbers(all_), strict=True))
    return Grid(
        name=PRIORITIES,
        title="By priority",
        columns=(GridColumn("Priority", width=38), *(GridColumn(head, Kind.NUMBER, 10) for head in headings)),
        rows=(*rows, rest),
        total=(Cell("All actions"), *sums),
    )


def _count_headings() -> tuple[str, ...]:
    statuses, ratings = (each.label for each in ActionStatus), (each.label for each in Rating)
    return ("Actions", *ratings, NOT_RATED, "Overdue", *statuses)


def _numbers(counts: Counts) -> tuple[int, ...]:
    return (counts.actions, *counts.by_rating, counts.overdue, *counts.by_status)


def _counts_of(priority: str | None, tracker: Tracker) -> Counts:
    return counted((action for action in tracker.actions if action.priority == priority), tracker.as_of)


def _priority_row(label: str, counts: Counts, priority: str) -> tuple[Cell, ...]:
    return (Cell(label), *map(Cell, _numbers(counts), _priority_formulas(priority)))


def _priority_formulas(priority: str) -> Iterator[str]:
    """Compared cell by cell, because COUNTIFS takes ``*``, ``?`` and ``<`` in the name of a priority for its own."""
    of_it = f'(Actions[Action]<>"")*(Actions[Priority]={priority})'
    yield f"=SUMPRODUCT({of_it})"
    for rating in Rating:
        yield f'=SUMPRODUCT({of_it}*(Actions[RAG]="{rating.label}"))'
    yield f'=SUMPRODUCT({of_it}*(Actions[RAG]=""))'
    still_open = '(Actions[Status]<>"Complete")*(Actions[Status]<>"Cancelled")'
    yield f"=SUMPRODUCT({of_it}*{still_open}*ISNUMBER(Actions[Due])*(Actions[Due]<as_of))"
    for status in ActionStatus:
        empty = '+(Actions[Status]="")' if status is ActionStatus.NOT_STARTED else ""
        yield f'=SUMPRODUCT({of_it}*((Actions[Status]="{status.label}"){empty}))'
