"""The Community Safety Agreement's action plan: priorities, actions, measures."""

from __future__ import annotations

from enum import StrEnum

from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, PersonId, PriorityId
from kcsp_docs.model.values import Day, FinancialYear, IdentifierText, Line, Number, Quarter, YesNo


class Rating(StrEnum):
    """Red, amber, green; always a word, never a colour alone."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class ActionStatus(StrEnum):
    NOT_STARTED = "not-started"
    ON_TRACK = "on-track"
    DELAYED = "delayed"
    COMPLETE = "complete"
    CANCELLED = "cancelled"


class Direction(StrEnum):
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


class QuarterFigure(Fact):
    year: FinancialYear
    quarter: Quarter
    value: Number


class Measure(Fact):
    """A figure that shows whether something helps."""

    id: IdentifierText
    name: Line
    unit: Line
    actions: tuple[ActionId, ...] = ()
    direction: Direction
    target: Number | None = None
    figures: tuple[QuarterFigure, ...] = ()


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
