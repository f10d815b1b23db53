"""Rules about what changed since the edition before: each change has one reason, each reason a change."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs.model.edition import Status
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
    if governance.review is not None:
        names = {group.id: group.short_name for group in governance.groups}
        if previous is not None:
            yield from _changes_have_reasons(changes, names)
        yield from _reasons_have_changes(governance.review, changes, names)
        yield from _explained_once(governance.review, names)


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
