"""The annual review paper: who takes it where, what it tells, what it asks for."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from kcsp_docs.model.fact import AgreementId, Fact, GroupId, MeetingId, PersonId
from kcsp_docs.model.values import Day, IdentifierText, Line, Wording, refuse


class Classification(StrEnum):
    FOR_DECISION = "For Decision"
    FOR_INFORMATION = "For Information"


class Verb(StrEnum):
    """What a recommendation asks of the members. The four are kept apart."""

    AGREE = "agree"
    APPROVE = "approve"
    ENSURE = "ensure"
    NOTE = "note"


class PaperPart(StrEnum):
    """The part of the paper that a paragraph stands in."""

    BACKGROUND = "background"
    """On the law behind the partnership."""
    PARTNERSHIP = "partnership"
    """On the partnership's own terms."""
    SUBGROUPS = "subgroups"
    """On those of its subgroups."""


class PaperParagraph(Fact):
    """A numbered paragraph of the paper."""

    id: IdentifierText
    part: PaperPart
    text: Wording


class Request(Fact):
    """One thing asked for: a verb, and what it is about."""

    verb: Verb
    groups: tuple[GroupId, ...] = ()
    """The groups whose terms it is about."""
    agreement: AgreementId | None = None
    """The agreement that members are to be signed up to, with ``ensure``."""

    @model_validator(mode="after")
    def _about_something(self) -> Self:
        if self.verb in (Verb.AGREE, Verb.APPROVE) and not self.groups:
            refuse("request-about-nothing", f"This does not say what to {self.verb}.", "Give groups: a list of ids.")
        if self.verb is Verb.ENSURE and self.agreement is None:
            refuse("request-about-nothing", "This does not say what to ensure.", "Give agreement: the id of one.")
        return self


class Recommendation(Fact):
    """A numbered recommendation. ``agree`` and ``approve`` may stand in one; its wording comes from the verbs."""

    id: IdentifierText
    requests: tuple[Request, ...] = ()
    text: Wording | None = None
    """Wording of its own, in place of that which the verbs make."""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.requests and self.text is None:
            refuse("nothing-recommended", "This recommends nothing.", "Give requests, or a text of its own.")
        return self


class WatchItem(Fact):
    """Something outside the terms that may change them later; kept apart from what has changed."""

    id: IdentifierText
    subject: Line
    groups: tuple[GroupId, ...]
    closes: Day | None = None
    """The day that it ends, such as the close of a consultation."""


class Review(Fact):
    """The annual review of the terms of reference."""

    meeting: MeetingId
    author: PersonId
    contact: PersonId
    classification: Classification
    subject: Line
    summary: Wording
    paragraphs: tuple[PaperParagraph, ...] = ()
    watch: tuple[WatchItem, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
