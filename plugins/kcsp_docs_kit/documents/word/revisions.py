"""Two layouts laid over each other: the paragraphs and tables of a file with tracked changes.

What a paragraph mark means settles how: a mark that is taken away joins its paragraph to the following one, and what
is left is set as that one was (ECMA-376 part 1, 17.13.5.15 and 17.13.5.20). Hence the rules:

- A paragraph that one edition has is marked whole, its mark included; one that both have keeps its mark.
- What both editions have in one place and set in different ways (a number that comes with a heading, a caption where
  two tables only had to be kept apart) says how it was (``w:pPrChange``), and its words are left alone.
- What is replaced by something that is set alike shares its mark with it.
- No mark can be taken away at the end of a document (there is no following paragraph), and none should be before a
  table (LibreOffice leaves an empty paragraph, with its number). There the last mark is shared: it stands for the
  last paragraph of both editions, and an earlier mark is taken away in its place.
- A paragraph that comes or goes with the table below it, such as a caption, is marked whole all the same, unless the
  shared mark costs nothing or an empty paragraph would show a number: one change to read instead of two.
- Where the last paragraphs of the editions have a table between them, or one edition ends in a table, the file ends
  with the paragraph that Word needs after a table, and it stays. It shows nothing.
- What was changed at the end of one paragraph and at the beginning of the next is kept apart, see ``boundaries``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Revision
from kcsp_docs_kit.documents.word.boundaries import apart
from kcsp_docs_kit.documents.word.layout import AFTER_TABLE, Form, Grid, Line
from kcsp_docs_kit.documents.word.tracked import Piece, Tracked, TrackedParagraph, TrackedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def untracked(laid: Iterable[Line | Grid]) -> Iterator[Tracked]:
    """The paragraphs and tables of a document of one edition."""
    for each in laid:
        if isinstance(each, Grid):
            yield TrackedTable(each.table)
        else:
            yield TrackedParagraph(each.form, (Piece(each.content, ids=each.ids),))


def tracked(old: Iterable[Line | Grid], new: Iterable[Line | Grid]) -> Iterator[Tracked]:
    """The paragraphs and tables of a document of two editions."""
    run: list[_Both] = []
    for both in _ended(list(_overlaid(tuple(old), tuple(new)))):
        if isinstance(both.either, Line):
            run.append(both)
        else:
            yield from apart(_run(run, both))
            yield TrackedTable(both.either.table, both.revision)
            run = []
    yield from apart(_run(run, None))


@dataclass(frozen=True, slots=True)
class _Both:
    """What stands at one path, in either edition or both."""

    old: Line | Grid | None
    new: Line | Grid | None

    @property
    def either(self) -> Line | Grid:
        found = self.new or self.old
        assert found is not None, "one of the editions has it"
        return found

    @property
    def revision(self) -> Revision | None:
        if self.old is None:
            return Revision.INSERTED
        return Revision.DELETED if self.new is None else None

    def form(self, *, old: bool) -> Form:
        line = (self.old or self.new) if old else (self.new or self.old)
        assert isinstance(line, Line), "tables have no form"
        return line.form


def _overlaid(old: tuple[Line | Grid, ...], new: tuple[Line | Grid, ...]) -> Iterator[_Both]:
    before, after = ({each.path: each for each in laid} for laid in (old, new))
    for path in sorted({**before, **after}):
        yield _Both(before.get(path), after.get(path))


def _ended(laid: list[_Both]) -> list[_Both]:
    """With a last paragraph for both editions to end with."""
    last = laid[-1].either
    if isinstance(last, Line) and last.form == AFTER_TABLE:
        return [*laid[:-1], _Both(last, last)]
    tables = [at for at, both in enumerate(laid) if isinstance(both.either, Grid)]
    ending = laid[tables[-1] + 1 :] if tables else laid
    if any(map(_is_old, ending)) and any(map(_is_new, ending)):
        return laid
    end = Line((last.path[0] + 1,), AFTER_TABLE)
    return [*laid, _Both(end, end)]


def _run(run: list[_Both], table: _Both | None) -> list[TrackedParagraph]:
    """The paragraphs between two tables; ``table`` is the one that follows, None at the end of the document."""
    old, new = _lasts(run)
    if old is None or new is None or old == new:
        return _within(run)
    earlier = min(old, new)
    if table is not None and _goes_along(run[-1], run[earlier], table):
        return _within(run)
    begin = earlier if run[earlier].revision is None else _begin_of_replaced(run, earlier)
    return [*_within(run[:begin]), *_shared(run[begin:])]


def _lasts(run: list[_Both]) -> tuple[int | None, int | None]:
    """Where the last paragraph of each edition stands."""
    old, new = (max((at for at, both in enumerate(run) if has(both)), default=None) for has in (_is_old, _is_new))
    return old, new


def _begin_of_replaced(run: list[_Both], at: int) -> int:
    """The first of the neighbours that one edition has, back from one of them."""
    while at and run[at - 1].revision is run[at].revision:
        at -= 1
    return at


def _within(run: list[_Both]) -> list[TrackedParagraph]:
    """Paragraphs that end where both editions have one: what is replaced by what is set alike shares a mark."""
    blocks = [list(alike) for _, alike in groupby(run, lambda both: both.revision)]
    made: list[TrackedParagraph] = []
    while blocks:
        first, *blocks = blocks
        if blocks and _is_replaced_alike(first, blocks[0]):
            made += _shared([*first, *blocks.pop(0)])
        else:
            made += map(_paragraph, first)
    return made


def _is_replaced_alike(first: list[_Both], second: list[_Both]) -> bool:
    if first[0].revision is None or second[0].revision is None:
        return False
    forms = {each.form(old=False) for each in (first[-1], second[0], second[-1])}
    return len(forms) == 1


def _is_old(both: _Both) -> bool:
    return both.old is not None


def _is_new(both: _Both) -> bool:
    return both.new is not None


def _goes_along(last: _Both, earlier: _Both, table: _Both) -> bool:
    """Whether a paragraph may come or go as a whole with the table below it."""
    if last.revision is not table.revision or earlier.revision is not None:
        return False
    was_so = last.revision is Revision.INSERTED
    form = last.form(old=not was_so)
    return form.number is None and form != earlier.form(old=was_so)


def _shared(run: list[_Both]) -> list[TrackedParagraph]:
    """The last mark stands for the last paragraph of both editions.

    Each paragraph keeps saying how either edition sets it, though one mark of two that are joined is enough by the
    standard: LibreOffice goes by the first of them.
    """
    old, new = _lasts(run)
    assert old is not None and new is not None, "both editions have a paragraph here"
    made = [_paragraph(both) for both in run]
    earlier = min(old, new)
    if run[earlier].revision is None:
        mark = Revision.INSERTED if earlier == old else Revision.DELETED
        made[earlier] = replace(made[earlier], mark=mark)
    else:
        following = made.pop(earlier + 1)
        joined = replace(following, pieces=(*made[earlier].pieces, *following.pieces))
        forms = made[earlier].form, following.form
        made[earlier] = joined.set(*(forms if earlier == old else forms[::-1]))
    made[-1] = replace(made[-1], mark=None).set(run[old].form(old=True), run[new].form(old=False))
    return made


def _paragraph(both: _Both) -> TrackedParagraph:
    """By itself; what stands at a path of both editions has the words of both, whichever of them says it."""
    line, other = both.either, both.old
    assert isinstance(line, Line), "tables are written as they are"
    if both.revision is not None or not isinstance(other, Line):
        ids = line.ids if both.revision is Revision.INSERTED else ()
        return TrackedParagraph(line.form, (Piece(line.content, both.revision, ids),), mark=both.revision)
    piece = Piece(line.content or other.content, None, line.ids)
    return TrackedParagraph(line.form, (piece,)).set(other.form, line.form)
