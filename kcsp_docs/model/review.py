"""The annual review paper: who takes it where, what it tells, what it asks for."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from kcsp_docs.model.fact import AgreementId, Fact, GroupId, MeetingId, PersonId
from kcsp_docs.model.values import ChangeKey, Day, IdentifierText, Line, Wording, YesNo, refuse


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
    after_changes: YesNo = False
    """Whether it stands behind what the paper tells of changes in that part; it stands before it otherwise."""


class LegislativeChange(Fact):
    """A change of the law that bears on the governance of the partnership."""

    id: IdentifierText
    title: Line
    """As a sentence names it: ``the Police, Crime, Sentencing and Courts Act 2022``."""
    in_force: Day | None = None


class Explanation(Fact):
    """Why something changed since the edition before. Each makes one paragraph of the paper."""

    id: IdentifierText
    group: GroupId
    """The group whose changes these are."""
    explains: tuple[ChangeKey, ...]
    """The changes, as ``kcsp-docs changes`` lists them: ``member.probation.renamed``."""
    reason: Line
    """As it ends a sentence: ``to support the new duty``, ``as this is no task of the team``."""
    say_reason: YesNo = True
    """Whether the paper gives the reason, besides the change log."""
    quote: YesNo = False
    """Whether the paper quotes the new wording."""
    text: Wording | None = None
    """Wording of its own, in place of that which the changes make."""


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
    news: Line | None = None
    """What has happened, as a sentence without its end: ``the Home Office has launched a consultation``."""
    closes: Day | None = None
    """The day that it ends, such as the close of a consultation."""
    awaits: Line | None = None
    """Upon what the terms will be reviewed: ``publication of the new guidance``."""


class Review(Fact):
    """The annual review of the terms of reference."""

    meeting: MeetingId
    author: PersonId
    contact: PersonId
    classification: Classification
    subject: Line
    summary: Wording
    paragraphs: tuple[PaperParagraph, ...] = ()
    legislation: tuple[LegislativeChange, ...] | None = None
    """Changes of the law since the terms were last approved; ``[]`` says that there were none."""
    changes: tuple[Explanation, ...] = ()
    """The reasons for what changed since the edition before, in the order of the paper."""
    watch: tuple[WatchItem, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
