"""The codes of the core's governance rules: what ``silenced`` in ``partnership.yaml`` names."""

from __future__ import annotations

from enum import StrEnum

from kcsp_docs.errors import Problem, Severity


class RuleCode(StrEnum):
    """What a rule found. A rule warns; it never stops a build."""

    QUORUM_OUT_OF_REACH = "quorum-out-of-reach"
    """A quorum asks for more bodies than there are to count."""
    CHAIR_VACANT = "chair-vacant"
    """The seat of the chair or vice chair has no holder."""
    TERM_OVER = "term-over"
    """The chair's or vice chair's term has run out."""
    TOO_FEW_AUTHORITIES = "too-few-responsible-authorities"
    """A county strategy group needs members from the responsible authorities."""
    AUTHORITY_FLAG = "not-a-responsible-authority"
    """A body that is no responsible authority counts towards a quorum of responsible authorities."""
    NAME_OUT_OF_DATE = "name-out-of-date"
    """Terms name a body by a name that it no longer has."""
    BODY_TWICE = "body-in-two-places"
    """A body has two seats in a group, or one by itself and another among a member's representatives."""
    AGREEMENT_UNSIGNED = "agreement-not-signed"
    """A member organisation has not signed the latest version of an agreement."""
    NOT_QUORATE = "meeting-not-quorate"
    """Of a meeting's attendance, which is known, the quorum of its group is not made."""
    NOTES_APPROVED_EARLY = "notes-approved-early"
    """The notes of a meeting were approved before it was held."""
    WATCH_DATE_PASSED = "watch-date-passed"
    """Something that the paper says is still to come is over by its date."""
    GRANT_OVERCOMMITTED = "grant-overcommitted"
    """The projects may spend more than the allocation."""
    TRANCHES_DIFFER = "tranches-differ"
    """The tranches differ from the allocation by more than truncation to whole pounds explains."""
    PROJECT_NOT_APPROVED = "project-not-approved"
    """A project lacks one of its two approvals, or was approved for another amount."""
    PROJECT_SERVES_NOTHING = "project-serves-no-priority"
    """A project serves no priority of the agreement, or none of the funder's plan."""
    CLAIM_OVER_SPEND = "claim-over-spend"
    """More is claimed for a quarter than the projects spent in it."""
    PRIVATE_CONTACT = "private-contact"
    """The paper's contact is private, so that a reader finds nobody to ask."""
    CHANGE_WITHOUT_REASON = "change-without-reason"
    """Something changed since the edition before, and ``review.yaml`` does not say why."""
    REASON_WITHOUT_CHANGE = "reason-without-change"
    """``review.yaml`` explains a change that there is none of."""
    CHANGE_EXPLAINED_TWICE = "change-explained-twice"
    """Two entries of ``review.yaml`` explain one change, so that the paper would tell it twice."""
    PREVIOUS_NOT_APPROVED = "previous-not-approved"
    """The edition before, with which this one is compared, was never approved."""
    CHANGE_NOT_IN_TERMS = "change-not-in-terms"
    """A fact changed that the terms of the group do not say, so that they stay as they were."""
    SAME_UNDER_ANOTHER_ID = "same-under-another-id"
    """A member or a group left and one of the same name came: an id was changed, and ids are for ever."""
    GROUP_NOT_RECOMMENDED = "group-not-recommended"
    """The terms of a group changed, and no recommendation asks the members to agree or approve them."""
    RECOMMENDED_GROUP_ENDED = "recommended-group-ended"
    """A recommendation is about the terms of a group that has ended."""
    EDITION_COPIED = "edition-copied"
    """The edition has the id of the one before: it was copied and not yet made this year's."""
    CLAUSE_IS_A_SENTENCE = "clause-is-a-sentence"
    """Words that the paper puts into a sentence of its own are a sentence by themselves."""
    SILENCE_UNUSED = "silence-unused"
    """A rule is silenced that found nothing there."""


ABOUT_CHANGES = frozenset(
    {
        RuleCode.CHANGE_WITHOUT_REASON,
        RuleCode.REASON_WITHOUT_CHANGE,
        RuleCode.CHANGE_EXPLAINED_TWICE,
        RuleCode.PREVIOUS_NOT_APPROVED,
        RuleCode.EDITION_COPIED,
        RuleCode.CHANGE_NOT_IN_TERMS,
        RuleCode.SAME_UNDER_ANOTHER_ID,
    }
)
"""What ``kcsp-docs changes`` tells besides the changes themselves."""


def warning(code: RuleCode, path: str, message: str, hint: str) -> Problem:
    """A rule's finding at a place of the model; the kernel adds file and line."""
    return Problem(Severity.WARNING, code, message, path=path, hint=hint)
