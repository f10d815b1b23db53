"""Rules about what changed since the edition before: each change has one reason, each reason a change."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs.model.edition import Status
from kcsp_docs.model.groups import GroupStatus
from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.changes import Change
    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.review import Explanation, Review

_CLOSE = 0.6
_LONGEST_ID = 60
_OF_A_GROUP = (ChangeKind.GROUP_RENAMED, ChangeKind.GROUP_ADDED, ChangeKind.GROUP_ENDED)
_LEFT = (ChangeKind.GROUP_ENDED, ChangeKind.MEMBER_REMOVED)
_CAME = (ChangeKind.GROUP_ADDED, ChangeKind.MEMBER_ADDED)
_OF_MEMBERS_AND_MEETINGS = frozenset(
    {
        ChangeKind.MEMBER_ADDED,
        ChangeKind.MEMBER_REMOVED,
        ChangeKind.MEMBER_RENAMED,
        ChangeKind.MEMBER_REPRESENTED,
        ChangeKind.QUORUM,
        ChangeKind.CHAIR_TERM,
        ChangeKind.VICE_CHAIR_TERM,
        ChangeKind.FREQUENCY,
    }
)
_SAYINGS = {
    ChangeKind.GROUP_RENAMED: "The “{before}” is now the “{after}”",
    ChangeKind.GROUP_ADDED: "The {subject} is new",
    ChangeKind.GROUP_ENDED: "The {subject} has ended",
    ChangeKind.MEMBER_ADDED: "{subject} was added",
    ChangeKind.MEMBER_REMOVED: "{subject} was removed",
    ChangeKind.MEMBER_RENAMED: "“{before}” is now “{after}”",
    ChangeKind.MEMBER_REPRESENTED: "others come for {subject}",
    ChangeKind.MEMBER_CAPACITY: "{subject} sits in another capacity",
    ChangeKind.QUORUM: "the quorum changed",
    ChangeKind.CHAIR_TERM: "the term of the chair changed",
    ChangeKind.VICE_CHAIR_TERM: "the term of the vice chair changed",
    ChangeKind.FREQUENCY: "it changed how often the group meets",
    ChangeKind.SECTION_ADDED: "the section “{subject}” is new",
    ChangeKind.SECTION_REMOVED: "the section “{subject}” was removed",
    ChangeKind.SECTION_MOVED: "the section “{subject}” was moved",
    ChangeKind.SECTION_RENAMED: "the section “{subject}” has another title",
    ChangeKind.ITEM_REWORDED: "“{subject}” was reworded",
    ChangeKind.ITEM_ADDED: "“{subject}” was added",
    ChangeKind.ITEM_REMOVED: "“{subject}” was removed",
    ChangeKind.ITEM_MOVED: "“{subject}” was moved",
}
"""How a sentence says a change of each kind that is told."""


def check_changes(
    governance: Governance, previous: Governance | None, changes: tuple[Change, ...]
) -> Iterator[Problem]:
    """Every rule about changes; reasons are asked for where the folder has a review paper."""
    if previous is not None:
        yield from _previous_is_approved(previous)
        yield from _edition_is_new(governance, previous)
        yield from _terms_say_what_changed(governance, changes)
        yield from _ids_stayed(changes)
    if governance.review is not None:
        names = {group.id: group.short_name for group in governance.groups}
        yield from _explained_once(governance.review, names)
        if previous is not None:
            yield from _changes_have_reasons(changes, names)
            yield from _reasons_have_changes(governance.review, changes, names)
            yield from _recommended_groups_are_there(governance, governance.review)
            yield from _changed_groups_are_recommended(governance, governance.review, changes)
        elif governance.review.changes:
            yield _nothing_to_compare(governance.review)


def _previous_is_approved(previous: Governance) -> Iterator[Problem]:
    status = previous.edition.status
    if status is not Status.APPROVED:
        yield warning(
            RuleCode.PREVIOUS_NOT_APPROVED,
            "previous.folder",
            f"The edition before, “{previous.edition.title}”, is not approved: its status is {status.value}.",
            "Name the edition that was approved last, or set its status to approved.",
        )


def _edition_is_new(governance: Governance, previous: Governance) -> Iterator[Problem]:
    if governance.edition.id == previous.edition.id:
        yield warning(
            RuleCode.EDITION_COPIED,
            "edition.id",
            f"This edition has the id of the one before, “{previous.edition.id}”.",
            "Give it an id, title and status of its own, take its approval out, and name its meeting in review.yaml.",
        )


def _nothing_to_compare(review: Review) -> Problem:
    return warning(
        RuleCode.REASON_WITHOUT_CHANGE,
        _place(review.changes[0]),
        "review.yaml explains changes, and the model names no edition before this one.",
        "Add “previous:” with its folder to partnership.yaml.",
    )


def _terms_say_what_changed(governance: Governance, changes: tuple[Change, ...]) -> Iterator[Problem]:
    stayed = _under_another_id(changes)
    for change in changes:
        if change.kind in _OF_MEMBERS_AND_MEETINGS and not change.marks and _named(change) not in stayed:
            group = governance.group(change.group)
            yield warning(
                RuleCode.CHANGE_NOT_IN_TERMS,
                change.path,
                f"{_said(change, {group.id: group.short_name})}, and its terms say what they said before.",
                f"Let terms/{group.terms}.md say it, or see whether the fact should have changed.",
            )


def _ids_stayed(changes: tuple[Change, ...]) -> Iterator[Problem]:
    """The same body or group once as gone and once as come."""
    stayed = _under_another_id(changes)
    for change in changes:
        if change.kind in _CAME and _named(change) in stayed:
            yield warning(
                RuleCode.SAME_UNDER_ANOTHER_ID,
                change.path,
                f"{change.subject} left under one id and came under another, so that it is told as two changes.",
                "Give it the id back that it had: names may change, ids stay.",
            )


def _under_another_id(changes: tuple[Change, ...]) -> set[tuple[str, str]]:
    gone, come = ({_named(change) for change in changes if change.kind in kinds} for kinds in (_LEFT, _CAME))
    return gone & come


def _named(change: Change) -> tuple[str, str]:
    of_a_group = change.kind in _OF_A_GROUP
    return ("" if of_a_group else change.group, change.subject)


def _recommended_groups_are_there(governance: Governance, review: Review) -> Iterator[Problem]:
    ended = _ended(governance)
    for recommendation in review.recommendations:
        for group_id in dict.fromkeys(group for each in recommendation.requests for group in each.groups):
            if group_id in ended:
                yield warning(
                    RuleCode.RECOMMENDED_GROUP_ENDED,
                    f"review.recommendations[{recommendation.id}]",
                    f"This is about the terms of the {governance.group(group_id).short_name}, which has ended.",
                    "Take the group out of it.",
                )


def _changed_groups_are_recommended(
    governance: Governance, review: Review, changes: tuple[Change, ...]
) -> Iterator[Problem]:
    asked = {group for each in review.recommendations for request in each.requests for group in request.groups}
    if not asked or any(each.text for each in review.recommendations):
        return  # wording of its own may name any group
    for group in governance.groups:
        told = any(change.group == group.id and not change.follows for change in changes)
        if told and group.id not in asked | _ended(governance):
            yield warning(
                RuleCode.GROUP_NOT_RECOMMENDED,
                f"groups[{group.id}]",
                f"The terms of the {group.short_name} changed, and no recommendation is about them.",
                "Name the group in a request with agree or approve in review.yaml.",
            )


def _ended(governance: Governance) -> set[str]:
    return {group.id for group in governance.groups if group.status is GroupStatus.ENDED}


def _changes_have_reasons(changes: tuple[Change, ...], names: Mapping[str, str]) -> Iterator[Problem]:
    for change in changes:
        if not change.follows and change.explained_by is None:
            yield warning(
                RuleCode.CHANGE_WITHOUT_REASON,
                change.path,
                f"{_said(change, names)}, and review.yaml does not say why.",
                _entry(change) if change.group in names else "Keep the group, with status: ended, and say why.",
            )


def _said(change: Change, names: Mapping[str, str]) -> str:
    sentence = _SAYINGS[change.kind].format(subject=change.subject, before=change.before, after=change.after)
    if change.kind in _OF_A_GROUP:
        return sentence
    section = f", section “{change.section}”" if change.section and change.section != change.subject else ""
    return f"In the {names[change.group]}{section}, {sentence}"


def _entry(change: Change) -> str:
    """What to copy; its reason is empty, so that the reader asks for it."""
    name = f"{change.group}-{change.key.removeprefix('terms.').replace('.', '-')}"[:_LONGEST_ID].rstrip("-")
    entry = f'{{id: {name}, group: {change.group}, explains: [{change.key}], reason: ""}}'
    return f"Put this under changes in review.yaml, with the reason: - {entry}"


def _reasons_have_changes(review: Review, changes: tuple[Change, ...], names: Mapping[str, str]) -> Iterator[Problem]:
    ids = {change.id for change in changes}
    for explanation in review.changes:
        keys = {change.key: None for change in changes if change.group == explanation.group}
        for key in explanation.explains:
            if f"{explanation.group}.{key}" not in ids:
                yield warning(
                    RuleCode.REASON_WITHOUT_CHANGE,
                    _place(explanation),
                    f"“{key}” is no change of the {names[explanation.group]} since the edition before.",
                    _meant(key, list(keys)),
                )


def _meant(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1, cutoff=_CLOSE)
    return f"Did you mean {close[0]}?" if close else "Take it out; “kcsp-docs changes” lists what changed."


def _explained_once(review: Review, names: Mapping[str, str]) -> Iterator[Problem]:
    first: dict[str, Explanation] = {}
    for explanation, key in ((each, key) for each in review.changes for key in each.explains):
        change_id = f"{explanation.group}.{key}"
        if change_id in first:
            yield warning(
                RuleCode.CHANGE_EXPLAINED_TWICE,
                _place(explanation),
                f"“{key}” of the {names[explanation.group]} is explained twice, first by “{first[change_id].id}”.",
                "Take it out of one of the two, so that the paper tells it once.",
            )
        first.setdefault(change_id, explanation)


def _place(explanation: Explanation) -> str:
    return f"review.changes[{explanation.id}].explains"
