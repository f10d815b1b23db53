"""Rules about meetings that have been held: their quorum, the approval of their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.meetings import Meeting


def check_meetings(governance: Governance) -> Iterator[Problem]:
    """Every rule about every meeting."""
    for meeting in governance.meetings:
        yield from _quorate(governance, meeting)
        yield from _notes_approved_afterwards(meeting)


def _quorate(governance: Governance, meeting: Meeting) -> Iterator[Problem]:
    """Where it is known who attended: what an inquorate meeting decided may have to be decided again."""
    group = governance.group(meeting.group)
    if not meeting.attended or group.quorum is None:
        return
    counting = {member.id for member in group.counting_members}
    members = {member.id for member in group.members}
    if not group.quorum.is_met(set(meeting.attended), counting, members):
        yield warning(
            RuleCode.NOT_QUORATE,
            f"meetings[{meeting.id}].attended",
            f"The {group.short_name} was not quorate on {meeting.date.isoformat()}.",
            "Add the members that are left out here, or put its decisions to the next meeting.",
        )


def _notes_approved_afterwards(meeting: Meeting) -> Iterator[Problem]:
    if meeting.notes_approved is not None and meeting.notes_approved <= meeting.date:
        yield warning(
            RuleCode.NOTES_APPROVED_EARLY,
            f"meetings[{meeting.id}].notes_approved",
            f"The notes of {meeting.date.isoformat()} were approved on {meeting.notes_approved.isoformat()}, which is"
            " not after the meeting.",
            "Correct one of the two dates.",
        )
