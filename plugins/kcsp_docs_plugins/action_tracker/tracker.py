"""All that the sheets of a tracker are made from, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kcsp_docs.model.quarters import DatedQuarter, last_quarter
from kcsp_docs.model.track_record import TrackRecord, track_records
from kcsp_docs.prose.phrases import long_date
from kcsp_docs_plugins.action_tracker import labels
from kcsp_docs_plugins.action_tracker.spare_ids import spare_ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kcsp_docs import Governance, Job
    from kcsp_docs.model.action_plan import Action, ActionPlan, Measure

NAME = "action-tracker"
"""The artefact's name, under which the history knows its files."""

SPARE_ROWS = 15


@dataclass(frozen=True)
class Tracker:
    """``governance`` has a plan with actions. ``as_of`` is the day that the file is made for."""

    governance: Governance
    previous: Governance | None
    plan: ActionPlan
    as_of: date

    @property
    def actions(self) -> tuple[Action, ...]:
        return self.plan.actions

    @cached_property
    def records(self) -> Mapping[str, TrackRecord]:
        return track_records(self.plan, self.governance.history, NAME)

    @cached_property
    def spare_ids(self) -> tuple[str, ...]:
        return spare_ids(SPARE_ROWS, [self.governance, *([self.previous] if self.previous else [])])

    @cached_property
    def priorities(self) -> dict[str, str]:
        return labels.priorities(self.governance)

    @cached_property
    def organisations(self) -> dict[str, str]:
        return labels.organisations(self.governance)

    @cached_property
    def people(self) -> dict[str, str]:
        return labels.people(self.governance)

    @cached_property
    def measures(self) -> Mapping[str, tuple[Measure, ...]]:
        """The measures of each action by its id."""
        of_actions: dict[str, list[Measure]] = {action.id: [] for action in self.actions}
        for measure in self.plan.measures:
            for action in dict.fromkeys(measure.actions):
                of_actions[action].append(measure)
        return {id_: tuple(measures) for id_, measures in of_actions.items()}

    @property
    def day(self) -> str:
        """``4 July 2024``."""
        return long_date(self.as_of)

    @cached_property
    def last_quarter(self) -> DatedQuarter:
        return last_quarter(self.as_of)

    @property
    def last_quarter_named(self) -> str:
        """``Q1 2024/25 (to 30 June 2024)``."""
        end = self.last_quarter.last_day
        return f"{self.last_quarter.label} (to {long_date(end)})" if end else self.last_quarter.label


def tracker(job: Job) -> Tracker | None:
    """What there is to track; None where there are no actions."""
    plan = job.governance.action_plan
    return Tracker(job.governance, job.previous, plan, job.as_of) if plan and plan.actions else None
