"""A Crime Reduction Grant: the allocation, its tranches, its projects, what they spend and what is claimed."""

from __future__ import annotations

from decimal import Decimal

from pydantic import model_validator

from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, PersonId, PriorityId
from kcsp_docs.model.values import Day, FinancialYear, IdentifierText, Line, Money, Percentage, Quarter, YesNo, refuse


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
    """What is now expected to be spent, while the spend is not known; absent while the profile still holds."""


class Claim(Fact):
    """What is claimed from the funder for a quarter, for money that was spent in it."""

    id: IdentifierText
    quarter: Quarter
    amount: Money
    sent: Day | None = None
    """The day that it went to the funder; absent until it has."""
    paid: Day | None = None
    """The day that the funder paid it; absent until it has."""


class Project(Fact):
    """A project that the grant pays for.

    It has to serve a priority of the agreement and one of the Commissioner's plan; a rule tells of one that does not.
    """

    id: IdentifierText
    name: Line
    lead: OrganisationId
    contact: PersonId | None = None
    amount: Money
    priorities: tuple[PriorityId, ...] = ()
    """Those of the agreement that it serves."""
    commissioner_priorities: tuple[Line, ...] = ()
    """Those of the Commissioner's plan that it serves."""
    partnership_approval: ProjectApproval | None = None
    commissioner_approval: ProjectApproval | None = None
    action: ActionId | None = None
    quarters: tuple[QuarterSpend, ...] = ()
    published: YesNo = False

    @model_validator(mode="after")
    def _quarters_differ(self) -> Project:
        names = [each.quarter for each in self.quarters]
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                refuse("quarter-twice", f"The quarter {name} stands here twice.", "Keep one of them.")
        return self

    def in_quarter(self, quarter: Quarter) -> QuarterSpend | None:
        """What is known of the project in a quarter; None where nothing is."""
        return next((each for each in self.quarters if each.quarter is quarter), None)


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
    claims: tuple[Claim, ...] = ()

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

    def spent_in(self, quarter: Quarter) -> Decimal:
        """What the projects are known to have spent in a quarter."""
        of_projects = (project.in_quarter(quarter) for project in self.projects)
        return sum((each.spend for each in of_projects if each and each.spend is not None), Decimal(0))

    def claimed_for(self, quarter: Quarter) -> Decimal:
        """What is claimed for a quarter, in however many claims."""
        return sum((claim.amount for claim in self.claims if claim.quarter is quarter), Decimal(0))
