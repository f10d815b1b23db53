"""The codes of what a review finds: what ``silenced`` in ``partnership.yaml`` names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from kcsp_docs_plugins.pack_review.contents import Passage, Reviewed


class ReviewCode(StrEnum):
    """What was found in the text of the pack. The first three are notes, all others warnings."""

    PART_OF_A_PACK = "part-of-a-pack"
    """Only some of the pack was made, so only that was reviewed."""
    NOT_REVIEWED = "file-not-reviewed"
    """A Word file that cannot be read."""
    JUDGED_BY_WORDS = "changes-judged-by-words"
    """The paper does not mark its paragraphs, so changes are looked for by their words."""

    NOT_TOLD = "change-not-told"
    """No paragraph of the paper tells of a change."""
    TOLD_TWICE = "change-told-twice"
    """Two paragraphs tell of one change."""
    WORDS_MISSING = "change-told-without-its-words"
    """The paragraph that tells of a change does not have its new words."""
    DID_NOT_HAPPEN = "told-without-change"
    """The paper tells of something that did not change."""
    SAID_UNCHANGED = "said-to-be-unchanged"
    """The paper says that terms did not change which did."""

    MISQUOTED = "misquoted"
    """What the paper quotes does not stand in the group's terms."""
    LETTER = "appendix-letter"
    """A text, a header or a file name has another letter than the group's appendix."""
    ATTACHMENT = "attachments-differ"
    """The list of attachments leaves out an appendix, or names its group otherwise."""
    ABBREVIATION = "abbreviation-differs"
    """One abbreviation stands for two names, or one name has two."""
    MEETING_DATE = "meeting-date-differs"
    """The paper has another date than the meeting that takes it."""
    APPROVAL_DATE = "approval-date-differs"
    """The paper has another date than the last approval."""
    DATE_PASSED = "date-passed"
    """A date that has passed is told as still to come."""
    COUNT = "count-differs"
    """A number in words is not that of what it counts."""
    TRACKED_CHANGES = "tracked-changes-differ"
    """With its changes accepted, a file with tracked changes does not say what the clean one says."""

    POSSESSIVE = "possessive-without-apostrophe"
    """An ``s`` behind the abbreviation of a single body, without an apostrophe."""
    NEAR_MISS = "name-nearly-the-same"
    """A name that differs from another by a letter or an ending."""
    TWO_NAMES = "body-under-two-names"
    """A body by a name that it no longer has, besides the one that it has."""
    TWO_LISTS = "body-in-two-lists"
    """A body that sits in a group by itself and among another's representatives."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and the passage that it is found in; None where it is about a whole file or the review itself.

    ``quoted`` is the quotation that it is about, if it is about one.
    """

    problem: Problem
    passage: Passage | None = None
    quoted: str = ""


def warning(code: ReviewCode, passage: Passage, message: str, hint: str, quoted: str = "") -> Finding:
    """A finding in a passage; ``message`` begins with :attr:`Passage.here`."""
    return Finding(of_file(code, passage.document, message, hint).problem, passage, quoted)


def of_file(code: ReviewCode, document: Reviewed, message: str, hint: str) -> Finding:
    """A finding about a file."""
    return Finding(Problem(Severity.WARNING, code, message, file=document.file, hint=hint))


def note(code: ReviewCode, message: str, hint: str, file: str | None = None) -> Finding:
    """What the review did or left out."""
    return Finding(Problem(Severity.NOTE, code, message, file=file, hint=hint))
