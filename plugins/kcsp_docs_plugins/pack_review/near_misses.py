"""Names that differ from another by a letter or an ending: one of the two is a slip."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.names import names_of_model
from kcsp_docs_plugins.pack_review.phrases import capitalised
from kcsp_docs_plugins.pack_review.wording import NUMBER, one_line, without_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage

WORD = re.compile(r"[^\W_]+(?:[’'&/-][^\W_]+)*")
OWN = re.compile(r"[’']s?$")
SEVERAL = re.compile(rf"(?:{NUMBER}|both|several|many|other|these|those|all|some|most|various)", re.IGNORECASE)
ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "al"))
SHORTEST = 4
"""In letters: words with fewer differ by a letter without being slips of each other."""

LONGEST_NAME = 12
MEND = "Write the name in one way."

Words: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Miss:
    """Words of a passage that are nearly a name, and where that stands as it should."""

    passage: Passage
    said: str
    name: str
    where: str


def check_near_misses(contents: Contents) -> Iterator[Finding]:
    """Every near miss of a name of the model, and of a phrase of three words or more that the pack has more often.

    Both have as many words, at least two; all but one are the same, and that one differs by a letter or an ending.
    It is no miss where the words are a name of the model themselves or lie within one, nor a plural after a number or
    a word such as ``both``; of what is no name of the model a plural is never one.
    """
    for miss in dict.fromkeys((*_of_names(contents), *_of_phrases(contents))):
        message = f"{miss.passage.here} says “{miss.said}”; {miss.where} says “{miss.name}”."
        yield warning(ReviewCode.NEAR_MISS, miss.passage, message, MEND)


# Names of the model


def _of_names(contents: Contents) -> Iterator[Miss]:
    names = {tuple(map(_bare, WORD.findall(name))): name for name in names_of_model(contents)}
    names = {words: name for words, name in names.items() if 2 <= len(words) <= LONGEST_NAME}
    index = _by_all_but_one(names)
    lengths = sorted({len(words) for words in names}, reverse=True)
    for passage in contents.passages:
        for said, name in _misses_of_names(_text_of(passage, contents), index, lengths, names):
            yield Miss(passage, said, name, _place_of(name, passage, contents))


def _text_of(passage: Passage, contents: Contents) -> str:
    """Without what the paper quotes from terms that it can be held against: that is judged as a quotation."""
    text = one_line(passage.text)
    return without_quotations(text) if passage.group in contents.terms else text


def _by_all_but_one(names: Iterable[Words]) -> dict[tuple[int, Words], list[Words]]:
    """The names by the place of one word and all the others, in small letters."""
    index: dict[tuple[int, Words], list[Words]] = {}
    for words in names:
        small = tuple(word.casefold() for word in words)
        for place in range(len(words)):
            index.setdefault((place, small[:place] + small[place + 1 :]), []).append(words)
    return index


def _misses_of_names(
    text: str, index: Mapping[tuple[int, Words], list[Words]], lengths: list[int], names: Mapping[Words, str]
) -> Iterator[tuple[str, str]]:
    tokens = [Token(_bare(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]
    known = {tuple(word.casefold() for word in words) for words in names}
    taken: list[tuple[int, int]] = []
    for length in lengths:
        for first in range(len(tokens) - length + 1):
            run = tokens[first : first + length]
            if not run[0].word[:1].isupper() or any(start <= first < end for start, end in taken):
                continue
            words = tuple(token.word for token in run)
            if tuple(word.casefold() for word in words) in known:
                taken.append((first, first + length))
                continue
            name = _nearly(words, index)
            if name is not None and not _is_plural_of(words, name, tokens, first):
                taken.append((first, first + length))
                yield text[run[0].start : run[-1].end], names[name]


def _nearly(words: Words, index: Mapping[tuple[int, Words], list[Words]]) -> Words | None:
    small = tuple(word.casefold() for word in words)
    for place in range(len(words)):
        for name in index.get((place, small[:place] + small[place + 1 :]), ()):
            if differ_by_little(words[place], name[place]) and _written_alike(words, name):
                return name
    return None


def _written_alike(words: Words, name: Words) -> bool:
    """Capital letters where the name has them: "the steering groups" names no group."""
    return all(word[:1].isupper() == other[:1].isupper() for word, other in zip(words, name, strict=True))


def _is_plural_of(words: Words, name: Words, tokens: list[Token], first: int) -> bool:
    """Several of them, as a word before says."""
    before = [token.word for token in tokens[max(0, first - 2) : first]]
    return any(map(SEVERAL.fullmatch, before)) and any(
        word in (f"{other}s", f"{other}es") for word, other in zip(words, name, strict=True)
    )


def _place_of(name: str, besides: Passage, contents: Contents) -> str:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    others = (each for each in contents.passages if each is not besides and pattern.search(one_line(each.text)))
    return next((each.there for each in others), "the model")


# Phrases of the pack


def _of_phrases(contents: Contents) -> Iterator[Miss]:
    places: dict[str, list[Passage]] = {}
    for passage in contents.passages:
        for phrase in capitalised(one_line(passage.text)):
            if 3 <= len(phrase.split()) <= LONGEST_NAME:
                places.setdefault(OWN.sub("", phrase), []).append(passage)
    known = {name.casefold() for name in names_of_model(contents)}
    counts = Counter({phrase: len(found) for phrase, found in places.items()})
    index = _by_all_but_one({tuple(phrase.split()) for phrase in places})
    for words in sorted({words for group in index.values() if len(group) > 1 for words in group}):
        phrase = " ".join(words)
        if phrase.casefold() not in known:
            yield from _misses_of_phrase(phrase, words, index, counts, places)


def _misses_of_phrase(
    phrase: str,
    words: Words,
    index: Mapping[tuple[int, Words], list[Words]],
    counts: Mapping[str, int],
    places: Mapping[str, list[Passage]],
) -> Iterator[Miss]:
    for place in range(len(words)):
        small = tuple(word.casefold() for word in words)
        for other in index[place, small[:place] + small[place + 1 :]]:
            name = " ".join(other)
            if counts[name] > counts[phrase] and _differ_by_a_letter(words[place], other[place]):
                for passage in places[phrase]:
                    yield Miss(passage, phrase, name, places[name][0].there)


# Words


def _bare(word: str) -> str:
    return OWN.sub("", word)


def differ_by_little(word: str, other: str) -> bool:
    """Whether two words differ by one letter, or one has an ending more."""
    short, long = sorted((word.casefold(), other.casefold()), key=len)
    if min(len(short), SHORTEST) < SHORTEST or short == long:
        return False
    has_ending = long.startswith(short) and long[len(short) :] in ENDINGS
    plural = short.endswith("y") and long == f"{short[:-1]}ies"
    return has_ending or plural or _one_edit(short, long)


def _differ_by_a_letter(word: str, other: str) -> bool:
    """Within the word: an ending makes another one."""
    short, long = sorted((word.casefold(), other.casefold()), key=len)
    has_ending = long.startswith(short) and long != short
    return len(short) >= SHORTEST and not has_ending and _one_edit(short, long) and short[:1] == long[:1]


def _one_edit(short: str, long: str) -> bool:
    """Whether one letter was put in, taken for another, or swapped with its neighbour; figures are no letters."""
    if len(long) - len(short) > 1 or short == long or not (short + long).isalpha():
        return False
    same = next((at for at, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    rest_short, rest_long = short[same:], long[same:]
    if len(short) < len(long):
        return rest_short == rest_long[1:]
    return rest_short[1:] == rest_long[1:] or (
        rest_short[:2] == rest_long[:2][::-1] and rest_short[2:] == rest_long[2:]
    )
