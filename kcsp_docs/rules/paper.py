"""Rules about the annual paper: what it watches, whom a reader may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.model.groups import GroupStatus
from kcsp_docs.rules.codes import RuleCode, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.review import Review


def check_paper(governance: Governance) -> Iterator[Problem]:
    """Every rule about the review paper, where the folder has one."""
    if governance.review is not None:
        yield from _watch_items_lie_ahead(governance, governance.review)
        yield from _clauses_are_no_sentences(governance.review)
        yield from _contact_is_published(governance, governance.review)


def _watch_items_lie_ahead(governance: Governance, review: Review) -> Iterator[Problem]:
    active = {group.id for group in governance.groups if group.status is not GroupStatus.ENDED}
    for item in review.watch:
        if active.isdisjoint(item.groups):
            continue  # the paper says nothing of groups that have ended
        if item.closes is not None and governance.as_of is not None and item.closes < governance.as_of:
            yield warning(
                RuleCode.WATCH_DATE_PASSED,
                f"review.watch[{item.id}].closes",
                f"“{item.subject}” closed on {item.closes.isoformat()}, before the day of the paper"
                f" ({governance.as_of.isoformat()}).",
                "The paper says that it has closed; say in news what came of it."
                if item.news
                else "Say in the paper that it has closed.",
            )


def _clauses_are_no_sentences(review: Review) -> Iterator[Problem]:
    """What the paper puts into a sentence of its own."""
    clauses = [
        *((f"review.changes[{each.id}].reason", each.reason) for each in review.changes if each.say_reason),
        *((f"review.watch[{each.id}].news", each.news) for each in review.watch),
        *((f"review.watch[{each.id}].awaits", each.awaits) for each in review.watch),
    ]
    for path, words in clauses:
        if words and (words.endswith((".", "!", "?")) or words.split()[0] in _OPENINGS):
            yield warning(
                RuleCode.CLAUSE_IS_A_SENTENCE,
                path,
                f"“{words}” is a sentence by itself, and the paper puts it into one of its own.",
                "Begin it with a small letter and leave the full stop out.",
            )


_OPENINGS = frozenset({"A", "After", "An", "As", "Because", "Following", "For", "In", "Since", "So", "The", "To"})
"""Words that are no name, with the letter that they have at the beginning of a sentence."""


def _contact_is_published(governance: Governance, review: Review) -> Iterator[Problem]:
    if not governance.person(review.contact).published:
        yield warning(
            RuleCode.PRIVATE_CONTACT,
            f"people[{review.contact}]",
            "The paper's contact is private, so that the paper shows the post alone.",
            "Set published: yes, if the person agrees to be named.",
        )
