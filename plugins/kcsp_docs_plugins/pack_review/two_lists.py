"""One body in two lists of a group: by itself, and among those who represent another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.phrases import capitalised
from kcsp_docs_plugins.pack_review.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

REPRESENTED = re.compile(r"\brepresented by\b(.*)")


def check_two_lists(contents: Contents) -> Iterator[Finding]:
    """A body or team that stands behind ``represented by`` and once more in the same section of a group's terms.

    What the model has in two lists its own rules have told, where the terms were built from it.
    """
    for document in contents.terms.values():
        known = _known(document.group, contents) if document.group and document.was_made_here else frozenset()
        for passage in document.passages:
            found = REPRESENTED.search(one_line(passage.text))
            if found:
                yield from _in_section(passage, found[1], document, known, contents)


def _in_section(
    passage: Passage, represented: str, document: Reviewed, known: frozenset[str], contents: Contents
) -> Iterator[Finding]:
    others = [each for each in document.passages if each.section == passage.section and each is not passage]
    for body in _bodies(represented, contents):
        second = next((each for each in others if _lists(each, body)), None)
        if second is not None and body not in known:
            message = (
                f"{passage.here} has “{body}” among the representatives of another body, and {second.place} by itself."
            )
            yield warning(ReviewCode.TWO_LISTS, passage, message, "Keep one of the two places.")


def _bodies(text: str, contents: Contents) -> tuple[str, ...]:
    """Bodies of the model that a text names, and what else it writes like a name of two words or more."""
    organisations = (body.name for body in contents.pack.governance.organisations)
    named = (name for name in organisations if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    phrases = (phrase for phrase in capitalised(text) if len(phrase.split()) > 1)
    return tuple(dict.fromkeys((*named, *phrases)))


def _lists(passage: Passage, body: str) -> bool:
    """Whether a passage names the body as a whole, not as a part of a longer name nor among representatives."""
    text = REPRESENTED.sub("", one_line(passage.text))
    return not passage.is_heading and body in capitalised(text)


def _known(group: Group | None, contents: Contents) -> frozenset[str]:
    """The bodies that the model has both ways."""
    members = group.members if group else ()
    teams = {team for member in members if member.represented_by for team in member.represented_by.teams}
    bodies = {contents.pack.governance.organisation(member.organisation).name for member in members}
    return frozenset(teams & bodies)
