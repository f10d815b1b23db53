"""Rules about groups: members, quorum, chair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.groups import GroupStatus
from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group, Member, Seat


def check_groups(governance: Governance) -> Iterator[Problem]:
    """Every rule about every group that has not ended."""
    for group in governance.groups:
        if group.status is not GroupStatus.ENDED:
            yield from _quorum_in_reach(group)
            yield from _seats(group, governance.as_of)
            yield from _counting_members_are_authorities(governance, group)
            yield from _names_up_to_date(governance, group)
            yield from _bodies_once(governance, group)
    yield from _strategy_group_has_authorities(governance)


def _quorum_in_reach(group: Group) -> Iterator[Problem]:
    if group.quorum is None:
        return
    counting, members = _bodies(group.counting_members), _bodies(group.members)
    if not group.quorum.can_be_met(counting, members):
        needed = group.quorum.bodies_needed(counting, members)
        yield warning(
            RuleCode.QUORUM_OUT_OF_REACH,
            f"groups[{group.id}].quorum",
            f"The quorum of the {group.short_name} asks for {needed} bodies; the group has {members}, and"
            f" {counting or 'none'} of them count{'s' if counting == 1 else ''} towards a quorum.",
            "Lower the quorum, add members, or set counts_towards_quorum: yes for those that count.",
        )


def _bodies(members: Iterable[Member]) -> int:
    """Bodies count, not seats: one that sits twice counts once."""
    return len({member.organisation for member in members})


def _seats(group: Group, as_of: date | None) -> Iterator[Problem]:
    for field, title, seat in (("chair", "chair", group.chair), ("vice_chair", "vice chair", group.vice_chair)):
        if seat is not None:
            yield from _seat(group, f"groups[{group.id}].{field}", title, seat, as_of)


def _seat(group: Group, path: str, title: str, seat: Seat, as_of: date | None) -> Iterator[Problem]:
    if seat.is_vacant:
        since = f" since {seat.vacant_since.isoformat()}" if seat.vacant_since else ""
        yield warning(
            RuleCode.CHAIR_VACANT,
            path,
            f"The {group.short_name} has no {title}{since}.",
            "Put an election on the agenda, or name the member that holds the seat.",
        )
    elif seat.ends is not None and as_of is not None and seat.ends < as_of:
        yield warning(
            RuleCode.TERM_OVER,
            path,
            f"The term of the {title} of the {group.short_name} ended on {seat.ends.isoformat()}.",
            "Put an election on the agenda, or correct the date in since.",
        )


def _counting_members_are_authorities(governance: Governance, group: Group) -> Iterator[Problem]:
    """Crime and Disorder Act 1998, section 5(1) says which bodies are responsible authorities."""
    for member in group.counting_members:
        body = governance.organisation(member.organisation)
        if member.capacity == "responsible-authority" and not body.responsible_authority:
            yield warning(
                RuleCode.AUTHORITY_FLAG,
                _member_path(group, member),
                f"{body.name} counts towards the quorum of the {group.short_name} as a responsible authority, but is"
                " not marked as one (Crime and Disorder Act 1998, section 5(1)).",
                "Set counts_towards_quorum: no here, or responsible_authority: yes at the organisation.",
            )


def _names_up_to_date(governance: Governance, group: Group) -> Iterator[Problem]:
    for member in group.members:
        body = governance.organisation(member.organisation)
        if member.name_as_written in body.formerly:
            yield warning(
                RuleCode.NAME_OUT_OF_DATE,
                f"{_member_path(group, member)}.name_as_written",
                f"The terms of the {group.short_name} say “{member.name_as_written}”; the body is now called"
                f" “{body.name}”.",
                "Remove name_as_written so that the terms use the name of today.",
            )


def _bodies_once(governance: Governance, group: Group) -> Iterator[Problem]:
    seats: dict[str, Member] = {}
    for member in group.members:
        body = governance.organisation(member.organisation)
        if body.id in {seat.organisation for seat in seats.values()}:
            yield _twice(group, member, f"{body.name} has two seats in the {group.short_name}.")
        for name in filter(None, (body.name, body.abbreviation, *body.formerly)):
            seats.setdefault(name, member)
    for member in group.members:
        for team in member.represented_by.teams if member.represented_by else ():
            if team in seats and seats[team] is not member:
                among = f"again among the representatives of {governance.name_of(member)}"
                yield _twice(group, seats[team], f"{team} sits in the {group.short_name} by itself and {among}.")


def _twice(group: Group, member: Member, message: str) -> Problem:
    return warning(RuleCode.BODY_TWICE, _member_path(group, member), message, "Keep one of the two places.")


def _strategy_group_has_authorities(governance: Governance) -> Iterator[Problem]:
    """SI 2007/1830 as amended by SI 2011/1230: two or more persons appointed by one or more responsible authorities.

    Here the flag of the body counts, not the list that it stands in.
    """
    authorities = {body.id for body in governance.organisations if body.responsible_authority}
    for group in governance.groups:
        bodies = {member.organisation for member in group.members}
        if group.parent is None and group.status is GroupStatus.ACTIVE and bodies.isdisjoint(authorities):
            yield warning(
                RuleCode.TOO_FEW_AUTHORITIES,
                f"groups[{group.id}]",
                f"The {group.short_name} has no member from a responsible authority.",
                "Add one, or set responsible_authority: yes at the organisation that is one.",
            )


def _member_path(group: Group, member: Member) -> str:
    return f"groups[{group.id}].members[{member.id}]"
