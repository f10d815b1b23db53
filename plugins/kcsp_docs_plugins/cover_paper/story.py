"""The story of the paper: what became of each group's terms since the edition before, as records for the wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs_plugins.cover_paper.telling import OF_GROUPS, Telling, in_order, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kcsp_docs import Governance, Job
    from kcsp_docs.changes import Change
    from kcsp_docs.model.edition import Approval
    from kcsp_docs.model.groups import Group
    from kcsp_docs.model.review import Explanation, Review, WatchItem


class Fate(StrEnum):
    """What became of a group's terms."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    """The group is new."""
    ENDED = "ended"
    """The group has come to an end."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch item, told with the first of its ``groups``; ``has_closed`` once the day that it ends is past."""

    id: str
    item: WatchItem
    groups: tuple[Group, ...]
    has_closed: bool


@dataclass(frozen=True, slots=True)
class GroupStory:
    """What became of one group.

    ``sections`` are the titles of those that changed, in the order of the tellings, ``count`` is the number of changes.
    ``also`` says that members of another group before it reviewed theirs, too. ``id`` is that of the paragraph that
    sums it up.
    """

    id: str
    group: Group
    fate: Fate
    sections: tuple[str, ...]
    count: int
    tellings: tuple[Telling, ...]
    watched: tuple[Watched, ...]
    also: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The partnership's own group, then every other in the order of the appendices.

    ``approval`` is the last one of the terms before the meeting that takes the paper. ``is_compared`` says whether
    there is an edition before: without it nothing is known of changes. ``names`` are those that begin with a capital
    letter wherever they stand.
    """

    approval_id: str
    approval: Approval | None
    is_compared: bool
    main: GroupStory
    others: tuple[GroupStory, ...]
    names: tuple[str, ...]

    @property
    def groups(self) -> tuple[GroupStory, ...]:
        return (self.main, *self.others)

    @property
    def tells(self) -> Mapping[str, tuple[str, ...]]:
        """By the id of a paragraph: the ids of the changes that it tells of."""
        return {
            telling.id: tuple(change.id for change in telling.changes)
            for story in self.groups
            for telling in story.tellings
        }


@dataclass(slots=True)
class Ids:
    """Ids for the paragraphs of one paper: no two are the same."""

    taken: set[str] = field(default_factory=set)

    def of(self, *words: str) -> str:
        """An id made of some words: ``Working group``, ``Membership`` → ``working-group-membership``."""
        plain = "-".join(re.findall("[A-Za-z0-9]+", " ".join(words)))[:LONGEST_ID].strip("-") or "paragraph"
        spare = (f"{plain}-{number}" for number in range(2, len(self.taken) + 3))
        id_ = next(each for each in (plain, *spare) if each not in self.taken)
        self.taken.add(id_)
        return id_


LONGEST_ID = 50
"""An id in wording has 60 characters at the most; this leaves room for a number."""


def story(job: Job, review: Review) -> Story:
    """The story of a paper."""
    governance, previous = job.governance, job.previous
    main = governance.group(governance.meeting(review.meeting).group)
    authored = {each.id for each in review.paragraphs} | {each.id for each in review.recommendations}
    ids = Ids(authored)
    told = [change for change in job.changes if not change.follows]
    groups = (main, *_others(main, governance, previous, told)) if previous else (main,)
    stories = _also([_group_story(group, review, told, ids) for group in groups])
    with_watch = _watched(stories, review, job.as_of, ids) if previous else stories
    return Story(
        approval_id=ids.of("last approved"),
        approval=_last_approval(main, governance, previous, governance.meeting(review.meeting).date),
        is_compared=previous is not None,
        main=with_watch[0],
        others=tuple(with_watch[1:]),
        names=_names(governance),
    )


def _others(main: Group, governance: Governance, previous: Governance, told: Iterable[Change]) -> list[Group]:
    """Every group but the main one that has terms now, or had until it ended, in the order of the appendices."""
    touched = {change.group for change in told}
    gone = [group for group in previous.groups if group.id not in {each.id for each in governance.groups}]
    groups = [group for group in (*governance.groups, *gone) if group.id != main.id]
    spoken_of = [group for group in groups if group.id in touched or group.status != "ended"]
    return sorted(spoken_of, key=lambda group: group.appendix or "~")


def _group_story(group: Group, review: Review, told: Iterable[Change], ids: Ids) -> GroupStory:
    changes = [change for change in told if change.group == group.id]
    tellings = in_order(_tellings(group, review, changes, ids))
    sections = dict.fromkeys(change.section for telling in tellings for change in telling.changes if change.section)
    return GroupStory(
        id=ids.of("review", group.id),
        group=group,
        fate=_fate(changes),
        sections=tuple(sections),
        count=len(changes),
        tellings=tellings,
        watched=(),
    )


def _fate(changes: Iterable[Change]) -> Fate:
    kinds = {change.kind for change in changes}
    if ChangeKind.GROUP_ADDED in kinds:
        return Fate.ADDED
    if ChangeKind.GROUP_ENDED in kinds:
        return Fate.ENDED
    return Fate.CHANGED if kinds else Fate.UNCHANGED


def _tellings(group: Group, review: Review, changes: Iterable[Change], ids: Ids) -> Iterator[Telling]:
    """One for each explanation, in its order of the changes, then one for each section of what nobody explained."""
    left = list(changes)
    for explanation in (each for each in review.changes if each.group == group.id):
        explained = [change for change in left if change.explained_by == explanation.id]
        left = [change for change in left if change not in explained]
        if explained:
            yield Telling(ids.of(explanation.id), explanation, statements(_as_named(explained, explanation)))
    for statement in statements(left):
        where = statement.section or (statement.runs[0].kind if _is_of_a_whole(statement.runs[0].kind) else "terms")
        yield Telling(ids.of(group.id, where), None, (statement,))


def _as_named(changes: Iterable[Change], explanation: Explanation) -> list[Change]:
    """The changes in the order in which an explanation names them."""
    places = {key: place for place, key in enumerate(explanation.explains)}
    return sorted(changes, key=lambda change: places.get(change.key, len(places)))


def _is_of_a_whole(kind: ChangeKind) -> bool:
    return kind in OF_GROUPS or kind.value.startswith("section-")


def _also(stories: Iterable[GroupStory]) -> list[GroupStory]:
    """The first of the others reviews its terms, the next ones "also"."""
    found: list[GroupStory] = []
    for each in stories:
        reviewed_before = any(before.fate in (Fate.UNCHANGED, Fate.CHANGED) for before in found[1:])
        found.append(replace(each, also=reviewed_before))
    return found


def _watched(stories: list[GroupStory], review: Review, as_of: date, ids: Ids) -> list[GroupStory]:
    """Each watch item with the first of its groups; one without news that awaits nothing has nothing to tell."""
    by_group: dict[str, list[Watched]] = {}
    for item in review.watch:
        groups = tuple(each.group for each in stories if each.group.id in item.groups and each.fate is not Fate.ENDED)
        if groups and (item.news or item.awaits):
            closed = item.closes is not None and item.closes < as_of
            by_group.setdefault(groups[0].id, []).append(Watched(ids.of("watch", item.id), item, groups, closed))
    return [replace(each, watched=tuple(by_group.get(each.group.id, ()))) for each in stories]


def _last_approval(main: Group, governance: Governance, previous: Governance | None, before: date) -> Approval | None:
    """The last one before the meeting: of the group's terms, or of the whole edition before."""
    known = [main.approval]
    if previous:
        known += [previous.edition.approval, *(each.approval for each in previous.groups if each.id == main.id)]
    past = [approval for approval in known if approval and approval.date < before]
    return max(past, key=lambda approval: approval.date, default=None)


def _names(governance: Governance) -> tuple[str, ...]:
    named = (*governance.organisations, *governance.groups, *governance.agreements, governance.partnership)
    names = [getattr(each, name, None) for each in named for name in ("name", "abbreviation", "short_name")]
    return (*dict.fromkeys(name for name in names if name), governance.partnership.area)
