"""Whether each change is told once in the paper, with its new words in the paragraph that tells it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs_plugins.pack_review.codes import ReviewCode, note, of_file, warning
from kcsp_docs_plugins.pack_review.contents import telling_bookmark, tells
from kcsp_docs_plugins.pack_review.wording import alike, one_line, whole_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.changes import Change
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

SAID = {
    ChangeKind.GROUP_RENAMED: "the new name “{after}”",
    ChangeKind.GROUP_ADDED: "that the group is new",
    ChangeKind.GROUP_ENDED: "that the group has ended",
    ChangeKind.MEMBER_ADDED: "that “{subject}” was added",
    ChangeKind.MEMBER_REMOVED: "that “{subject}” was removed",
    ChangeKind.MEMBER_RENAMED: "the new name “{subject}”",
    ChangeKind.MEMBER_REPRESENTED: "who represents “{subject}” now",
    ChangeKind.MEMBER_CAPACITY: "in what capacity “{subject}” sits now",
    ChangeKind.QUORUM: "the change of the quorum",
    ChangeKind.CHAIR_TERM: "the change of the Chair’s term",
    ChangeKind.VICE_CHAIR_TERM: "the change of the Vice Chair’s term",
    ChangeKind.FREQUENCY: "how often the group meets now",
    ChangeKind.SECTION_ADDED: "the new section “{section}”",
    ChangeKind.SECTION_REMOVED: "that the section “{section}” went",
    ChangeKind.SECTION_MOVED: "that the section “{section}” moved",
    ChangeKind.SECTION_RENAMED: "the new title “{after}” of a section",
    ChangeKind.ITEM_REWORDED: "the new wording of “{subject}”",
    ChangeKind.ITEM_ADDED: "the new point “{subject}”",
    ChangeKind.ITEM_REMOVED: "that the point “{subject}” went",
    ChangeKind.ITEM_MOVED: "that the point “{subject}” moved",
}
"""A change in the words of a message."""

IN_WORDING = (ChangeKind.ITEM_REWORDED, ChangeKind.ITEM_ADDED)
ON_SUBJECT = (
    ChangeKind.MEMBER_ADDED,
    ChangeKind.MEMBER_REMOVED,
    ChangeKind.MEMBER_RENAMED,
    ChangeKind.MEMBER_CAPACITY,
    ChangeKind.ITEM_REMOVED,
    ChangeKind.ITEM_MOVED,
)
OF_ITEMS = (ChangeKind.ITEM_REMOVED, ChangeKind.ITEM_MOVED)
OF_SECTIONS = (ChangeKind.SECTION_ADDED, ChangeKind.SECTION_REMOVED, ChangeKind.SECTION_MOVED)
LONGEST_NAMED_IN_FULL = 100
"""In characters: what is longer may be told by the title of its section."""

TELL_IT = "Add a paragraph that tells of it, or build the paper anew from the model."
TELL_IT_ONCE = "Tell it once; sentences that only sum up name no change."


@dataclass(frozen=True, slots=True)
class Telling:
    """A change, what the paper must say of it and in what words a message names it.

    ``words`` are ways to say it: of one of them every phrase must be there.
    """

    change: Change
    words: tuple[tuple[str, ...], ...]
    said: str
    group: str

    def is_in(self, text: str) -> bool:
        """Whether a text says it in one of the ways; a name may have an ending that it should not have."""
        return not self.words or any(all(_said_in(phrase, text) for phrase in way) for way in self.words)


def check_telling(contents: Contents) -> Iterator[Finding]:
    """Every change that is told nowhere, twice, or without its words."""
    paper = contents.paper
    tellings = tuple(_telling(change, contents) for change in contents.told)
    if paper is None or not tellings:
        return
    if not any(tells(passage) for passage in paper.passages):
        yield from _by_words(paper, tellings)
        return
    told = _told(paper)
    for telling in tellings:
        yield from _told_once(paper, telling, told[telling_bookmark(telling.change)])


def _told(paper: Reviewed) -> dict[str, list[Passage]]:
    """By the bookmark of a change: the passages that tell of it, such as say the very same included."""
    told: dict[str, list[Passage]] = defaultdict(list)
    by_text: dict[str, tuple[str, ...]] = {
        alike(passage.text): tells(passage) for passage in paper.passages if tells(passage)
    }
    for passage in paper.passages:
        for name in tells(passage) or by_text.get(alike(passage.text), ()):
            told[name].append(passage)
    return told


def _told_once(paper: Reviewed, telling: Telling, passages: list[Passage]) -> Iterator[Finding]:
    if not passages:
        yield _not_told(paper, telling)
        return
    first, *others = passages
    for other in others:
        message = f"{other.here} tells {telling.said} ({telling.group}), which {first.place} tells already."
        yield warning(ReviewCode.TOLD_TWICE, other, message, TELL_IT_ONCE)
    if not telling.is_in(alike(first.text)):
        wanted = " and ".join(f"“{one_line(phrase)}”" for phrase in telling.words[0])
        message = f"{first.here} tells {telling.said} ({telling.group}) without the words {wanted}."
        yield warning(ReviewCode.WORDS_MISSING, first, message, "Say it in that paragraph.")


def _not_told(paper: Reviewed, telling: Telling) -> Finding:
    message = f"No paragraph tells {telling.said} ({telling.group})."
    return of_file(ReviewCode.NOT_TOLD, paper, message, TELL_IT)


def _by_words(paper: Reviewed, tellings: tuple[Telling, ...]) -> Iterator[Finding]:
    yield note(
        ReviewCode.JUDGED_BY_WORDS,
        "The paragraphs of this paper do not carry the changes that they tell, so that each change was looked for by"
        " its words; whether one is told twice is not known.",
        "A paper that is built from the model carries them.",
        paper.file,
    )
    for telling in tellings:
        spoken = (each for each in paper.passages if each.group == telling.change.group and not each.is_heading)
        if not any(telling.is_in(alike(passage.text)) for passage in spoken):
            yield _not_told(paper, telling)


def _telling(change: Change, contents: Contents) -> Telling:
    group = contents.groups.by_id.get(change.group)
    section = change.section or change.after or change.before or change.subject
    said = SAID[change.kind].format(subject=one_line(change.subject), section=section, after=change.after)
    words = tuple(way for way in _ways(change, contents) if way and all(way))
    return Telling(change, words, said, group.short_name if group else change.group)


def _ways(change: Change, contents: Contents) -> Iterator[tuple[str, ...]]:
    kind = change.kind
    if kind in IN_WORDING:
        yield from _ways_of_wording(change, contents)
    elif kind is ChangeKind.MEMBER_REPRESENTED:
        yield change.added or change.removed or (change.after or change.subject,)
    elif kind in (ChangeKind.GROUP_ADDED, ChangeKind.GROUP_ENDED):
        group = contents.groups.by_id.get(change.group)
        yield from ((name,) for name in ((group.short_name, group.name) if group else (change.subject,)))
    elif kind in ON_SUBJECT:
        yield (change.subject,)
        if kind in OF_ITEMS:
            yield (change.before or "",)
    elif kind in OF_SECTIONS:
        yield (change.section,)
    else:
        yield (change.after or change.before or change.subject,)
    if kind is ChangeKind.ITEM_MOVED:
        yield (change.section,)


def _ways_of_wording(change: Change, contents: Contents) -> Iterator[tuple[str, ...]]:
    """New wording that is to be quoted stands there whole, what only went is named; of the rest the section is."""
    went = change.removed if len(change.removed) == 1 and not change.added else ()
    if change.after and change.explained_by in _quoting(contents):
        alone = [each.id for each in contents.told if each.explained_by == change.explained_by] == [change.id]
        yield (change.after, *(went if alone else ()))
    elif went and len(went[0]) <= LONGEST_NAMED_IN_FULL:
        yield went
    elif change.section:
        yield (change.section,)
        yield (change.subject,)


def _quoting(contents: Contents) -> frozenset[str]:
    review = contents.pack.governance.review
    return frozenset(each.id for each in (review.changes if review else ()) if each.quote)


BEFORE = re.compile(r"[,;\s]*(?:(?:and|or|but)\s)?")
BEHIND = re.compile(r"[,;]\s?(?:and|or)$")
STOPS = " .,:;…"


def _said_in(phrase: str, text: str) -> bool:
    """As whole words, but for a plural ``s``; without the conjunctions and stops of its place in a list."""
    wanted = BEHIND.sub("", BEFORE.sub("", alike(phrase), count=1).rstrip(STOPS)).rstrip(STOPS)
    return not wanted or re.search(whole_words(wanted, "(?:s|es)?"), text) is not None
