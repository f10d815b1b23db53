"""Changes of the text itself: what no fact accounts for, and what only follows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.changes.change import Change, ChangeKind
from kcsp_docs.changes.terms import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kcsp_docs.changes.change import Mark
    from kcsp_docs.changes.claims import Share
    from kcsp_docs.changes.terms import Piece, Place

Words: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""What went, and what came."""

_FIRST_WORDS = 6
_WORDS = re.compile(r"\w+")
_SECTION_KINDS = {
    Fate.CAME: (ChangeKind.SECTION_ADDED, "added"),
    Fate.WENT: (ChangeKind.SECTION_REMOVED, "removed"),
    Fate.MOVED: (ChangeKind.SECTION_MOVED, "moved"),
    Fate.REWORDED: (ChangeKind.SECTION_RENAMED, "renamed"),
}
_ITEM_KINDS = {
    Fate.CAME: (ChangeKind.ITEM_ADDED, "added"),
    Fate.WENT: (ChangeKind.ITEM_REMOVED, "removed"),
    Fate.MOVED: (ChangeKind.ITEM_MOVED, "moved"),
    Fate.REWORDED: (ChangeKind.ITEM_REWORDED, "reworded"),
}


def text_changes(group: str, piece: Piece, shares: Sequence[Share], *, is_taken: bool) -> Iterator[Change]:
    """The changes of one piece's text; ``is_taken`` says that its move is a fact's own."""
    shares = [_as_of_the_move(share, piece) for share in shares]
    left = _once([share for share in shares if share.is_left], piece)
    words = _within([share for share in shares if share.is_left])
    if not piece.name and piece.fate is not Fate.REWORDED:
        yield _section(group, piece, piece.marks)
    elif piece.fate is Fate.MOVED:
        if not is_taken:
            yield _change(group, piece, Fate.MOVED, piece.marks)
        if left:
            yield _change(group, piece, Fate.REWORDED, left, words)
    elif left:
        yield _change(group, piece, piece.fate, left if piece.fate is Fate.REWORDED else piece.marks, words)
    if follows := _once([share for share in shares if share.follows], piece):
        yield _following(group, piece, follows, _within([share for share in shares if share.follows]))


def _as_of_the_move(share: Share, piece: Piece) -> Share:
    """An item that moved may end in another mark, as its place in the list asks for: that follows from the move."""
    if (
        piece.fate is Fate.MOVED
        and share.is_nobodys
        and _WORDS.findall(piece.before or "") == _WORDS.findall(piece.after or "")
    ):
        return replace(share, is_left=False, follows=True)
    return share


def _once(shares: Iterable[Share], piece: Piece) -> tuple[Mark, ...]:
    """Their marks; in a move each part is shown whole, however many of its words changed."""
    marks = tuple(mark for share in shares for mark in share.marks)
    return tuple(dict.fromkeys(marks)) if piece.is_shown_whole else marks


def renumbered(group: str, place: Place, before: int, after: int) -> Change:
    """A section that is another one in the count, as others came, went or moved before it."""
    return Change(
        f"terms.{place.key}.renumbered",
        ChangeKind.RENUMBERED,
        group,
        place.title,
        _path(group, place.id),
        place.title,
        before=str(before),
        after=str(after),
        follows=True,
    )


def _section(group: str, piece: Piece, marks: tuple[Mark, ...]) -> Change:
    kind, verb = _SECTION_KINDS[piece.fate]
    place = piece.place
    return Change(
        f"terms.{place.key}.{verb}",
        kind,
        group,
        place.title or _first_words(piece.after or piece.before or ""),
        _path(group, place.id if place.is_there else None),
        place.title,
        before=piece.before,
        after=piece.after,
        marks=marks,
    )


def _change(group: str, piece: Piece, fate: Fate, marks: tuple[Mark, ...], words: Words = ((), ())) -> Change:
    if not piece.name:
        return _section(group, piece, marks)
    kind, verb = _ITEM_KINDS[fate]
    return _item(group, piece, kind, verb, marks, words if fate is Fate.REWORDED else ((), ()))


def _following(group: str, piece: Piece, marks: tuple[Mark, ...], words: Words) -> Change:
    return _item(group, piece, ChangeKind.FOLLOWING, "following", marks, words, follows=True)


def _item(
    group: str,
    piece: Piece,
    kind: ChangeKind,
    verb: str,
    marks: tuple[Mark, ...],
    words: Words,
    *,
    follows: bool = False,
) -> Change:
    place = piece.place
    return Change(
        ".".join(("terms", place.key, *filter(None, (piece.name,)), verb)),
        kind,
        group,
        _first_words(piece.after or piece.before or ""),
        _path(group, _target(piece)),
        place.title,
        before=piece.before,
        after=piece.after,
        removed=words[0],
        added=words[1],
        is_last=piece.is_last,
        marks=marks,
        follows=follows,
    )


def _within(shares: Iterable[Share]) -> Words:
    """The words that went and those that came, place by place."""
    pairs = dict.fromkeys(pair for share in shares for pair in _pairs(share))
    removed, added = ([pair[side].strip() for pair in pairs] for side in (0, 1))
    return tuple(filter(None, removed)), tuple(filter(None, added))


def _pairs(share: Share) -> Iterable[tuple[str, str]]:
    return [share.words] if share.words else [(mark.removed, mark.added) for mark in share.marks]


def _target(piece: Piece) -> str | None:
    """The id at which the new edition's file shows it: its own, else its section's."""
    if piece.id and piece.fate is not Fate.WENT:
        return piece.id
    return piece.place.id if piece.place.is_there else None


def _path(group: str, target: str | None) -> str:
    return f"terms.{group}#{target}" if target else f"terms.{group}"


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
