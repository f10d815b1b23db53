"""A Crime Reduction Grant: the allocation, its tranches, its projects and what they spend."""

from __future__ import annotations

from decimal import Decimal

from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, PersonId, PriorityId
from kcsp_docs.model.values import Day, FinancialYear, IdentifierText, Line, Money, Percentage, Quarter, YesNo


class Tranche(Fact):
    """A part of the grant as it is paid: truncated to whole pounds, so that tranches may miss the allocation by one."""

    id: IdentifierText
    share: Percentage | None = None
    amount: Money
    due: Day | None = None
    paid: Day | None = None


class ProjectApproval(Fact):
    """One of the two approvals that a project needs."""

    date: Day
    amount: Money
    reference: Line | None = None


class QuarterSpend(Fact):
    """A quarter of a project, in pounds."""

    quarter: Quarter
    profile: Money
    """What was planned to be spent."""
    spend: Money | None = None
    """What was spent; absent until it is known."""
    forecast: Money | None = None
    """What is now expected to be spent, while the spend is not known."""


class Project(Fact):
    """A project that the grant pays for; it serves a priority of the agreement and one of the Commissioner's plan."""

    id: IdentifierText
    name: Line
    lead: OrganisationId
    contact: PersonId | None = None
    amount: Money
    priorities: tuple[PriorityId, ...]
    commissioner_priorities: tuple[Line, ...]
    partnership_approval: ProjectApproval | None = None
    commissioner_approval: ProjectApproval | None = None
    action: ActionId | None = None
    quarters: tuple[QuarterSpend, ...] = ()
    published: YesNo = False


class Grant(Fact):
    """The grant of a financial year."""

    title: Line
    year: FinancialYear
    funder: Line
    allocation: Money
    all_partnerships: Money | None = None
    """What the funder gave to all partnerships of its area together."""
    commissioner_plan: Line
    tranches: tuple[Tranche, ...] = ()
    projects: tuple[Project, ...] = ()

    @property
    def approved(self) -> Decimal:
        """What the projects may spend in all."""
        return sum((project.amount for project in self.projects), Decimal(0))

    @property
    def underspend(self) -> Decimal:
        """The allocation less what the projects may spend: returned to the funder. Negative when over-committed."""
        return self.allocation - self.approved

    @property
    def rounding(self) -> Decimal:
        """What the tranches miss of the allocation: shown, never hidden, and no error by itself."""
        return self.allocation - sum((tranche.amount for tranche in self.tranches), Decimal(0))
