"""Two texts word by word, as a redline shows them: few and large edits that a reader can follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.pieces import Token, inlines, is_word, pieces, tokens
from kcsp_docs.prose.tree import Inline, Revision

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS_APART = 3
"""Edits that fewer words than these lie between are joined."""

LEAST_IN_COMMON = 40
"""Per cent of the words; two texts with fewer in common are not compared word by word."""

MOST_EQUAL_PAIRS = 40_000
"""Where more pairs of one word in each text are equal than this, what lies between the first and the last change is
replaced whole. Two wholly reworded texts of two thousand words in ordinary English have about as many."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some inlines of a text that have one fate: without a ``revision`` both editions have them."""

    content: tuple[Inline, ...]
    revision: Revision | None = None


def align_words(old: tuple[Inline, ...], new: tuple[Inline, ...]) -> tuple[Stretch, ...]:
    """Two texts word by word, as stretches in the order of a redline: what went before what came.

    A word is compared with its formatting: one that became bold, or leads elsewhere, is another word. A number or an
    amount (``£39,661``, ``4.5%``, ``10:00``, ``2024/25``), a hyphenated word and one with an apostrophe are one word;
    a mark of punctuation stands by itself and is no word. A blank goes with the word that came or went. Edits with
    fewer than three words between them are joined.

    The words in common are those that both texts have in the same order (the longest runs of them first). Where they,
    counted in each text, are fewer than 40 % of the words of the two texts together, all of the text is replaced. So
    an item that grew to less than four times its words shows what was put in.

    What is kept and what is inserted are together the new text, its formatting and its line breaks with it; what is
    kept and what is deleted the old one. Nothing is said of an empty text.
    """
    if old == new:
        return _stretches((new, None))
    before, after = _Words(old), _Words(new)
    if before.has_nothing or after.has_nothing:
        return _stretches((old, Revision.DELETED), (new, Revision.INSERTED))
    pairs = _in_common(before.words, after.words)
    if _is_replaced(before, after, sum(is_word(before.words[i]) for i, _ in pairs)):
        return _stretches((old, Revision.DELETED), (new, Revision.INSERTED))
    runs = list(_runs(before, after, _joined(before, after, pairs)))
    if len(runs) == 1:
        return _stretches((new, None))
    return tuple(stretch for run in runs for stretch in run.stretches())


def _stretches(*texts: tuple[tuple[Inline, ...], Revision | None]) -> tuple[Stretch, ...]:
    return tuple(Stretch(content, revision) for content, revision in texts if any(pieces(content)))


_Pair: TypeAlias = tuple[int, int]
"""The places of a word in the old and in the new text."""


class _Words:
    """The words and marks of a text, and the white space before each of them and at the end: one more."""

    def __init__(self, content: tuple[Inline, ...]) -> None:
        self.words: list[Token] = []
        self.blanks: list[Token] = [()]
        for token in tokens(content):
            if token[0].characters.isspace():
                self.blanks[-1] = token
            else:
                self.words.append(token)
                self.blanks.append(())

    @property
    def has_nothing(self) -> bool:
        return not self.words and not self.blanks[0]

    def between(self, first: int, end: int) -> list[Token]:
        """The words from the first to that before the end, with all the white space around and between them."""
        inside = [token for i in range(first, end) for token in (self.blanks[i], self.words[i])]
        return [*inside, self.blanks[end]]


@dataclass(slots=True)
class _Run:
    """What was and what is, at one place; of what is kept only what is."""

    old: list[Token]
    new: list[Token]
    is_kept: bool

    def stretches(self) -> tuple[Stretch, ...]:
        came = Stretch(inlines(self.new), None if self.is_kept else Revision.INSERTED)
        return tuple(each for each in (Stretch(inlines(self.old), Revision.DELETED), came) if each.content)


def _is_replaced(old: _Words, new: _Words, in_common: int) -> bool:
    both = sum(sum(map(is_word, each.words)) for each in (old, new))
    return 2 * in_common * 100 < LEAST_IN_COMMON * both


def _in_common(old: list[Token], new: list[Token]) -> list[_Pair]:
    """The places of the words and marks that both have in the same order."""
    shorter = min(len(old), len(new))
    front = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    back = next((i for i in range(shorter - front) if old[-1 - i] != new[-1 - i]), shorter - front)
    inside = _compared(old[front : len(old) - back], new[front : len(new) - back])
    return [
        *((i, i) for i in range(front)),
        *((front + i, front + j) for i, j in inside),
        *((len(old) - i, len(new) - i) for i in range(back, 0, -1)),
    ]


def _compared(old: list[Token], new: list[Token]) -> Iterator[_Pair]:
    counts = Counter(old)
    if sum(counts[token] for token in new) > MOST_EQUAL_PAIRS:
        return
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((i + k, j + k) for k in range(size))


def _joined(old: _Words, new: _Words, pairs: list[_Pair]) -> list[_Pair]:
    """The words that are kept, and the ends of both texts; not where fewer than three lie between two edits."""
    first, *others = _unbroken(old, new, [(-1, -1), *pairs, (len(old.words), len(new.words))])
    if not others:
        return first
    kept = (each for each in others[:-1] if sum(is_word(old.words[i]) for i, _ in each) >= WORDS_APART)
    return [*first, *(pair for each in kept for pair in each), *others[-1]]


def _unbroken(old: _Words, new: _Words, pairs: list[_Pair]) -> list[list[_Pair]]:
    """Pairs that follow on one another in both texts, with one white space between them, together."""
    found = [pairs[:1]]
    for (i, j), (k, m) in pairwise(pairs):
        if (k, m) != (i + 1, j + 1) or old.blanks[k] != new.blanks[m]:
            found.append([])
        found[-1].append((k, m))
    return found


def _runs(old: _Words, new: _Words, kept: list[_Pair]) -> Iterator[_Run]:
    """What is kept and what is edited, in turn; an edit leaves out the white space at its ends that is in both."""
    run = _Run([], [], is_kept=True)
    for (i, j), (k, m) in pairwise(kept):
        before, after = old.between(i + 1, k), new.between(j + 1, m)
        front = int(before[0] == after[0])
        back = int(min(len(before), len(after)) > front and before[-1] == after[-1])
        edit = _Run(before[front : len(before) - back], after[front : len(after) - back], is_kept=False)
        run.new += after[:front]
        if any(edit.old) or any(edit.new):
            yield from (run, edit)
            run = _Run([], [], is_kept=True)
        run.new += [*after[len(after) - back :], *new.words[m : m + 1]]
    yield run
