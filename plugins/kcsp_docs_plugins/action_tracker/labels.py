"""What officers see for the ids of the model: words, of which no two are alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Choice, Look

from kcsp_docs.model.action_plan import ActionStatus, Rating

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.organisations import Organisation, Person
    from kcsp_docs.model.values import Worded

_LONGEST = 160
"""Excel takes 255 characters in a list, and ids have up to 60."""

NO_PRIORITY = "No priority (miscellaneous)"
"""The line of the actions that have no priority."""

RATING_LOOKS = {Rating.RED: Look.RED, Rating.AMBER: Look.AMBER, Rating.GREEN: Look.GREEN}
_STATUS_LOOKS = {ActionStatus.COMPLETE: Look.DONE, ActionStatus.CANCELLED: Look.MUTED}


def distinct(names: Mapping[str, Sequence[str]], taken: Iterable[str] = ()) -> dict[str, str]:
    """For each id one of its names, such that no two are alike to a reader or to a formula, whatever their case.

    ``names`` are the ones that it may go by, the best first; where none of them will do, the id stands behind the
    first: ``Road Safety (road-safety-2)``. ``taken`` are names that nothing may go by.
    """
    ladders = {id_: (*map(in_one_line, given), f"{in_one_line(given[0])} ({id_})") for id_, given in names.items()}
    steps = dict.fromkeys(names, 0)
    while clashing := _clashing({id_: ladders[id_][step] for id_, step in steps.items()}, taken):
        movable = [id_ for id_ in clashing if steps[id_] + 1 < len(ladders[id_])]
        if not movable:
            break
        steps |= {id_: steps[id_] + 1 for id_ in movable}
    return {id_: ladders[id_][step] for id_, step in steps.items()}


def priorities(governance: Governance) -> dict[str, str]:
    """The names of the priorities by their ids."""
    plan = governance.action_plan
    return distinct({each.id: (each.name,) for each in plan.priorities}, taken=(NO_PRIORITY,)) if plan else {}


def organisations(governance: Governance) -> dict[str, str]:
    """The names of the bodies by their ids; with the abbreviation where two share a name."""
    return distinct({each.id: _names_of_a_body(each) for each in governance.organisations})


def people(governance: Governance) -> dict[str, str]:
    """Names and posts of the people by their ids: a tracker is a working file and is not published."""
    return distinct({each.id: _names_of_a_person(each, governance) for each in governance.people})


def choices(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    """Ids as choices."""
    return tuple(Choice(id_, label) for id_, label in labels.items())


def statuses() -> tuple[Choice, ...]:
    return tuple(Choice(status.value, status.label, _STATUS_LOOKS.get(status)) for status in ActionStatus)


def ratings() -> tuple[Choice, ...]:
    return tuple(Choice(rating.value, rating.label, RATING_LOOKS[rating]) for rating in Rating)


def rating_looks() -> tuple[tuple[str, Look], ...]:
    """For columns of ratings that are worked out."""
    return tuple((rating.label, look) for rating, look in RATING_LOOKS.items())


def words(value: Worded | None) -> str:
    """A choice in words; nothing for none."""
    return value.label if value else ""


def _names_of_a_body(body: Organisation) -> tuple[str, ...]:
    return tuple(dict.fromkeys((body.name, body.full_name)))


def _names_of_a_person(person: Person, governance: Governance) -> tuple[str, ...]:
    shown = f"{person.name}, {person.post}" if person.name else person.post
    body = governance.organisation(person.organisation).name if person.organisation else ""
    return (
        shown,
        *(f"{shown}, {team}" for team in [person.team] if team),
        *(f"{shown}, {each}" for each in [body] if each),
    )


def in_one_line(text: str) -> str:
    """Cut where a list would take no more of it."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _clashing(labels: Mapping[str, str], taken: Iterable[str]) -> list[str]:
    times = Counter(label.casefold() for label in labels.values())
    refused = {label.casefold() for label in taken}
    return [id_ for id_, label in labels.items() if times[label.casefold()] > 1 or label.casefold() in refused]
