"""Which parts of two editions are each other's, which of them stayed where they were, and in what order they show."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest
from itertools import pairwise, product
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from kcsp_docs.prose.likeness import are_like, in_common

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from kcsp_docs.prose.likeness import Known

Part = TypeVar("Part")
Pair: TypeAlias = tuple[int, int]
"""The places of a part in the old and in the new edition."""

PLACES_APART = 8
"""Of parts that are all alike, the nth is taken for at most so many around the nth."""

MOST_PAIRS = 64
"""So many pairs of parts left over, or fewer, are all compared."""

MOST_HOLDERS = 32
"""Of more, a word that more than so many of the parts left over have says nothing of which is which."""

MOST_COMPARED = 8
"""Of more, each is compared with so many others: those that have the most such words with it."""


def side_by_side(
    old: Sequence[Part], new: Sequence[Part], know: Callable[[Part], Known], *, first_is_first: bool = False
) -> Iterator[tuple[Part | None, Part | None, Part | None]]:
    """Each part as it was, as it is, and where it went or came from; what went stands where it was.

    A part that moved comes twice, as one that went and as one that came, each with the other. Of the parts that are in
    both editions as many stay in place as can, by the amount of their text: one move among thirty is one move.
    ``first_is_first`` says that the first part of the one is the first of the other, whatever they are.
    """
    before, after = [know(part) for part in old], [know(part) for part in new]
    pairs = _matched(before, after, [(0, 0)] if first_is_first else [])
    in_place = heaviest_chain(pairs, lambda pair: before[pair[0]].size + after[pair[1]].size)
    left = {i: new[j] for i, j in pairs}
    came = {j: old[i] for i, j in pairs}
    for (i, j), (k, m) in pairwise([(-1, -1), *in_place, (len(old), len(new))]):
        yield from ((old[place], None, left.get(place)) for place in range(i + 1, k))
        yield from ((None, new[place], came.get(place)) for place in range(j + 1, m))
        if k < len(old):
            yield old[k], new[m], None


def heaviest_chain(pairs: Iterable[Pair], weight: Callable[[Pair], int]) -> list[Pair]:
    """The heaviest of the choices of pairs in which both places only grow."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    if all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(ordered)):
        return ordered
    heaviest = _Heaviest(1 + max(j for _, j in ordered))
    links: list[int] = []
    for index, pair in enumerate(ordered):
        total, link = heaviest.before(pair[1])
        links.append(link)
        heaviest.put(pair[1], total + weight(pair), index)
    chain = []
    index = heaviest.before(heaviest.width)[1]
    while index >= 0:
        chain.append(ordered[index])
        index = links[index]
    return chain[::-1]


class _Heaviest:
    """The heaviest chain that ends before a place: a binary indexed tree of maxima (P. M. Fenwick, 1994)."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._tree = [(0, -1)] * (width + 1)

    def before(self, place: int) -> tuple[int, int]:
        """The weight of the heaviest one and the index of its last pair, -1 where there is none."""
        best = (0, -1)
        while place > 0:
            if self._tree[place][0] > best[0]:
                best = self._tree[place]
            place &= place - 1
        return best

    def put(self, place: int, total: int, index: int) -> None:
        place += 1
        while place <= self.width:
            if total > self._tree[place][0]:
                self._tree[place] = (total, index)
            place += place & -place


def _matched(old: Sequence[Known], new: Sequence[Known], pairs: list[Pair]) -> list[Pair]:
    """By id, then by all that shows, then by name, then by likeness."""
    for key in (_by_id, _by_whole, _by_name):
        pairs = _with_equals(old, new, pairs, key)
    return [*pairs, *_alike(old, new, pairs)]


def _by_id(part: Known) -> Hashable:
    return part.id and (part.kind, part.id)


def _by_whole(part: Known) -> Hashable:
    return part.whole


def _by_name(part: Known) -> Hashable:
    return part.name and (part.kind, part.name)


def _with_equals(
    old: Sequence[Known], new: Sequence[Known], pairs: list[Pair], key: Callable[[Known], Hashable]
) -> list[Pair]:
    """The pairs, and those of the rest that are equal by a key: in place where they can be, else in their order."""
    equals = _equals(old, new, *_rest(old, new, pairs), key)
    if not equals:
        return pairs
    chosen = set(heaviest_chain([*pairs, *equals], lambda _: 1))
    return [*pairs, *_one_each([pair for pair in equals if pair in chosen] + equals)]


def _equals(
    old: Sequence[Known],
    new: Sequence[Known],
    old_rest: list[int],
    new_rest: list[int],
    key: Callable[[Known], Hashable],
) -> list[Pair]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j in new_rest:
        if value := key(new[j]):
            places[value].append(j)
    met: dict[Hashable, int] = defaultdict(int)
    found = []
    for i in old_rest:
        value = key(old[i])
        if value and value in places:
            nth = met[value]
            met[value] += 1
            found += [(i, j) for j in places[value][max(nth - PLACES_APART, 0) : nth + PLACES_APART + 1]]
    return found


def _rest(old: Sequence[Known], new: Sequence[Known], pairs: list[Pair]) -> tuple[list[int], list[int]]:
    """The places that are in no pair."""
    taken_old, taken_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return (
        [i for i in range(len(old)) if i not in taken_old],
        [j for j in range(len(new)) if j not in taken_new],
    )


def _one_each(candidates: Iterable[Pair]) -> Iterator[Pair]:
    """The first pair of each place."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j in candidates:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            yield i, j


def _alike(old: Sequence[Known], new: Sequence[Known], pairs: list[Pair]) -> Iterator[Pair]:
    """Pairs of what is left over: those that hold the most parts of one id, then those most alike, come first.

    Two parts that both have an id have not the same one and are never paired.
    """
    ranked = []
    for i, j in _candidates(old, new, *_rest(old, new, pairs)):
        one, other = old[i], new[j]
        if one.kind != other.kind or (one.id and other.id):
            continue
        if shared := len(set(one.ids) & set(other.ids)):
            ranked.append((-shared, 0.0, abs(i - j), i, j))
        elif are_like(one, other):
            ranked.append((0, -in_common(one, other), abs(i - j), i, j))
    return _one_each((i, j) for *_, i, j in sorted(ranked))


def _candidates(old: Sequence[Known], new: Sequence[Known], old_rest: list[int], new_rest: list[int]) -> Iterable[Pair]:
    """The pairs to compare: of many, for each old part the new ones that have the most words and ids with it, and
    those at its own place among what is left over, counted from the front and from the back."""
    if len(old_rest) * len(new_rest) <= MOST_PAIRS:
        return product(old_rest, new_rest)
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for j in new_rest:
        for mark in _marks(new[j]):
            holders[mark].append(j)
    found: list[Pair] = []
    for nth, i in enumerate(old_rest):
        held = [holders[mark] for mark in _marks(old[i]) if mark in holders and len(holders[mark]) <= MOST_HOLDERS]
        votes = Counter(j for each in held for j in each)
        best = nsmallest(MOST_COMPARED, votes, key=lambda j: (-votes[j], abs(i - j), j))
        from_back = nth - len(old_rest) + len(new_rest)
        beside = [new_rest[place] for place in (nth, from_back) if 0 <= place < len(new_rest)]
        found += ((i, j) for j in dict.fromkeys([*best, *beside]))
    return found


def _marks(part: Known) -> list[Hashable]:
    return [*((part.kind, word) for word in part.words), *((part.kind, None, id_) for id_ in part.ids)]
