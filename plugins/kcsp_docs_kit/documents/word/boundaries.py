"""Changes on both sides of a paragraph mark that stays: LibreOffice takes them for one, and the mark with them.

``The end[ is new].¶`` before ``[A paragraph that is new.¶]``: rejected, LibreOffice would join the first paragraph to
the third. The same two editions are written so that no two changes of one kind meet at a mark that stays:

- The mark that comes or goes is the first one, and that of the last new paragraph stays: what is typed at the end of a
  paragraph, with Return in it, looks so. Within a list nothing else differs.
- Where the paragraphs are set in different ways, what replaces the end of the first one stands before what it
  replaces; where there is nothing that it replaces, the mark that stays says how it was.

Two paragraphs that both editions have, the first with something added at its very end and the second at its very
beginning, are left as they are: Word tells them apart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kcsp_docs.prose.tree import Deleted, Inline, Inserted, Revision
from kcsp_docs_kit.documents.word.runs import fates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kcsp_docs_kit.documents.word.tracked import TrackedParagraph

Some = TypeVar("Some")


def apart(paragraphs: list[TrackedParagraph]) -> list[TrackedParagraph]:
    """Paragraphs that follow on one another, so that no two changes meet at a mark that stays."""
    made = list(paragraphs)
    for at in range(len(made) - 1):
        kind = _meeting(made[at], made[at + 1])
        if kind is None:
            continue
        last = _last_of(made, at + 1, kind)
        if last is not None and _set_alike(made[at], made[last], kind):
            made[at], made[last] = _shifted(made[at], made[last], kind)
        elif (swapped := _swapped(made[at], at_end=True)) is not None:
            made[at] = swapped
        elif last is not None:
            made[at], made[last] = _shifted(made[at], made[last], kind)
        elif (swapped := _swapped(made[at + 1], at_end=False)) is not None:
            made[at + 1] = swapped
    return made


def _meeting(first: TrackedParagraph, second: TrackedParagraph) -> Revision | None:
    """The kind of change that ends the first and begins the second, if the mark between them stays."""
    if first.mark is not None:
        return None
    ends, begins = _fates(first), _fates(second)
    if not ends or (ends[-1] != (begins[0] if begins else second.mark)):
        return None
    return ends[-1]


def _fates(paragraph: TrackedParagraph) -> list[Revision | None]:
    return [fate for piece in paragraph.pieces for fate in fates(piece.content, piece.revision)]


def _last_of(made: Sequence[TrackedParagraph], at: int, kind: Revision) -> int | None:
    """The last of the paragraphs in a row, from one place on, that one edition has."""
    last = None
    for place in range(at, len(made)):
        if made[place].mark is not kind or any(fate is not kind for fate in _fates(made[place])):
            break
        last = place
    return last


def _set_alike(first: TrackedParagraph, last: TrackedParagraph, kind: Revision) -> bool:
    return last.form == ((first.was or first.form) if kind is Revision.INSERTED else first.form)


def _shifted(
    first: TrackedParagraph, last: TrackedParagraph, kind: Revision
) -> tuple[TrackedParagraph, TrackedParagraph]:
    """The mark of the first comes or goes in place of that of the last, which stands for it in the other edition."""
    old, new = first.was or first.form, first.form
    forms = (old, last.form) if kind is Revision.INSERTED else (last.form, new)
    return replace(first, mark=kind), replace(last, mark=None).set(*forms)


def _swapped(paragraph: TrackedParagraph, *, at_end: bool) -> TrackedParagraph | None:
    """With what replaces its end, or its beginning, on the other side of what it replaces; None if nothing does."""
    pieces = paragraph.pieces
    pair = pieces[-2:] if at_end else pieces[:2]
    if len(pair) == 2 and None not in (pair[0].revision, pair[1].revision):
        return replace(paragraph, pieces=_turned(pieces, at_end=at_end))
    place = -1 if at_end else 0
    if not pieces or pieces[place].revision is not None or not _is_replacement(pieces[place].content, at_end=at_end):
        return None
    turned = replace(pieces[place], content=_turned(pieces[place].content, at_end=at_end))
    return replace(paragraph, pieces=(*pieces[:-1], turned) if at_end else (turned, *pieces[1:]))


def _is_replacement(content: tuple[Inline, ...], *, at_end: bool) -> bool:
    pair = content[-2:] if at_end else content[:2]
    return len(pair) == 2 and isinstance(pair[0], Deleted) and isinstance(pair[1], Inserted)


def _turned(several: tuple[Some, ...], *, at_end: bool) -> tuple[Some, ...]:
    """With the last two, or the first two, the other way round."""
    return (*several[:-2], *several[:-3:-1]) if at_end else (*several[1::-1], *several[2:])
