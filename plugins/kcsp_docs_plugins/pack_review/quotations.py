"""Whether what the paper quotes stands in the terms of the group that it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.contents import bookmarks_of, tells
from kcsp_docs_plugins.pack_review.differences import difference, matcher
from kcsp_docs_plugins.pack_review.names import names_of_model
from kcsp_docs_plugins.pack_review.wording import alike, one_line, quotations, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.changes import Change
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

CAPACITIES = (
    *("responsible authority", "responsible authorities", "member", "members", "in attendance"),
    "co-operating and participating persons and bodies",
)
"""How a paper names the capacities in which bodies sit; the terms may word them otherwise."""

PIECES = re.compile(r"\n| \| |: ")
"""What a change puts between the paragraphs of an item, the cells of a row, a term and what it stands for."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a quoted term may stand: in ``text``, line by line, as whole words, in ``titles`` and ``names`` as a whole.

    ``pieces`` are new wordings that the terms have in several paragraphs or cells, each with those.
    """

    text: str
    titles: frozenset[str]
    names: frozenset[str]
    pieces: Mapping[str, tuple[str, ...]]

    def have(self, quoted: str) -> bool:
        said = alike(quoted)
        if said in self.names or said.casefold() in self.titles:
            return True
        pieces = self.pieces.get(_key(said), (quoted,))
        return all(stands_in(piece, self.text) for piece in pieces)


def check_quotations(contents: Contents) -> Iterator[Finding]:
    """Every misquotation, with the passage that comes closest.

    A quoted term must stand in the group's terms as whole words, or be the title of one of their sections, a name of
    the model, or what a change took away. Its first letter may differ in case and a stop at its end may be left out;
    straight and typographic quotation marks are alike, and so are titles in capitals.
    """
    if contents.paper is None:
        return
    names = frozenset(map(alike, names_of_model(contents)))
    for passage in contents.paper.passages:
        terms = contents.terms.get(passage.group or "")
        if terms is not None and not passage.is_heading:
            sources = _sources(passage, terms, names, contents)
            for quoted in dict.fromkeys(_not_found(passage.text, sources)):
                yield _misquoted(passage, quoted, terms)


def _sources(passage: Passage, terms: Reviewed, names: frozenset[str], contents: Contents) -> Sources:
    told = _told(passage, contents)
    text = contents.text_of(passage.group or "") or ""
    titles = (*(each.text for each in terms.passages if each.is_heading), *_titles_before(passage, contents))
    went = (alike(each) for change in told for each in _went(change))
    whole = {_key(alike(change.after)): tuple(PIECES.split(change.after)) for change in told if change.after}
    reasons = (alike(change.reason) for change in told if change.reason)  # quotation marks of their own
    there = "\n".join((text, *went, *reasons, *CAPACITIES))
    return Sources(there, frozenset(alike(each).casefold() for each in titles), names, whole)


def _titles_before(passage: Passage, contents: Contents) -> Iterator[str]:
    """Titles that the group's terms no longer have."""
    for change in contents.told:
        if change.group == passage.group and change.kind is ChangeKind.SECTION_REMOVED:
            yield change.section
        elif change.group == passage.group and change.kind is ChangeKind.SECTION_RENAMED:
            yield change.before or ""


def _key(text: str) -> str:
    return text.casefold().rstrip(" .")


def _told(passage: Passage, contents: Contents) -> tuple[Change, ...]:
    """The changes that a passage tells; where it does not say which, all those of its group."""
    known = bookmarks_of(contents.told)
    own = tuple(known[name] for name in tells(passage) if name in known)
    return own or tuple(change for change in contents.told if change.group == passage.group)


def _went(change: Change) -> Iterator[str]:
    """What was there before, and of a fact what is there now: the terms may say that in other words."""
    if change.kind not in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REWORDED) and change.after:
        yield change.after
    yield from (each for each in (change.before, *change.removed) if each)


def _not_found(text: str, sources: Sources) -> Iterator[str]:
    """The quotations that stand nowhere, whichever way they are read."""
    for quotation in quotations(one_line(text)):
        if not any(sources.have(way) for way in quotation.ways):
            yield quotation.shortest


def _misquoted(passage: Passage, quoted: str, terms: Reviewed) -> Finding:
    place, closest = _closest(quoted, terms)
    said, there = difference(quoted, closest)
    message = (
        f"{passage.here} quotes ‘{said}’, which does not stand in {terms.file}; the closest is “{there}” in {place}."
    )
    if not closest:
        message = f"{passage.here} quotes ‘{said}’, which does not stand in {terms.file}."
    return warning(ReviewCode.MISQUOTED, passage, message, "Quote the terms as they stand.", quoted)


def _closest(quoted: str, terms: Reviewed) -> tuple[str, str]:
    """The place and the words of the passage that has most words of the quotation in their order."""
    wanted = one_line(quoted).split()
    best, place, words = 0.0, "", ""
    for passage in terms.passages:
        there = one_line(passage.text).split()
        blocks = [block for block in matcher(there, wanted).get_matching_blocks() if block.size]
        if blocks:
            first, last = blocks[0], blocks[-1]
            start = max(0, first.a - first.b)
            end = min(len(there), last.a + len(wanted) - last.b)
            share = sum(block.size for block in blocks) / max(len(wanted), end - start)
            if share > best:
                best, place, words = share, passage.place, " ".join(there[start:end])
    return place, words
