"""Facts in words, as a sentence about a change says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.groups import Capacity
from kcsp_docs.model.quorum import CountedFrom
from kcsp_docs.prose.phrases import in_words, listed, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.model.groups import MeetingRule, Representation
    from kcsp_docs.model.quorum import Quorum


def said_quorum(quorum: Quorum, names: Mapping[str, str]) -> str:
    """``four``, ``50% of all members``, ``four, including Anyshire Police``; ``names`` are those of members, by id."""
    if quorum.all_of:
        words = listed([said_quorum(part, names) for part in quorum.all_of])
    elif quorum.any_of:
        words = listed([said_quorum(part, names) for part in quorum.any_of], "or")
    else:
        share = in_words(quorum.minimum) if quorum.percentage is None else percent(quorum.percentage)
        words = share + (" of all members" if quorum.of is CountedFrom.ALL_MEMBERS else "")
    included = listed([names.get(member, member) for member in quorum.including])
    return f"{words}, including {included}" if included else words


def quorum_phrases(quorum: Quorum, names: Mapping[str, str]) -> Iterator[str]:
    """The words by which terms say a quorum: ``four``, ``4``, ``50%``, ``of all members``."""
    for part in (*quorum.all_of, *quorum.any_of):
        yield from quorum_phrases(part, names)
    if quorum.minimum is not None:
        yield from (in_words(quorum.minimum), str(quorum.minimum))
    if quorum.percentage is not None:
        share = percent(quorum.percentage)
        yield from (share, f"{share.removesuffix('%')} per cent")
    if not quorum.all_of and not quorum.any_of:
        yield from _POOLS[quorum.of]
    yield from (names.get(member, member) for member in quorum.including)


_POOLS = {
    CountedFrom.COUNTING_MEMBERS: ("of the responsible authorities",),
    CountedFrom.ALL_MEMBERS: ("of all members", "of the members", "of all the members"),
}


def said_years(years: int) -> str:
    """``two years``."""
    return f"{in_words(years)} {'year' if years == 1 else 'years'}"


def years_phrases(years: int) -> tuple[str, ...]:
    """The words by which terms say a length of time: ``two years``, ``2 years``, ``two``, ``2``."""
    unit = "year" if years == 1 else "years"
    single = ("every year", "yearly", "annually") if years == 1 else ()
    return (said_years(years), f"{years} {unit}", in_words(years), str(years), *single)


def said_frequency(rule: MeetingRule) -> str:
    """``quarterly``, ``three times a year, or as required``."""
    return in_words(rule.frequency) + (", or as required" if rule.or_as_required else "")


def frequency_phrases(rule: MeetingRule) -> tuple[str, ...]:
    """The words by which terms say how often a group meets."""
    return (in_words(rule.frequency), *(("or as required", "as required") if rule.or_as_required else ()))


def said_representation(representation: Representation) -> str:
    """``Community Safety and Public Health``, ``two nominated managers collectively``."""
    if representation.teams:
        words = listed(list(representation.teams))
    else:
        number = f"{in_words(representation.number)} " if representation.number else ""
        words = f"{number}{representation.post}"
    return f"{words} collectively" if representation.collectively else words


def representation_phrases(representation: Representation) -> Iterator[str]:
    """The words by which terms say who comes for a body."""
    yield from representation.teams
    yield from filter(None, (representation.post,))
    if representation.number:
        yield from (in_words(representation.number), str(representation.number))
    if representation.collectively:
        yield "collectively"


def said_capacity(capacity: Capacity) -> str:
    """``responsible authority``, ``co-operating``: as a sentence names it."""
    return str(capacity) if capacity == Capacity.CO_OPERATING else capacity.replace("-", " ")
