"""What a grant comes to: by project, by quarter and in all, to the penny.

The workbook says each of these by a formula too; both have to come to the same. Amounts are pounds. A *variance* is
what is expected less what was planned: above nought is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kcsp_docs.model.values import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kcsp_docs.model.grant import Grant, Project, QuarterSpend

_NOTHING = Decimal(0)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of what is given."""
    return sum((amount for amount in amounts if amount is not None), _NOTHING)


def to_come(quarter: QuarterSpend | None) -> Decimal:
    """What is still expected of a quarter: nothing once the spend is known; without a forecast, the profile."""
    if quarter is None or quarter.spend is not None:
        return _NOTHING
    return quarter.profile if quarter.forecast is None else quarter.forecast


@dataclass(frozen=True, slots=True)
class ProjectSums:
    """One project over its year."""

    project: Project

    @property
    def profile(self) -> Decimal:
        """What was planned, quarter by quarter, in all."""
        return total(each.profile for each in self.project.quarters)

    @property
    def spent(self) -> Decimal:
        """What was spent to date."""
        return total(each.spend for each in self.project.quarters)

    @property
    def forecast(self) -> Decimal:
        """What is still to come."""
        return total(to_come(each) for each in self.project.quarters)

    @property
    def projected(self) -> Decimal:
        """What the year will have cost: spent and to come."""
        return self.spent + self.forecast

    @property
    def variance(self) -> Decimal:
        """What it will have cost, less its amount."""
        return self.projected - self.project.amount

    @property
    def underspend(self) -> Decimal:
        """What it will leave of its amount; nought where it leaves nothing."""
        return max(-self.variance, _NOTHING)


@dataclass(frozen=True, slots=True)
class QuarterSums:
    """All projects in one quarter."""

    quarter: Quarter
    profile: Decimal
    spend: Decimal
    forecast: Decimal

    @property
    def projected(self) -> Decimal:
        """What was spent, and what is expected of the projects whose spend is not known yet."""
        return self.spend + self.forecast

    @property
    def variance(self) -> Decimal:
        """What was spent and is expected, less the profile."""
        return self.projected - self.profile


def by_quarter(grant: Grant) -> tuple[QuarterSums, ...]:
    """The four quarters of the year."""
    return tuple(_quarter_sums(grant, quarter) for quarter in Quarter)


def _quarter_sums(grant: Grant, quarter: Quarter) -> QuarterSums:
    known = [each for project in grant.projects if (each := project.in_quarter(quarter))]
    return QuarterSums(
        quarter,
        profile=total(each.profile for each in known),
        spend=grant.spent_in(quarter),
        forecast=total(to_come(each) for each in known),
    )


@dataclass(frozen=True, slots=True)
class GrantSums:
    """The grant in all, on a day."""

    grant: Grant
    as_of: date

    @property
    def projects(self) -> tuple[ProjectSums, ...]:
        """Each project, in the order of the model."""
        return tuple(ProjectSums(project) for project in self.grant.projects)

    @property
    def tranches(self) -> Decimal:
        """What the tranches add up to."""
        return total(tranche.amount for tranche in self.grant.tranches)

    @property
    def received(self) -> Decimal:
        """The tranches that were paid by the day."""
        return total(tranche.amount for tranche in self.grant.tranches if self.by_then(tranche.paid))

    @property
    def claimed(self) -> Decimal:
        """The claims that were sent by the day."""
        return total(claim.amount for claim in self.grant.claims if self.by_then(claim.sent))

    @property
    def profile(self) -> Decimal:
        """What the projects planned to spend."""
        return total(each.profile for each in self.projects)

    @property
    def spent(self) -> Decimal:
        """What the projects spent to date."""
        return total(each.spent for each in self.projects)

    @property
    def forecast(self) -> Decimal:
        """What they are still expected to spend."""
        return total(each.forecast for each in self.projects)

    @property
    def projected(self) -> Decimal:
        """What they will have spent."""
        return self.spent + self.forecast

    def by_then(self, day: date | None) -> bool:
        """Whether something had happened by the day that the sums are of."""
        return day is not None and day <= self.as_of
