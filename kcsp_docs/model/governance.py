"""The governance model of one edition: everything that the artefacts state, read once and frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, Field, PlainValidator

from kcsp_docs.model.action_plan import ActionPlan
from kcsp_docs.model.agreements import Agreement
from kcsp_docs.model.edition import Edition, PreviousEdition
from kcsp_docs.model.fact import Fact
from kcsp_docs.model.grant import Grant
from kcsp_docs.model.groups import Group, GroupStatus, Member, NameShown
from kcsp_docs.model.history import Collection
from kcsp_docs.model.meetings import Meeting
from kcsp_docs.model.organisations import Organisation, Partnership, Person
from kcsp_docs.model.passages import Passage
from kcsp_docs.model.review import Review
from kcsp_docs.model.values import Line
from kcsp_docs.prose.tree import Block

SectionModel = TypeVar("SectionModel", bound=BaseModel)


class Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Identified)


class ById(Mapping[str, T]):
    """Records in the order of the file, found by their id."""

    def __init__(self, records: Iterable[T]) -> None:
        self._records = {record.id: record for record in records}

    def __getitem__(self, key: str) -> T:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class Silenced(Fact):
    """A rule that the partnership knows of and does not want to be told again, with the reason."""

    code: Line
    reason: Line
    path: Line | None = None
    """Only there: ``groups[working-group].chair``."""


class PartnershipFile(Fact):
    """What ``partnership.yaml`` holds."""

    format: Literal["1"] = "1"
    """The version of the model folder's format."""
    edition: Edition
    previous: PreviousEdition | None = None
    """Which edition was approved before; what changed since is told by comparing the two."""
    partnership: Partnership
    organisations: tuple[Organisation, ...]
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...]
    agreements: tuple[Agreement, ...] = ()
    silenced: tuple[Silenced, ...] = ()


def _as_it_is(value: Any) -> Any:  # noqa: ANN401
    return value


_AS_IT_IS = PlainValidator(_as_it_is, json_schema_input_type=list[str])
"""For what reading made itself and pydantic has nothing to say about."""


class Governance(PartnershipFile):
    """One edition, whole: ``partnership.yaml``, and each other file under its own name.

    ``action-plan.yaml`` is ``action_plan`` and so on. ``passages`` are the rendered prose of ``terms/`` and of the
    wording that stands in YAML, ``sections`` the files that plugins brought in, ``history`` what officers' files
    brought back, the first collected file first.
    """

    review: Review | None = None
    action_plan: ActionPlan | None = None
    grant: Grant | None = None
    meetings: tuple[Meeting, ...] = ()
    sections: Annotated[tuple[tuple[str, BaseModel], ...], _AS_IT_IS] = Field(default=(), exclude=True)
    passages: Annotated[tuple[Passage, ...], _AS_IT_IS] = Field(default=(), exclude=True)
    history: Annotated[tuple[Collection, ...], _AS_IT_IS] = Field(default=(), exclude=True)

    def organisation(self, organisation_id: str) -> Organisation:
        """Raises KeyError for an id that is not there; the reader has checked every reference of the model."""
        return ById(self.organisations)[organisation_id]

    def person(self, person_id: str) -> Person:
        """Raises KeyError for an id that is not there."""
        return ById(self.people)[person_id]

    def group(self, group_id: str) -> Group:
        """Raises KeyError for an id that is not there."""
        return ById(self.groups)[group_id]

    def meeting(self, meeting_id: str) -> Meeting:
        """Raises KeyError for an id that is not there."""
        return ById(self.meetings)[meeting_id]

    def agreement(self, agreement_id: str) -> Agreement:
        """Raises KeyError for an id that is not there."""
        return ById(self.agreements)[agreement_id]

    def name_of(self, member: Member) -> str:
        """A member's body as its group's terms name it."""
        if member.name_as_written:
            return member.name_as_written
        body = self.organisation(member.organisation)
        match member.shown:
            case NameShown.ABBREVIATION:
                return body.abbreviation or body.name
            case NameShown.NAME:
                return body.name
            case NameShown.FULL:
                return body.full_name

    def subgroups_of(self, group_id: str) -> tuple[Group, ...]:
        """The groups that a group set up and that have not ended, in the order of the file."""
        known = (group for group in self.groups if group.status is not GroupStatus.ENDED)
        return tuple(group for group in known if group.parent == group_id)

    def terms_of(self, group_id: str) -> tuple[Block, ...]:
        """The rendered terms of a group. Raises KeyError for a group that is not there."""
        return self.passage(f"terms.{group_id}")

    def passage(self, name: str) -> tuple[Block, ...]:
        """Rendered prose by its name. Raises KeyError where there is none."""
        for passage in self.passages:
            if passage.name == name:
                return passage.blocks
        raise KeyError(name)

    def section(self, model: type[SectionModel]) -> SectionModel | None:
        """A plugin's own model file, typed; None where the folder has none."""
        return next((section for _, section in self.sections if isinstance(section, model)), None)

    @property
    def as_of(self) -> date | None:
        """The day that the artefacts speak of: the edition's, else the day of the meeting that takes the review."""
        if self.edition.as_of is not None or self.review is None:
            return self.edition.as_of
        return next((meeting.date for meeting in self.meetings if meeting.id == self.review.meeting), None)
