"""Where two texts differ, in the few words that a message has room for."""

from __future__ import annotations

from difflib import SequenceMatcher

from kcsp_docs_plugins.pack_review.wording import alike, one_line

AROUND = 3
"""So many words on each side of a difference are shown."""

SHOWN_WHOLE = 14
"""So many words need no cutting."""

MOST_SHOWN = 28


def difference(text: str, other: str) -> tuple[str, str]:
    """Both texts from the first word that differs to the last, with a few around them; short ones whole.

    A capital letter at the beginning and a stop at the end make no difference.
    """
    one, two = one_line(text).split(), one_line(other).split()
    edits = [edit for edit in matcher(one, two).get_opcodes() if edit[0] != "equal"]
    if not edits or max(len(one), len(two)) <= SHOWN_WHOLE:
        return _cut(one, 0, len(one)), _cut(two, 0, len(two))
    (_, start, _, other_start, _), (_, _, end, _, other_end) = edits[0], edits[-1]
    return _cut(one, start - AROUND, end + AROUND), _cut(two, other_start - AROUND, other_end + AROUND)


def matcher(words: list[str], others: list[str]) -> SequenceMatcher[str]:
    """Compares word by word."""
    return SequenceMatcher(None, _keys(words), _keys(others), autojunk=False)


def _keys(words: list[str]) -> list[str]:
    keys = [alike(word) for word in words]
    if keys:
        keys[-1] = keys[-1].rstrip(".")
        keys[0] = keys[0][:1].casefold() + keys[0][1:]
    return keys


def _cut(words: list[str], start: int, end: int) -> str:
    start = max(start, 0)
    end = min(end, start + MOST_SHOWN, len(words))
    return ("…" if start else "") + " ".join(words[start:end]) + ("…" if end < len(words) else "")
