"""An edition of the model: which year's terms these are, and how far their approval has come."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from kcsp_docs.model.fact import Fact
from kcsp_docs.model.values import Day, IdentifierText, Line, Version


class Status(StrEnum):
    """How far an edition has come."""

    DRAFT = "draft"
    FOR_DECISION = "for-decision"
    APPROVED = "approved"


class Approval(Fact):
    """That a body approved something: when, and where its minutes say so."""

    date: Day
    by: Line | None = None
    """The body that approved."""
    minute: Line | None = None
    """The reference of the minute, such as ``12/2024``."""
    subject_to: tuple[Line, ...] = ()
    """Amendments that the approval asks for."""


class VersionEntry(Fact):
    """A row of a document's version table."""

    version: Version
    date: Day
    changes: Line


class PreviousEdition(Fact):
    """The approved edition before this one, with which it is compared."""

    folder: Line
    """Its model folder, seen from this one: ``../kcsp-2023``."""
    digest: Line | None = None
    """The fingerprint of its facts and terms, which ``kcsp-docs changes`` prints: it shows if they were changed."""


class Edition(Fact):
    """The year's edition of the whole folder."""

    id: IdentifierText
    title: Line
    status: Status = Status.DRAFT
    approval: Approval | None = None
    """Given once the status is ``approved``."""
    as_of: Day | None = None
    """The day that the artefacts speak of; without it, the day of the meeting that takes the review paper."""
    language: Literal["en-GB"] = "en-GB"
