"""One body under two names: a text that still has a name which the body, or the group, no longer has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.contents import bookmarks_of, tells
from kcsp_docs_plugins.pack_review.names import names_of_model
from kcsp_docs_plugins.pack_review.phrases import capitalised
from kcsp_docs_plugins.pack_review.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

TOLD_AS_FORMER = re.compile(
    r"\b(?:formerly|previously|renamed|known as|now called|instead of|in place of|replac\w+|from)\b", re.IGNORECASE
)

BETWEEN = re.compile(r"^\s*(?:and|&)(?: the)?\s|\s(?:and|&)(?: the)?\s*$")


def check_two_names(contents: Contents) -> Iterator[Finding]:
    """A former name of the model in a text, with the place that has the present one.

    Left alone are paragraphs that tell of the change, sentences that say it is a former name, and what the terms of a
    group were built with: there the model's own rules have told it.
    """
    former = _former(contents)
    if not former:
        return
    pattern = _pattern((*former, *former.values()))
    names = frozenset(names_of_model(contents))
    for passage in contents.passages:
        text = one_line(passage.text)
        found = [name for name in pattern.findall(text) if name in former and not _is_part(name, text, names)]
        for name in dict.fromkeys(found):
            if not (_is_told(passage, name, contents) or _is_known(passage.document, name)):
                yield _two_names(passage, name, former[name], contents)


def _former(contents: Contents) -> Mapping[str, str]:
    """By a name that a body or a group had: the one that it has."""
    governance, previous = contents.pack.governance, contents.pack.previous
    bodies = [(body.name, body.formerly) for body in governance.organisations]
    named = [*bodies, *((group.name, group.formerly) for group in governance.groups)]
    before = {body.id: body.name for body in previous.organisations} if previous else {}
    former = {before[body.id]: body.name for body in governance.organisations if body.id in before}
    former |= {name: now for now, names in named for name in names}
    present = {name for name, _ in named}
    return {name: now for name, now in former.items() if name not in present}


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest at each place, so that a former name within a present one is not taken for itself."""
    longest_first = sorted(set(names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _is_part(name: str, text: str, names: frozenset[str]) -> bool:
    """Whether it is only met within a longer name: ``Anyshire Police`` in ``Anyshire Police and Crime Commissioner``.

    What else a run of capitalised words has must be names of the model for it to be a list.
    """
    for phrase in capitalised(text):
        before, found, after = phrase.partition(name)
        others = (BETWEEN.sub("", each).strip() for each in (before, after))
        if found and all(other in names or not other for other in others):
            return False
    return any(name in phrase for phrase in capitalised(text))


def _is_told(passage: Passage, name: str, contents: Contents) -> bool:
    known = bookmarks_of(contents.pack.changes)
    told = (known[mark] for mark in tells(passage) if mark in known)
    if any(name in (change.before or "") or name in change.subject for change in told):
        return True
    return any(name in sentence and TOLD_AS_FORMER.search(sentence) for sentence in passage.sentences)


def _is_known(document: Reviewed, name: str) -> bool:
    """Whether the terms were built with it: a member line of the model keeps the name."""
    if document.group is None or not document.was_made_here:
        return False
    return any(member.name_as_written == name for member in document.group.members)


def _two_names(passage: Passage, name: str, now: str, contents: Contents) -> Finding:
    pattern = _pattern((now,))
    there = next((each.there for each in contents.passages if pattern.search(one_line(each.text))), "the model")
    message = f"{passage.here} says “{name}”; the body is now called “{now}”, as in {there}."
    return warning(ReviewCode.TWO_NAMES, passage, message, "Use the name of today in both places.")
