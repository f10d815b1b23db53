"""The position in numbers: what the formulas of the front sheet come to as the file is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.model.action_plan import ActionStatus, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kcsp_docs.model.action_plan import Action


@dataclass(frozen=True, slots=True)
class Counts:
    """Of some actions: how many there are, by status and by rating, and how many are overdue."""

    actions: int
    by_status: tuple[int, ...]
    """In the order of :class:`ActionStatus`."""
    by_rating: tuple[int, ...]
    """In the order of :class:`Rating`, and at the end those without one."""
    overdue: int

    @property
    def still_open(self) -> int:
        closed = (times for status, times in zip(ActionStatus, self.by_status, strict=True) if status.closed)
        return self.actions - sum(closed)


def counted(actions: Iterable[Action], day: date) -> Counts:
    """The counts on a day."""
    actions = tuple(actions)
    statuses = [action.status for action in actions]
    ratings = [action.rating for action in actions]
    return Counts(
        len(actions),
        tuple(statuses.count(status) for status in ActionStatus),
        tuple(ratings.count(rating) for rating in (*Rating, None)),
        sum(action.overdue(day) for action in actions),
    )
