"""One change between two editions: what, where, before, after, why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of what. Those of the last block follow from other changes and are never told."""

    GROUP_RENAMED = "group-renamed"
    GROUP_ADDED = "group-added"
    GROUP_ENDED = "group-ended"

    MEMBER_ADDED = "member-added"
    MEMBER_REMOVED = "member-removed"
    MEMBER_RENAMED = "member-renamed"
    """The terms name the body by another name."""
    MEMBER_REPRESENTED = "member-represented"
    """Others come for the body."""
    MEMBER_CAPACITY = "member-capacity"
    """The body sits in another capacity: once responsible authority, now co-operating."""

    QUORUM = "quorum"
    CHAIR_TERM = "chair-term"
    VICE_CHAIR_TERM = "vice-chair-term"
    FREQUENCY = "frequency"
    """How often the group meets."""

    SECTION_ADDED = "section-added"
    SECTION_REMOVED = "section-removed"
    SECTION_MOVED = "section-moved"
    SECTION_RENAMED = "section-renamed"
    ITEM_REWORDED = "item-reworded"
    """A paragraph, a list item or a row says it in other words."""
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ITEM_MOVED = "item-moved"

    RENUMBERED = "renumbered"
    """Sections that others count before them now."""
    APPENDIX = "appendix"
    """The letter of the appendix."""
    VERSIONS = "versions"
    """The version table."""
    FOLLOWING = "following"
    """Words that follow from another change: the end of a list, the name of another group."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One place in a group's terms at which a redline shows something: what it strikes out, what it puts in.

    ``section`` is the id of the section (its title where it has no id, empty before the first heading) and ``unit``
    that of the smallest block, item or row around it (empty where that has none). ``removed`` and ``added`` are its
    very characters, empty where nothing went or came; the cells of a whole row or the texts of a whole item stand side
    by side with a blank between. What moved, by itself or with its section, has a mark for each part that is struck out
    and one for each that is put in, whatever was reworded on the way.
    """

    section: str
    unit: str
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change in one group.

    ``key`` names it within the group, for ``explains`` in ``review.yaml``: ``member.probation.renamed``,
    ``quorum.changed``, ``terms.responsibilities.csa-action-plan.reworded``; with the group before it, it is the ``id``.
    ``section`` is the title of the section that it lies in as the terms have it now (before, for one that went), empty
    where it lies in none.

    ``subject`` says in a few words what changed: a body's name as the terms have it now, a group's short name, the
    first words of an item, a section's title. ``before`` and ``after`` are whole: the name, the item's text (with all
    within it, a line for each part), a section's with its title, ``four``; None where there was or is nothing.
    ``removed`` and ``added`` are what went and what came within them, without blanks at the ends: teams of a body,
    words of a text.
    ``capacity`` is that of a member. ``is_last`` says of an item that it is the last one of its section.

    ``path`` is the place of the change in the new edition's model: ``groups[board].quorum``, ``terms.board#purpose``.
    ``marks`` are what a redline shows of it. ``follows`` is True for what only follows from other changes.
    ``explained_by`` is the id of the entry under ``changes`` in ``review.yaml`` that explains it, ``reason`` what that
    says.
    """

    key: str
    kind: ChangeKind
    group: str
    subject: str
    path: str
    section: str = ""
    before: str | None = None
    after: str | None = None
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    capacity: str | None = None
    is_last: bool = False
    marks: tuple[Mark, ...] = ()
    follows: bool = False
    explained_by: str | None = None
    reason: str | None = None

    @property
    def id(self) -> str:
        """``working-group.quorum.changed``: one change of all groups."""
        return f"{self.group}.{self.key}"
