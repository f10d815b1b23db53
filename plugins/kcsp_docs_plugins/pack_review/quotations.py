"""Whether what the paper quotes stands in the terms of the group that it speaks of."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind
from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.contents import tells
from kcsp_docs_plugins.pack_review.telling import bookmarks_of
from kcsp_docs_plugins.pack_review.wording import alike, one_line, quotations, stands_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs import Problem
    from kcsp_docs.changes import Change
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

CAPACITIES = (
    *("responsible authority", "responsible authorities", "member", "members", "in attendance"),
    "co-operating and participating persons and bodies",
)
"""How a paper names the capacities in which bodies sit; the terms may word them otherwise."""

AROUND = 3
"""So many words on each side of a difference are shown."""

LONGEST_DIFFERENCE = 14


def check_quotations(contents: Contents) -> Iterator[Problem]:
    """Every misquotation, with the passage that comes closest.

    A quoted term must stand in the group's terms as whole words, or be the title of one of their sections, a name of
    the model, or what a change took away. Its first letter may differ in case and a stop at its end may be left out;
    straight and typographic quotation marks are alike.
    """
    if contents.paper is None:
        return
    names = frozenset(alike(name) for name in _names(contents))
    for passage in contents.paper.passages:
        terms = contents.terms.get(passage.group or "")
        if terms is not None and not passage.is_heading:
            sources = _sources(passage, terms, contents)
            for ways in _outermost(passage.text, sources, names):
                yield _misquoted(passage, min(ways, key=len), terms)


def _sources(passage: Passage, terms: Reviewed, contents: Contents) -> tuple[str, ...]:
    text = contents.text_of(passage.group or "") or ""
    titles = (alike(each.text) for each in terms.passages if each.is_heading)
    went = (alike(each) for change in _told(passage, contents) for each in _went(change))
    return (text, *titles, *(title.casefold() for title in titles), *went, *CAPACITIES)


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


def _names(contents: Contents) -> Iterator[str]:
    governance = contents.pack.governance
    named = (*governance.organisations, *contents.groups.by_id.values(), *governance.agreements, governance.partnership)
    for each in named:
        fields = (getattr(each, field, None) for field in ("name", "abbreviation", "short_name"))
        yield from (name for name in (*fields, *getattr(each, "formerly", ())) if name)


def _outermost(text: str, sources: tuple[str, ...], names: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """The quotations that stand nowhere. One that does is taken whole, with the quotations within it."""
    covered: list[str] = []
    for ways in quotations(one_line(text)):
        if any(min(ways, key=len) in whole for whole in covered):
            continue
        whole = next((way for way in ways if _is_known(way, sources, names)), None)
        if whole is None:
            yield ways
        else:
            covered.append(whole)


def _is_known(quoted: str, sources: tuple[str, ...], names: frozenset[str]) -> bool:
    return alike(quoted) in names or any(stands_in(quoted, source) for source in sources)


def _misquoted(passage: Passage, quoted: str, terms: Reviewed) -> Problem:
    place, closest = _closest(quoted, terms)
    said, there = _difference(one_line(quoted), closest)
    message = (
        f"{passage.here} quotes ‘{said}’, which does not stand in {terms.file}; the closest is “{there}” in {place}."
    )
    if not closest:
        message = f"{passage.here} quotes ‘{said}’, which does not stand in {terms.file}."
    return warning(ReviewCode.MISQUOTED, passage, message, "Quote the terms as they stand.")


def _closest(quoted: str, terms: Reviewed) -> tuple[str, str]:
    """The place and the words of the passage that has most words of the quotation in their order."""
    wanted = alike(quoted).split()
    best, place, words = 0.0, "", ""
    for passage in terms.passages:
        there = one_line(passage.text).split()
        blocks = SequenceMatcher(None, [alike(word) for word in there], wanted, autojunk=False).get_matching_blocks()
        matched = [block for block in blocks if block.size]
        if not matched:
            continue
        start, end = matched[0].a, matched[-1].a + matched[-1].size
        start, end = max(0, start - matched[0].b), min(len(there), end + len(wanted) - matched[-1].b - matched[-1].size)
        share = sum(block.size for block in matched) / max(len(wanted), end - start)
        if share > best:
            best, place, words = share, passage.place, " ".join(there[start:end])
    return place, words


def _difference(quoted: str, passage: str) -> tuple[str, str]:
    """Both with what differs and a few words around it; whole where they are short or differ throughout."""
    said, there = quoted.split(), passage.split()
    matcher = SequenceMatcher(None, [alike(word) for word in said], [alike(word) for word in there], autojunk=False)
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    if not edits or len(said) <= LONGEST_DIFFERENCE:
        return _shortened(said, 0, len(said)), _shortened(there, 0, len(there))
    return (
        _shortened(said, edits[0][1] - AROUND, edits[-1][2] + AROUND),
        _shortened(there, edits[0][3] - AROUND, edits[-1][4] + AROUND),
    )


def _shortened(words: list[str], start: int, end: int) -> str:
    start, end = max(start, 0), min(end, max(start, 0) + 2 * LONGEST_DIFFERENCE, len(words))
    return ("…" if start else "") + " ".join(words[start:end]) + ("…" if end < len(words) else "")
