"""Which changed fact accounts for which changed words of the terms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.changes.parts import widened
from kcsp_docs.changes.terms import Fate
from kcsp_docs.changes.words import (
    found,
    left_over,
    over_the_edge,
    overlap,
    rest,
    say_the_same,
    within,
    without_common_ends,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from kcsp_docs.changes.change import Mark
    from kcsp_docs.changes.fact import ChangedFact, Phrases
    from kcsp_docs.changes.parts import Hunk, Part
    from kcsp_docs.changes.terms import Piece
    from kcsp_docs.changes.words import Spans


@dataclass(frozen=True, slots=True)
class Share:
    """Who accounts for a place that a redline marks: some facts, by their keys; ``follows`` another group's; or nobody.

    What a fact accounts for in part has both the fact and ``is_left``: the rest is a change of the text itself, of the
    words that went and those that came in ``words``.
    """

    marks: tuple[Mark, ...]
    facts: tuple[str, ...] = ()
    follows: bool = False
    is_left: bool = False
    words: tuple[str, str] | None = None

    @property
    def is_nobodys(self) -> bool:
        return self.is_left and not self.facts


@dataclass(frozen=True, slots=True)
class _Said:
    """Where a part says a fact, in its text as it was and as it is; ``key`` is None for one of another group."""

    before: Spans
    after: Spans
    key: str | None = None
    takes_hunks: bool = False
    swap: bool = False

    def touches(self, hunk: Hunk) -> bool:
        return self._went(hunk) or self._came(hunk)

    def is_lost(self, hunk: Hunk) -> bool:
        """Whether one of two names went here without the other, or came."""
        went = within(self.before, hunk.old_at, hunk.removed) and not self._came(hunk)
        came = within(self.after, hunk.new_at, hunk.added) and not self._went(hunk)
        return self.swap and (went or came)

    def _went(self, hunk: Hunk) -> bool:
        return overlap(self.before, hunk.old_at, hunk.removed)

    def _came(self, hunk: Hunk) -> bool:
        return overlap(self.after, hunk.new_at, hunk.added)


@dataclass(frozen=True, slots=True)
class Claims:
    """The facts of a group that changed, and how other groups' names did, which its terms may say.

    ``gone`` and ``come`` are the ids of the parts that changed, as they were and as they are: a member that had or has
    one of its own is not looked for in the sentences of that edition.
    """

    facts: Sequence[ChangedFact]
    elsewhere: Sequence[Phrases]
    gone: AbstractSet[str]
    come: AbstractSet[str]

    def shares(self, piece: Piece) -> Iterator[Share]:
        """Every place that a redline marks in the parts of a piece, with who accounts for it."""
        for part in piece.parts:
            if owners := tuple(fact.change.key for fact in self.facts if fact.takes_unit and fact.unit == part.unit):
                yield Share(piece.marks if piece.fate is Fate.MOVED else _marks(part), owners)
            elif piece.fate in (Fate.CAME, Fate.WENT):
                yield self._of_whole(piece, part)
            else:
                yield from self._of_words(piece, part)

    def takes(self, piece: Piece) -> bool:
        """Whether a piece that moved is a fact's own, such as the line of a member that now sits in another list."""
        units = {part.unit for part in piece.parts}
        return any(fact.takes_unit and fact.unit in units for fact in self.facts)

    def _of_whole(self, piece: Piece, part: Part) -> Share:
        """A part that came or went is a fact's where that accounts for every word of it."""
        (hunk,) = part.hunks
        facts = [replace(fact, phrases=replace(fact.phrases, swap=False)) for fact in self.facts]
        share = _of_hunk(hunk, part, self._said(piece, part, facts), self._said_elsewhere(part))
        return replace(share, facts=()) if share.is_left else share

    def _of_words(self, piece: Piece, part: Part) -> Iterator[Share]:
        """A list of names is put together anew, its commas too, when one of them changes; so is the end of a list."""
        said = self._said(piece, part, [self._beside_its_own(fact) for fact in self.facts])
        elsewhere = self._said_elsewhere(part)
        shares = [_of_hunk(hunk, part, said, elsewhere) for hunk in part.hunks]
        claimed = next((share for share in shares if not share.is_left), None)
        for hunk, share in zip(part.hunks, shares, strict=True):
            if not share.is_nobodys or not _says_nothing(hunk):
                yield share
            elif claimed is not None:
                yield replace(claimed, marks=hunk.marks)
            else:
                follows = part.beside and _at_the_end(hunk, part)
                yield replace(share, follows=follows, is_left=not follows)

    def _beside_its_own(self, fact: ChangedFact) -> ChangedFact:
        """Without the words of the edition in which the fact has a part of its own."""
        if not fact.takes_unit:
            return fact
        before = () if fact.unit in self.gone else fact.phrases.before
        after = () if fact.unit in self.come else fact.phrases.after
        return replace(fact, phrases=replace(fact.phrases, before=before, after=after))

    def _said(self, piece: Piece, part: Part, facts: Iterable[ChangedFact]) -> list[_Said]:
        return [
            _Said(
                *_places(part, fact.phrases),
                fact.change.key,
                takes_hunks=fact.takes_hunks and fact.unit == part.unit,
                swap=fact.phrases.swap,
            )
            for fact in facts
            if _is_near(fact, piece, part)
        ]

    def _said_elsewhere(self, part: Part) -> list[_Said]:
        return [_Said(*_places(part, phrases), swap=phrases.swap) for phrases in self.elsewhere]


def _places(part: Part, phrases: Phrases) -> tuple[Spans, Spans]:
    return found(phrases.before, part.before or ""), found(phrases.after, part.after or "")


def _is_near(fact: ChangedFact, piece: Piece, part: Part) -> bool:
    if not fact.near or (fact.unit and fact.unit == part.unit):
        return True
    place = piece.place
    words = " ".join((part.unit, place.key, place.title, part.before or "", part.after or "")).casefold()
    return any(word.casefold() in words for word in fact.near)


def _of_hunk(hunk: Hunk, part: Part, said: Sequence[_Said], elsewhere: Sequence[_Said]) -> Share:
    claimers = [each for each in said if each.touches(hunk)]
    keys = tuple(each.key for each in claimers if each.key)
    if _is_explained(hunk, part, claimers):
        return Share(hunk.marks, keys)
    others = [each for each in elsewhere if each.touches(hunk)]
    if others and _is_explained(hunk, part, [*claimers, *others]):
        return Share(hunk.marks, keys, follows=True)
    return Share(hunk.marks, keys, is_left=True, words=_words_left(hunk, claimers) if keys else None)


def _words_left(hunk: Hunk, claimers: Sequence[_Said]) -> tuple[str, str]:
    """What went and what came without what facts say, and without the words that both have at either end."""
    before = rest(tuple(span for each in claimers for span in each.before), hunk.old_at, hunk.removed)
    after = rest(tuple(span for each in claimers for span in each.after), hunk.new_at, hunk.added)
    return without_common_ends(before, after)


def _is_explained(hunk: Hunk, part: Part, claimers: Sequence[_Said]) -> bool:
    if any(each.takes_hunks for each in claimers):
        return True
    sound = [each for each in claimers if not each.is_lost(hunk)]
    if not sound:
        return False
    before = tuple(span for each in sound for span in each.before)
    after = tuple(span for each in sound for span in each.after)
    left_before, right_before = over_the_edge(before, hunk.old_at, hunk.removed)
    left_after, right_after = over_the_edge(after, hunk.new_at, hunk.added)
    wide = widened(hunk, part, max(left_before, left_after), max(right_before, right_after))
    return say_the_same(left_over(before, wide.old_at, wide.removed), left_over(after, wide.new_at, wide.added))


def _says_nothing(hunk: Hunk) -> bool:
    """Whether it is but a comma, an ``and``, an article."""
    return say_the_same(left_over((), 0, hunk.removed), left_over((), 0, hunk.added))


def _at_the_end(hunk: Hunk, part: Part) -> bool:
    texts = ((part.before or "", hunk.old_at, hunk.removed), (part.after or "", hunk.new_at, hunk.added))
    return all(not text[at + len(words) :].strip() for text, at, words in texts)


def _marks(part: Part) -> tuple[Mark, ...]:
    return tuple(mark for hunk in part.hunks for mark in hunk.marks)
