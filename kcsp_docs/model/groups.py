"""The groups of a partnership: their place in it, their members, offices and meetings."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from kcsp_docs.model.edition import Approval, VersionEntry
from kcsp_docs.model.fact import Fact, GroupId, MemberId, OrganisationId, PersonId
from kcsp_docs.model.quorum import Quorum
from kcsp_docs.model.values import Day, IdentifierText, Line, Whole, YesNo, refuse


class GroupStatus(StrEnum):
    ACTIVE = "active"
    PROPOSED = "proposed"
    ENDED = "ended"


class Capacity(StrEnum):
    """In what capacity a body sits in a group."""

    RESPONSIBLE_AUTHORITY = "responsible-authority"
    """Listed among the responsible authorities (Crime and Disorder Act 1998, section 5(1))."""
    MEMBER = "member"
    CO_OPERATING = "co-operating"
    """A co-operating or participating person or body (Crime and Disorder Act 1998, section 5(2) and (3))."""
    IN_ATTENDANCE = "in-attendance"


class NameShown(StrEnum):
    """How a member's body is named in the membership list."""

    FULL = "full"
    """Name and, where there is one, abbreviation: ``Anyshire Fire and Rescue Service (AFRS)``."""
    NAME = "name"
    ABBREVIATION = "abbreviation"


class Representation(Fact):
    """Who comes for a body at present: officers from its teams, or a number of people in a post."""

    teams: tuple[Line, ...] = ()
    number: Whole | None = None
    post: Line | None = None
    collectively: YesNo = False
    """One for several bodies at once."""

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not self.teams and not self.post:
            refuse("nobody-represents", "This does not say who represents the body.", "Give teams, or a post.")
        return self


class Member(Fact):
    """A body's seat in a group."""

    id: IdentifierText
    organisation: OrganisationId
    capacity: Capacity
    counts_towards_quorum: YesNo
    shown: NameShown = NameShown.FULL
    name_as_written: Line | None = None
    """The body's name as these terms have it, where they keep an older or other one."""
    represented_by: Representation | None = None


class Seat(Fact):
    """The chair or the vice chair: who holds it, for how long, how it is filled. Without a holder it is vacant."""

    member: MemberId | None = None
    """The member whose representative holds it."""
    holder: PersonId | None = None
    term_years: Whole | None = None
    since: Day | None = None
    elected_by: Line | None = None
    """How it is filled: ``nomination and seconding``."""
    vacant_since: Day | None = None

    @property
    def is_vacant(self) -> bool:
        return self.member is None and self.holder is None

    @property
    def ends(self) -> date | None:
        """The last day of the term, where its start and length are known; None beyond the end of the calendar."""
        if self.since is None or self.term_years is None:
            return None
        year = self.since.year + self.term_years
        if year > MAXYEAR:
            return None
        try:
            return self.since.replace(year=year) - timedelta(days=1)
        except ValueError:  # 29 February
            return date(year, 2, 28)


class Frequency(StrEnum):
    """How often a group meets."""

    MONTHLY = "monthly"
    EVERY_TWO_MONTHS = "every-two-months"
    QUARTERLY = "quarterly"
    THREE_TIMES_A_YEAR = "three-times-a-year"
    TWICE_A_YEAR = "twice-a-year"
    YEARLY = "yearly"
    AS_REQUIRED = "as-required"


class MeetingRule(Fact):
    """How often a group meets, and before whose meetings."""

    frequency: Frequency
    or_as_required: YesNo = False
    before: GroupId | None = None
    """The group whose meetings these prepare."""


def _letter(value: str) -> str:
    if len(value) != 1 or not "A" <= value <= "Z":
        refuse("not-a-letter", f"“{value}” is not an appendix letter.", "Write one capital letter, such as C.")
    return value


class Group(Fact):
    """A group with terms of reference."""

    id: IdentifierText
    name: Line
    """As it stands on the cover of its terms: ``Anyshire Community Safety Partnership Working Group``."""
    short_name: Line
    """As a sentence names it: ``ACSP Working Group``."""
    formerly: tuple[Line, ...] = ()
    status: GroupStatus = GroupStatus.ACTIVE
    parent: GroupId | None = None
    """The group that set it up."""
    reports_to: GroupId | None = None
    """Where that is not its parent."""
    appendix: Annotated[Line, AfterValidator(_letter)] | None = None
    """The letter of the appendix that holds its terms."""
    terms: IdentifierText
    """The name of its file in ``terms/``, without ``.md``. Several groups may share one."""
    members: tuple[Member, ...] = ()
    quorum: Quorum | None = None
    chair: Seat | None = None
    vice_chair: Seat | None = None
    meetings: MeetingRule | None = None
    approval: Approval | None = None
    """When its terms were last approved."""
    versions: tuple[VersionEntry, ...] = ()

    def member(self, member_id: str) -> Member:
        """Raises KeyError for an id that is not there."""
        for member in self.members:
            if member.id == member_id:
                return member
        raise KeyError(member_id)

    def members_in(self, capacity: str) -> tuple[Member, ...]:
        """The members that sit in one capacity, such as ``responsible-authority``, in the order of the list."""
        return tuple(member for member in self.members if member.capacity == capacity)

    @property
    def counting_members(self) -> tuple[Member, ...]:
        """The members that count towards the quorum."""
        return tuple(member for member in self.members if member.counts_towards_quorum)
