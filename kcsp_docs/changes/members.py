"""Members of a group that came, went or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.changes.change import Change, ChangeKind
from kcsp_docs.changes.fact import ChangedFact, Phrases
from kcsp_docs.changes.sayings import representation_phrases, said_capacity, said_representation
from kcsp_docs.model.governance import ById

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group, Member, Representation


def member_facts(previous: Governance, governance: Governance, old: Group, new: Group) -> Iterator[ChangedFact]:
    """Each change of each member, found by id: those of the new edition in its order, then those that went."""
    were = ById(old.members)
    for member in new.members:
        name = governance.name_of(member)
        if member.id not in were:
            yield _came(new, member, name)
        else:
            was = were[member.id]
            before = previous.name_of(was)
            yield from _renamed(new, member, before, name)
            yield from _represented(new, was, member, name)
            yield from _capacity(new, was, member, Phrases((before,), (name,)))
    for member in old.members:
        if member.id not in ById(new.members):
            yield _went(new, member, previous.name_of(member))


def _came(group: Group, member: Member, name: str) -> ChangedFact:
    kind = ChangeKind.MEMBER_ADDED
    change = Change(
        f"member.{member.id}.added", kind, group.id, name, _path(group, member), after=name, capacity=member.capacity
    )
    return ChangedFact(change, Phrases(after=(name,)), member.id, takes_unit=True)


def _went(group: Group, member: Member, name: str) -> ChangedFact:
    kind, path = ChangeKind.MEMBER_REMOVED, f"groups[{group.id}].members"
    key = f"member.{member.id}.removed"
    change = Change(key, kind, group.id, name, path, before=name, capacity=member.capacity)
    return ChangedFact(change, Phrases((name,)), member.id, takes_unit=True)


def _renamed(group: Group, member: Member, before: str, after: str) -> Iterator[ChangedFact]:
    if before != after:
        kind, path = ChangeKind.MEMBER_RENAMED, _path(group, member)
        key = f"member.{member.id}.renamed"
        change = Change(key, kind, group.id, after, path, before=before, after=after, capacity=member.capacity)
        yield ChangedFact(change, Phrases((before,), (after,), swap=True), member.id)


def _represented(group: Group, was: Member, member: Member, name: str) -> Iterator[ChangedFact]:
    if was.represented_by == member.represented_by:
        return
    before, after = _teams(was.represented_by), _teams(member.represented_by)
    change = Change(
        f"member.{member.id}.represented",
        ChangeKind.MEMBER_REPRESENTED,
        group.id,
        name,
        _path(group, member),
        before=said_representation(was.represented_by) if was.represented_by else None,
        after=said_representation(member.represented_by) if member.represented_by else None,
        removed=tuple(team for team in before if team not in after),
        added=tuple(team for team in after if team not in before),
        capacity=member.capacity,
    )
    phrases = Phrases(_phrases(was.represented_by), _phrases(member.represented_by))
    yield ChangedFact(change, phrases, member.id, takes_hunks=True, near=(name,))


def _capacity(group: Group, was: Member, member: Member, names: Phrases) -> Iterator[ChangedFact]:
    if was.capacity != member.capacity:
        change = Change(
            f"member.{member.id}.capacity",
            ChangeKind.MEMBER_CAPACITY,
            group.id,
            names.after[0],
            _path(group, member),
            before=said_capacity(was.capacity),
            after=said_capacity(member.capacity),
            capacity=member.capacity,
        )
        yield ChangedFact(change, names, member.id, takes_unit=True)


def _teams(representation: Representation | None) -> tuple[str, ...]:
    return representation.teams if representation else ()


def _phrases(representation: Representation | None) -> tuple[str, ...]:
    return tuple(representation_phrases(representation)) if representation else ()


def _path(group: Group, member: Member) -> str:
    return f"groups[{group.id}].members[{member.id}]"
