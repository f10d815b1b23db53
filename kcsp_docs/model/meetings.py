"""The meetings of a partnership's groups."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from kcsp_docs.model.fact import Fact, GroupId, OrganisationId, Refers
from kcsp_docs.model.values import Clock, Day, IdentifierText, Line, YesNo


class ItemKind(StrEnum):
    PAPER = "paper"
    PRESENTATION = "presentation"
    VERBAL = "verbal"


class AgendaItem(Fact):
    """An item of an agenda. Private items never reach a published artefact."""

    id: IdentifierText
    title: Line
    kind: ItemKind = ItemKind.VERBAL
    presented_by: OrganisationId | None = None
    published: YesNo = False


class Meeting(Fact):
    """A meeting. ``attended`` names members of its group (bodies, not people)."""

    id: IdentifierText
    group: GroupId
    date: Day
    time: Clock | None = None
    place: Line | None = None
    """``online``, or an address."""
    notes_approved: Day | None = None
    """The day that its notes were agreed as a correct record."""
    attended: tuple[Annotated[IdentifierText, Refers("members", through="group")], ...] = ()
    items: tuple[AgendaItem, ...] = ()
    published: YesNo = False

    def as_published(self) -> Meeting:
        """The meeting without its private items."""
        return self.model_copy(update={"items": tuple(item for item in self.items if item.published)})
