"""Two layouts laid over each other: the paragraphs and tables of a file with tracked changes.

What a paragraph mark means settles how: a mark that is taken away joins its paragraph to the following one, and what
is left is set as that one was (ECMA-376 part 1, 17.13.5.15 and 17.13.5.20). Hence the rules:

- A paragraph that one edition has is marked whole, its mark included; one that both have keeps its mark.
- No mark can be taken away at the end of a document (there is no following paragraph), and none should be before a
  table (LibreOffice leaves an empty paragraph, with its number). There the last mark is shared: it stands for the
  last paragraph of both editions, and an earlier mark is taken away in its place. Where the two are set in different
  ways, the shared mark says how it was (``w:pPrChange``).
- A paragraph that comes or goes with the table below it, such as a caption, is marked whole all the same, unless the
  shared mark costs nothing or an empty paragraph would show a number: one change to read instead of two.
- Where only one edition has any paragraph after the last table, its last mark stays in both. In the other edition it
  is the paragraph that Word needs after a table, which shows nothing.
- What both editions have in one place and set in different ways (a number that comes with a heading, a caption where
  two tables only had to be kept apart) says how it was, and its words are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kcsp_docs.prose.tree import Inline, Revision, Table
from kcsp_docs_kit.documents.word.layout import AFTER_TABLE, Form, Grid, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph that one edition has, or without a ``revision`` both, as far as the words say no other."""

    content: tuple[Inline, ...]
    revision: Revision | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackedParagraph:
    """A paragraph of the file. ``was`` is how the old edition sets it where that differs, ``mark`` is its mark's."""

    form: Form
    pieces: tuple[Piece, ...]
    was: Form | None = None
    mark: Revision | None = None


@dataclass(frozen=True, slots=True)
class TrackedTable:
    """A table of the file; with a ``revision`` one edition has it."""

    table: Table
    revision: Revision | None = None


Tracked: TypeAlias = TrackedParagraph | TrackedTable


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
    for both in _overlaid(tuple(old), tuple(new)):
        if isinstance(both.either, Line):
            run.append(both)
        else:
            yield from _run(run, both)
            yield TrackedTable(both.either.table, both.revision)
            run = []
    yield from _run(run, None)


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


def _run(run: list[_Both], table: _Both | None) -> list[TrackedParagraph]:
    """The paragraphs between two tables; ``table`` is the one that follows, None at the end of the document."""
    made = [_paragraph(both) for both in run]
    if not run or run[-1].revision is None:
        return made
    old, new = (max((at for at, both in enumerate(run) if side(both)), default=None) for side in (_is_old, _is_new))
    if old is not None and new is not None:
        return made if table is not None and _goes_along(run[-1], run[min(old, new)], table) else _shared(run, old, new)
    return made if table is not None else [*made[:-1], _kept(made[-1])]


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


def _shared(run: list[_Both], old: int, new: int) -> list[TrackedParagraph]:
    """The last mark stands for the last paragraph of both editions, which are at ``old`` and ``new``."""
    made = [_paragraph(both) for both in run]
    earlier = min(old, new)
    if run[earlier].revision is None:
        mark = Revision.INSERTED if earlier == old else Revision.DELETED
        made[earlier] = replace(made[earlier], form=run[earlier].form(old=earlier == new), was=None, mark=mark)
    else:
        following = made[earlier + 1]
        made[earlier + 1] = replace(following, pieces=(*made[earlier].pieces, *following.pieces))
    was, now = run[old].form(old=True), run[new].form(old=False)
    made[-1] = replace(made[-1], form=now, was=was if was != now else None, mark=None)
    return made if run[earlier].revision is None else [*made[:earlier], *made[earlier + 1 :]]


def _kept(paragraph: TrackedParagraph) -> TrackedParagraph:
    """The last paragraph of one edition, where the other ends with the table above."""
    if paragraph.form == AFTER_TABLE:
        return replace(paragraph, mark=None)
    if paragraph.mark is Revision.INSERTED:
        return replace(paragraph, was=AFTER_TABLE, mark=None)
    return replace(paragraph, form=AFTER_TABLE, was=paragraph.form, mark=None)


def _paragraph(both: _Both) -> TrackedParagraph:
    """By itself; what stands at a path of both editions has the words of both, whichever of them says it."""
    line, other = both.either, both.old
    assert isinstance(line, Line), "tables are written as they are"
    if both.revision is not None or not isinstance(other, Line):
        ids = line.ids if both.revision is Revision.INSERTED else ()
        return TrackedParagraph(line.form, (Piece(line.content, both.revision, ids),), mark=both.revision)
    was = other.form if other.form != line.form else None
    return TrackedParagraph(line.form, (Piece(line.content or other.content, None, line.ids),), was)
