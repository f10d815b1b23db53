"""The Community Safety Agreement's action plan: priorities, actions, measures."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Self

from pydantic import model_validator

from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, PersonId, PriorityId
from kcsp_docs.model.quarters import DatedQuarter
from kcsp_docs.model.values import Day, FinancialYear, IdentifierText, Line, Number, Quarter, Worded, YesNo, refuse


class Rating(Worded):
    """Red, amber, green; always a word, never a colour alone."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class ActionStatus(Worded):
    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    DELAYED = "delayed"
    COMPLETE = "complete"
    CANCELLED = "cancelled"

    @property
    def closed(self) -> bool:
        """Whether nothing is left to do."""
        return self in (ActionStatus.COMPLETE, ActionStatus.CANCELLED)


class Direction(Worded):
    """Which way a measure should go."""

    UP = "up"
    DOWN = "down"


class Priority(Fact):
    """A priority of the Community Safety Agreement."""

    id: IdentifierText
    name: Line
    lead_group: Line | None = None
    """The group that leads on it, which need not be one of the partnership's own."""


class RatingEntry(Fact):
    """What an action was rated at the end of a quarter."""

    year: FinancialYear
    quarter: Quarter
    rating: Rating
    note: Line | None = None

    @property
    def dated(self) -> DatedQuarter:
        """The quarter in the calendar."""
        return DatedQuarter.of(self.year, self.quarter)


class Action(Fact):
    """One action. An action without a priority is a miscellaneous one. Owners are private unless said otherwise."""

    id: IdentifierText
    priority: PriorityId | None = None
    action: Line
    lead: OrganisationId | None = None
    owner: PersonId | None = None
    start: Day | None = None
    due: Day | None = None
    status: ActionStatus = ActionStatus.NOT_STARTED
    rating: Rating | None = None
    progress: Line | None = None
    ratings: tuple[RatingEntry, ...] = ()
    published: YesNo = False

    @model_validator(mode="after")
    def _rated_once_a_quarter(self) -> Self:
        _refuse_a_quarter_twice(self.ratings)
        return self

    def overdue(self, day: date) -> bool:
        """Whether it was due before a day and is not closed. On the day that it is due an action is in time."""
        return self.due is not None and self.due < day and not self.status.closed


class QuarterFigure(Fact):
    year: FinancialYear
    quarter: Quarter
    value: Number

    @property
    def dated(self) -> DatedQuarter:
        """The quarter in the calendar."""
        return DatedQuarter.of(self.year, self.quarter)


class Measure(Fact):
    """A figure that shows whether something helps."""

    id: IdentifierText
    name: Line
    unit: Line
    actions: tuple[ActionId, ...] = ()
    direction: Direction
    target: Number | None = None
    figures: tuple[QuarterFigure, ...] = ()

    @model_validator(mode="after")
    def _counted_once_a_quarter(self) -> Self:
        _refuse_a_quarter_twice(self.figures)
        return self


class ActionPlan(Fact):
    """The plan of a financial year."""

    title: Line
    year: FinancialYear
    in_force: Day
    priorities: tuple[Priority, ...]
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()

    def as_published(self) -> ActionPlan:
        """The plan without its private actions."""
        return self.model_copy(update={"actions": tuple(action for action in self.actions if action.published)})


def _refuse_a_quarter_twice(entries: tuple[RatingEntry, ...] | tuple[QuarterFigure, ...]) -> None:
    for quarter, times in Counter(entry.dated for entry in entries).items():
        if times > 1:
            refuse("quarter-twice", f"{quarter.label} stands here twice.", "Keep one of them.")
