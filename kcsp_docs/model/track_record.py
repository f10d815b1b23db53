"""What is on record of each action: how it was rated at the ends of quarters, and when its tracker last said anything.

Two sources: the action's own ``ratings``, and the history of what officers' files brought back. A rating is known at a
quarter's end where the action's ratings say it, or where a file that shows every action was collected on that day or
before, for then what it changed later is known as well. What the first of these files was made with counts for the end
of the quarter before it, and no further back. An action was in such a file unless it was added, or starts, later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kcsp_docs.model.action_plan import Action, ActionPlan, ActionStatus, Rating
from kcsp_docs.model.history import Change, Collection
from kcsp_docs.model.quarters import DatedQuarter, last_quarter

ACTIONS = "action_plan.actions"


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change and the day that its file spoke of."""

    day: date
    change: Change

    @property
    def is_addition(self) -> bool:
        return self.change.field is None and self.change.before is None


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What is on record of one action; ``changes`` in the order of their days.

    ``seen`` are the days of the files that showed every action, whether they changed something of this one or not.
    """

    action: Action
    changes: tuple[DatedChange, ...] = ()
    seen: tuple[date, ...] = ()

    @property
    def last_update(self) -> date | None:
        """The last day of which a collected file changed something of it."""
        return self.changes[-1].day if self.changes else None

    @property
    def added(self) -> date | None:
        """The day of the file that it was added in."""
        return next((each.day for each in self.changes if each.is_addition), None)

    @property
    def completed(self) -> date | None:
        """The day of the file that it became complete in, where it is complete still."""
        if self.action.status is not ActionStatus.COMPLETE:
            return None
        days = [each.day for each in self._of("status") if each.change.after == ActionStatus.COMPLETE]
        return days[-1] if days else None

    def rating_at(self, quarter: DatedQuarter) -> Rating | None:
        """What it was rated at the end of a quarter; None where it had no rating or none is on record."""
        entry = next((each for each in self.action.ratings if each.dated == quarter), None)
        return entry.rating if entry else self._recorded_at(quarter)

    def quarters_running(self, rating: Rating | None, day: date) -> int:
        """At how many ends of quarters running, up to the last one before a day, it was at a rating.

        An action that is red now and was so at the ends of the last two quarters is red for two quarters.
        """
        running, quarter = 0, last_quarter(day)
        while rating is not None and self.rating_at(quarter) is rating:
            running, quarter = running + 1, quarter.before
        return running

    def _recorded_at(self, quarter: DatedQuarter) -> Rating | None:
        end, first = quarter.last_day, self._first_day
        if end is None or first is None:
            return None
        follows = DatedQuarter.around(first) == quarter.after and self._earliest <= end
        return self._rating_on(end) if first <= end or follows else None

    @property
    def _first_day(self) -> date | None:
        """The first day from which it is known how it was."""
        days = (*(each.day for each in self.changes), *(day for day in self.seen if day >= self._earliest))
        return min(days, default=None)

    @property
    def _earliest(self) -> date:
        """Before this day it was in no file."""
        return max(self.added or date.min, self.action.start or date.min)

    def _rating_on(self, day: date) -> Rating | None:
        """From what it changed to last, what it changed from next, or what it is and never was otherwise."""
        changes = self._of("rating")
        for each in reversed(changes):
            if each.day <= day:
                return _rating(each.change.after)
        return _rating(changes[0].change.before) if changes else self.action.rating

    def _of(self, field: str) -> tuple[DatedChange, ...]:
        return tuple(each for each in self.changes if each.change.field == field)


def track_records(plan: ActionPlan, history: Iterable[Collection], artefact: str) -> Mapping[str, TrackRecord]:
    """The record of each action by its id, in the order of the plan.

    ``artefact`` is the one whose files show every action: ``action-tracker``.
    """
    changes: dict[str | None, list[DatedChange]] = defaultdict(list)
    collections = sorted(history, key=lambda each: (each.as_of, each.number))
    for collection in collections:
        for change in collection.changes:
            if change.section == ACTIONS:
                changes[change.id].append(DatedChange(collection.as_of, change))
    seen = tuple(dict.fromkeys(each.as_of for each in collections if each.artefact == artefact))
    return {action.id: TrackRecord(action, tuple(changes[action.id]), seen) for action in plan.actions}


def _rating(text: str | None) -> Rating | None:
    return Rating(text) if text in set(Rating) else None
