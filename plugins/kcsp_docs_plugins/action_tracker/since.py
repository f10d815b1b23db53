"""How an action stands compared with the end of the last quarter."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.model.action_plan import ActionStatus, Rating
from kcsp_docs.model.quarters import last_quarter
from kcsp_docs.prose.phrases import counted
from kcsp_docs_plugins.action_tracker.labels import words

if TYPE_CHECKING:
    from datetime import date

    from kcsp_docs.model.track_record import TrackRecord

_FROM_WORST = tuple(Rating)


class Since(StrEnum):
    """What became of an action since the end of the last quarter; an action has one of these."""

    BETTER = "Better"
    WORSE = "Worse"
    SAME = "Same"
    NEW = "New"
    COMPLETED = "Completed"
    CLOSED = "Closed before"
    UNKNOWN = "Nothing to compare"


def since_last_quarter(record: TrackRecord, day: date) -> Since:
    """From its ratings and from what is on record of it."""
    action = record.action
    if not in_plan_then(record, day):
        return Since.NEW
    if action.status is ActionStatus.COMPLETE and not closed_then(record, day):
        return Since.COMPLETED
    if action.status.closed:
        return Since.CLOSED
    return _compared(record.rating_at(last_quarter(day)), action.rating)


def in_plan_then(record: TrackRecord, day: date) -> bool:
    """Whether it was in the plan at the end of the last quarter; it was, unless its addition is on record."""
    end = last_quarter(day).last_day
    return not (record.added and end and record.added > end)


def closed_then(record: TrackRecord, day: date) -> bool:
    """Whether it was closed at the end of the last quarter; where it is now, it was, unless that is on record."""
    end = last_quarter(day).last_day
    return record.action.status.closed and not (record.completed and end and record.completed > end)


def running(record: TrackRecord, day: date) -> str:
    """How long it had been at the rating that it had at the end of the last quarter: ``two quarters``."""
    quarters = record.quarters_running(record.rating_at(last_quarter(day)), day)
    return counted(quarters, "quarter", "quarters") if quarters else ""


def trend(record: TrackRecord, day: date) -> str:
    """In words: ``Red for two quarters``, ``Better than last quarter``."""
    since = since_last_quarter(record, day)
    return trend_in_words(since, words(record.action.rating), running(record, day))


def trend_in_words(since: Since, rating: str, running: str) -> str:
    match since:
        case Since.BETTER | Since.WORSE:
            return f"{since} than last quarter"
        case Since.SAME:
            return "Same as last quarter" if running == "one quarter" else f"{rating} for {running}"
        case Since.COMPLETED:
            return "Completed since last quarter"
        case Since.NEW:
            return "New"
        case Since.UNKNOWN:
            return "No rating last quarter" if rating else "Not rated"
        case Since.CLOSED:
            return ""


def _compared(then: Rating | None, now: Rating | None) -> Since:
    if then is None or now is None:
        return Since.UNKNOWN
    if then is now:
        return Since.SAME
    return Since.BETTER if _FROM_WORST.index(now) > _FROM_WORST.index(then) else Since.WORSE
