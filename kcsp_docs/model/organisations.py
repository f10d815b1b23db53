"""The bodies that make up a partnership, and the people who speak for them."""

from __future__ import annotations

from kcsp_docs.model.fact import Fact, OrganisationId
from kcsp_docs.model.values import Email, IdentifierText, Line, Whole, YesNo


class Partnership(Fact):
    """What the partnership is called, where it works."""

    name: Line
    abbreviation: Line | None = None
    area: Line
    """The county or district, as it stands in a sentence: ``Anyshire``."""
    logo: Line | None = None
    """A picture in the model folder."""


class Organisation(Fact):
    """A body, or several that are always named together.

    ``responsible_authority`` is the statutory fact (Crime and Disorder Act 1998, section 5(1)); which *member of a
    group* counts towards its quorum is a flag of the member, never guessed from here.
    """

    id: IdentifierText
    name: Line
    abbreviation: Line | None = None
    formerly: tuple[Line, ...] = ()
    """Names that the body had before; a document that still uses one is out of date."""
    responsible_authority: YesNo = False
    stands_for: Whole = 1
    """How many bodies the name stands for: twelve districts under one name."""
    published: YesNo = True

    @property
    def full_name(self) -> str:
        """``Anyshire Fire and Rescue Service (AFRS)``: the name with its abbreviation, where it has one."""
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name


class Person(Fact):
    """Somebody who takes a paper, or whom a reader may ask. Private unless it says ``published: yes``."""

    id: IdentifierText
    name: Line | None = None
    post: Line
    team: Line | None = None
    organisation: OrganisationId | None = None
    email: Email | None = None
    published: YesNo = False

    def as_published(self) -> Person | PrivatePerson:
        """What a published document may say of them."""
        if self.published:
            return self
        return PrivatePerson(id=self.id, post=self.post, team=self.team, organisation=self.organisation)


class PrivatePerson(Fact):
    """A person without name and address: what a published document may say of somebody who is private."""

    id: IdentifierText
    post: Line
    team: Line | None = None
    organisation: OrganisationId | None = None
    published: YesNo = False
