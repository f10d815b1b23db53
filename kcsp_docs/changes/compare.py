"""Two editions of the governance model → every change between them, in the order of the groups and their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.changes.change import Change, ChangeKind
from kcsp_docs.changes.facts import names_elsewhere
from kcsp_docs.changes.group import changes_of
from kcsp_docs.changes.reasons import with_reasons
from kcsp_docs.model.groups import GroupStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.changes.fact import Phrases
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group


def compare(previous: Governance, governance: Governance) -> tuple[Change, ...]:
    """Every change, each once for each group that it touches, with its reason where ``review.yaml`` gives one.

    Groups are found by their ids and come in the order of the new edition; those that ended and are no longer in it
    come last. Within a group the order is that of its terms: a fact stands where they first say it.
    """
    old, new = _groups(previous), _groups(governance)
    kept = {group.id for group in governance.groups}
    found = [change for group in governance.groups for change in _of_group(previous, governance, old, new, group)]
    found.extend(_ended(group, "groups") for group in old.values() if group.id not in kept)
    return with_reasons(tuple(found), governance.review)


def _groups(governance: Governance) -> Mapping[str, Group]:
    """Those that have not ended, by id."""
    return {group.id: group for group in governance.groups if group.status is not GroupStatus.ENDED}


def _of_group(
    previous: Governance, governance: Governance, old: Mapping[str, Group], new: Mapping[str, Group], group: Group
) -> Iterator[Change]:
    was, now = old.get(group.id), new.get(group.id)
    if was is not None and now is not None:
        yield from changes_of(previous, governance, was, now, _names_elsewhere(old, new, group.id))
    elif now is not None:
        yield _added(now)
    elif was is not None:
        yield _ended(was, f"groups[{group.id}]")


def _names_elsewhere(old: Mapping[str, Group], new: Mapping[str, Group], group_id: str) -> tuple[Phrases, ...]:
    others = [each for each in dict.fromkeys((*old, *new)) if each != group_id]
    return tuple(filter(None, (names_elsewhere(old.get(each), new.get(each)) for each in others)))


def _added(group: Group) -> Change:
    return Change("added", ChangeKind.GROUP_ADDED, group.id, group.short_name, f"groups[{group.id}]", after=group.name)


def _ended(group: Group, path: str) -> Change:
    return Change("ended", ChangeKind.GROUP_ENDED, group.id, group.short_name, path, before=group.name)
