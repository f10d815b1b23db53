"""What changed in the facts of a group that both editions have, and what of other groups' facts its terms may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.changes.change import Change, ChangeKind
from kcsp_docs.changes.fact import ChangedFact, Phrases
from kcsp_docs.changes.members import member_facts
from kcsp_docs.changes.sayings import (
    frequency_phrases,
    quorum_phrases,
    said_frequency,
    said_quorum,
    said_years,
    years_phrases,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group, Seat


def changed_facts(previous: Governance, governance: Governance, old: Group, new: Group) -> Iterator[ChangedFact]:
    """The group's own: its name, its members, its rules."""
    yield from _renamed(old, new)
    yield from _appendix(old, new)
    yield from member_facts(previous, governance, old, new)
    yield from _quorum(previous, governance, old, new)
    yield from _chair_term(old, new)
    yield from _frequency(old, new)


def names_elsewhere(old: Group | None, new: Group | None) -> Phrases | None:
    """How the terms of other groups name a group, where that changed: renamed, with another letter, come or gone."""
    before, after = _names(old), _names(new)
    return None if before == after else Phrases(before, after, swap=bool(before and after))


def _names(group: Group | None) -> tuple[str, ...]:
    return (group.name, group.short_name, *_letter(group)) if group else ()


def _letter(group: Group) -> tuple[str, ...]:
    return (f"Appendix {group.appendix}",) if group.appendix else ()


def _renamed(old: Group, new: Group) -> Iterator[ChangedFact]:
    before, after = (old.name, old.short_name), (new.name, new.short_name)
    if before != after:
        at = 0 if old.name != new.name else 1
        path = f"groups[{new.id}].{('name', 'short_name')[at]}"
        change = Change(
            "renamed", ChangeKind.GROUP_RENAMED, new.id, new.short_name, path, before=before[at], after=after[at]
        )
        yield ChangedFact(change, Phrases(before, after, swap=True))


def _appendix(old: Group, new: Group) -> Iterator[ChangedFact]:
    if old.appendix != new.appendix:
        change = Change(
            "appendix",
            ChangeKind.APPENDIX,
            new.id,
            "appendix letter",
            _place(new, "appendix", is_there=new.appendix is not None),
            before=old.appendix,
            after=new.appendix,
            follows=True,
        )
        yield ChangedFact(change, Phrases(_letter(old), _letter(new), swap=bool(old.appendix and new.appendix)))


def _place(group: Group, field: str, *, is_there: bool) -> str:
    return f"groups[{group.id}].{field}" if is_there else f"groups[{group.id}]"


def _quorum(previous: Governance, governance: Governance, old: Group, new: Group) -> Iterator[ChangedFact]:
    if old.quorum == new.quorum:
        return
    were = {member.id: previous.name_of(member) for member in old.members}
    are = {member.id: governance.name_of(member) for member in new.members}
    change = Change(
        "quorum.changed",
        ChangeKind.QUORUM,
        new.id,
        "quorum",
        _place(new, "quorum", is_there=new.quorum is not None),
        before=said_quorum(old.quorum, were) if old.quorum else None,
        after=said_quorum(new.quorum, are) if new.quorum else None,
    )
    before = tuple(quorum_phrases(old.quorum, were)) if old.quorum else ()
    after = tuple(quorum_phrases(new.quorum, are)) if new.quorum else ()
    yield ChangedFact(change, Phrases(before, after), near=("quor",))


def _chair_term(old: Group, new: Group) -> Iterator[ChangedFact]:
    yield from _term(new, "chair", old.chair, new.chair)
    yield from _term(new, "vice_chair", old.vice_chair, new.vice_chair)


def _term(group: Group, field: str, old: Seat | None, new: Seat | None) -> Iterator[ChangedFact]:
    before, after = (each.term_years if each else None for each in (old, new))
    if before == after:
        return
    kind = ChangeKind.CHAIR_TERM if field == "chair" else ChangeKind.VICE_CHAIR_TERM
    change = Change(
        kind.replace("-term", ".term"),
        kind,
        group.id,
        f"term of the {field.replace('_', ' ')}",
        _place(group, f"{field}.term_years", is_there=after is not None),
        before=said_years(before) if before else None,
        after=said_years(after) if after else None,
    )
    phrases = Phrases(years_phrases(before) if before else (), years_phrases(after) if after else ())
    yield ChangedFact(change, phrases, near=(field.removesuffix("_chair"),))


def _frequency(old: Group, new: Group) -> Iterator[ChangedFact]:
    before, after = (each and (each.frequency, each.or_as_required) for each in (old.meetings, new.meetings))
    if before == after:
        return
    change = Change(
        "meetings.frequency",
        ChangeKind.FREQUENCY,
        new.id,
        "frequency of meetings",
        _place(new, "meetings", is_there=new.meetings is not None),
        before=said_frequency(old.meetings) if old.meetings else None,
        after=said_frequency(new.meetings) if new.meetings else None,
    )
    phrases = Phrases(
        frequency_phrases(old.meetings) if old.meetings else (), frequency_phrases(new.meetings) if new.meetings else ()
    )
    yield ChangedFact(change, phrases, near=("meet",))
