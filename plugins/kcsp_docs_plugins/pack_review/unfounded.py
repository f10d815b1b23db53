"""Nothing is told that did not happen, and nothing is said to be unchanged that did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.contents import bookmarks_of, tells
from kcsp_docs_plugins.pack_review.phrases import capitalised
from kcsp_docs_plugins.pack_review.wording import alike, quotations, without_quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.changes import Change
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage

GOES_ON = re.compile(r"(?:,|,? and)(?: the)? [‘'“\"]")
"""What stands between the titles of several sections."""

NESTED = re.compile(r"[‘“]")
SECTION = re.compile(r" sections?\b")
CHANGED = re.compile(
    r"\b(?:has|have) been (?:altered|updated|amended|reworded|revised|changed|added|removed|moved|renamed|expanded)\b"
    r"|\breflecting\b|\bchanges? (?:was|were) (?:made )?in relation to\b"
)
NOT_CHANGED = re.compile(
    r"\bno changes? (?:(?:was|were|have been|has been) )?made\b|\bremains? unchanged\b"
    r"|\b(?:has|have) not (?:been )?changed\b"
)
CAME_OR_WENT = re.compile(r"^(.*?) (?:has|have) been (added|removed)\b")
KINDS = {
    "added": (ChangeKind.MEMBER_ADDED, ChangeKind.GROUP_ADDED),
    "removed": (ChangeKind.MEMBER_REMOVED, ChangeKind.GROUP_ENDED),
}
TAKE_IT_OUT = "Take the sentence out, or add to the model what it tells."


def check_unfounded(contents: Contents) -> Iterator[Finding]:
    """Every telling in the paper that no change bears out."""
    if contents.paper is None:
        return
    known = bookmarks_of(contents.told)
    for passage in contents.paper.passages:
        if any(name not in known for name in tells(passage)):
            yield _did_not_happen(passage, "is marked as telling of a change, but there is no such change to be told")
        if contents.pack.previous is not None and passage.group is not None and not passage.is_heading:
            changes = tuple(change for change in contents.pack.changes if change.group == passage.group)
            yield from _of_passage(passage, changes, contents)


def _of_passage(passage: Passage, changes: tuple[Change, ...], contents: Contents) -> Iterator[Finding]:
    group = contents.groups.by_id[passage.group or ""].short_name
    for sentence in passage.sentences:
        unquoted = without_quotations(sentence)
        if NOT_CHANGED.search(unquoted):
            yield from _said_unchanged(passage, group, changes)
        elif CHANGED.search(unquoted):
            yield from _sections(passage, sentence, group, changes)
            yield from _bodies(passage, unquoted, group, changes)


def _said_unchanged(passage: Passage, group: str, changes: tuple[Change, ...]) -> Iterator[Finding]:
    count = sum(1 for change in changes if not change.follows)
    if count:
        told = f"{count} changes were" if count > 1 else "one change was"
        message = f"{passage.here} says that the terms of the {group} did not change; {told} made."
        yield warning(ReviewCode.SAID_UNCHANGED, passage, message, "Tell what changed; “kcsp-docs changes” lists it.")


def _sections(passage: Passage, sentence: str, group: str, changes: tuple[Change, ...]) -> Iterator[Finding]:
    touched = {alike(title).casefold() for change in changes for title in _titles(change)}
    for title in titles_of_sections(sentence):
        if alike(title).casefold() not in touched:
            what = f"tells of changes in the section ‘{title}’, where the {group} has none"
            yield _did_not_happen(passage, what, title)


def titles_of_sections(sentence: str) -> Iterator[str]:
    """``the ‘Title’ and ‘Members’ sections`` → ``Title``, ``Members``."""
    titles: list[str] = []
    for quotation in quotations(sentence):
        ends = [end for end in quotation.ends if not NESTED.search(sentence, quotation.start, end)]
        last = next((end for end in ends if SECTION.match(sentence, end + 1)), None)
        end = next((end for end in ends if GOES_ON.match(sentence, end + 1)), None) if last is None else last
        if end is None:
            titles = []
            continue
        titles.append(sentence[quotation.start : end])
        if last is not None:
            yield from titles
            titles = []


def _titles(change: Change) -> tuple[str, ...]:
    """The sections that a change touches, by the names that they have and had."""
    renamed = (change.before, change.after) if change.kind.value.startswith("section-") else ()
    return tuple(title for title in (change.section, change.subject, *renamed) if title)


def _bodies(passage: Passage, sentence: str, group: str, changes: tuple[Change, ...]) -> Iterator[Finding]:
    """A body that is said to have come or gone: what is left of the subject without the bodies that did."""
    found = CAME_OR_WENT.match(sentence)
    if found is None or re.search(r"\b(?:sections?|points?|paragraphs?)\b", found[1]):
        return
    left = alike(found[1])
    for change in changes:
        if change.kind in KINDS[found[2]]:
            left = left.replace(alike(change.subject), "")
    for phrase in capitalised(left):
        if len(phrase.split()) > 1:
            message = f"says that “{phrase}” has been {found[2]}, which did not happen in the terms of the {group}"
            yield _did_not_happen(passage, message)


def _did_not_happen(passage: Passage, what: str, quoted: str = "") -> Finding:
    return warning(ReviewCode.DID_NOT_HAPPEN, passage, f"{passage.here} {what}.", TAKE_IT_OUT, quoted)
