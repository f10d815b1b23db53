"""What the front sheet says in words: as it was when the file was made, and so it says of which day it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Words

from kcsp_docs.model.action_plan import Rating
from kcsp_docs.prose.phrases import counted, initial_capital, joined, listed, long_date
from kcsp_docs_plugins.action_tracker.labels import in_one_line
from kcsp_docs_plugins.action_tracker.overdue import overdue_actions
from kcsp_docs_plugins.action_tracker.since import Since, since_last_quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kcsp_docs.model.action_plan import Action
    from kcsp_docs_plugins.action_tracker.tracker import Tracker

_MOST = 12
"""So many are named; of more, the number is said."""


def snapshot(tracker: Tracker) -> tuple[Words, ...]:
    """What to look at first: what is overdue, what stays red or amber, what has changed."""
    paragraphs = (*_overdue(tracker), *_lasting(tracker), _changed(tracker))
    return (Words(paragraphs, f"To look at first, as this file was made for {tracker.day}"),)


def _overdue(tracker: Tracker) -> Iterator[str]:
    late = [_told(action, tracker) for action in overdue_actions(tracker)]
    if len(late) < 2:
        yield f"Overdue: {late[0] if late else 'nothing'}."
        return
    yield f"{initial_capital(counted(len(late), 'action was', 'actions were'))} overdue:"
    yield from (f"– {each}" for each in late[:_MOST])
    if len(late) > _MOST:
        yield f"– and {counted(len(late) - _MOST, 'more', 'more')}, which the sheet Overdue lists."


def _told(action: Action, tracker: Tracker) -> str:
    return f"{action.id} {in_one_line(action.action)} ({_who_and_when(action, tracker)})"


def _who_and_when(action: Action, tracker: Tracker) -> str:
    due = f"due {long_date(action.due)}" if action.due else ""
    who = (tracker.organisations.get(action.lead or ""), tracker.people.get(action.owner or ""))
    return joined([each for each in (due, *who) if each], "; ")


def _lasting(tracker: Tracker) -> Iterator[str]:
    """Open actions that have been red or amber for two quarters or more, the longest first."""
    said = [
        f"{words}: {_named(ids)}" for rating in (Rating.RED, Rating.AMBER) for words, ids in _running(rating, tracker)
    ]
    if said:
        yield f"{joined(said, '; ')}."


def _running(rating: Rating, tracker: Tracker) -> Iterator[tuple[str, list[str]]]:
    lasting: dict[int, list[str]] = {}
    for id_, record in tracker.records.items():
        if record.action.rating is rating and not record.action.status.closed:
            lasting.setdefault(record.quarters_running(rating, tracker.as_of), []).append(id_)
    for quarters in sorted(lasting, reverse=True):
        if quarters > 1:
            yield f"{rating.label} for {counted(quarters, 'quarter', 'quarters')}", lasting[quarters]


def _changed(tracker: Tracker) -> str:
    ids: dict[Since, list[str]] = {since: [] for since in Since}
    for id_, record in tracker.records.items():
        ids[since_last_quarter(record, tracker.as_of)].append(id_)
    told = (Since.BETTER, Since.WORSE, Since.NEW, Since.COMPLETED)
    said = [f"{since.lower()}: {_named(ids[since])}" for since in told if ids[since]]
    nothing = "nothing better, worse, new or completed is on record"
    return f"Since last quarter: {joined(said, '; ') or nothing}."


def _named(ids: Sequence[str]) -> str:
    rest = [counted(len(ids) - _MOST, "more", "more")] if len(ids) > _MOST else []
    return listed([*ids[:_MOST], *rest])
