"""What hangs on a sheet beside its cells: comments, text boxes, pictures, links. The model has no place for any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import area_of, name_of
from kcsp_docs_kit.workbooks.reading.leftovers import STAYS
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import quoted
from kcsp_docs_kit.workbooks.reading.xml import Attributes, Target, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.baseline import BaselineSheet
    from kcsp_docs_kit.workbooks.reading.contents import Contents, Sheet
    from kcsp_docs_kit.workbooks.reading.package import Relationship

THREADED = "threadedComment"


@dataclass(frozen=True, slots=True)
class _Comment:
    cell: str
    text: str


def tell_remarks(sheet: Sheet, contents: Contents, built: BaselineSheet | None, teller: Teller) -> None:
    """Report each comment with its text, each text box, and how many pictures and charts were added."""
    related = contents.package.relationships(sheet.part)
    for comment in _comments(related, contents):
        message = f"{at(sheet.name, comment.cell)} has the comment {quoted(comment.text)}."
        teller.note("workbook-comment", message, STAYS)
    for message in _links(sheet, related, contents):
        teller.note("workbook-leftover", message, STAYS)
    for part in (each.target for each in related if each.kind == "drawing"):
        if contents.package.has(part):
            _tell_drawing(sheet, part, contents, 0 if built is None else built.charts, teller)


def _comments(related: tuple[Relationship, ...], contents: Contents) -> Iterator[_Comment]:
    """A conversation has a comment of the old kind too, which says that it cannot be shown."""
    threads = _CommentTarget(THREADED)
    for each in related:
        if each.kind == THREADED and contents.package.has(each.target):
            contents.package.parse(each.target, threads)
    told = {comment.cell for comment in threads.found}
    plain = _CommentTarget("comment")
    for each in related:
        if each.kind == "comments" and contents.package.has(each.target):
            contents.package.parse(each.target, plain)
    yield from threads.found
    yield from (comment for comment in plain.found if comment.cell not in told and comment.text)


class _CommentTarget(Target):
    """Comments of either kind: the text of one is in ``t`` elements, or in one called ``text``."""

    def __init__(self, element: str) -> None:
        super().__init__()
        self.found: list[_Comment] = []
        self._element = element
        self._cell = ""
        self._pieces: list[str] = []
        self._inside = False

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == self._element:
            self._cell, self._pieces = attributes.get("ref", ""), []
        self._inside = tag == ("text" if self._element == THREADED else "t")

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end_element(self, tag: str) -> None:
        self._inside = False
        if tag == self._element:
            self.found.append(_Comment(self._cell, unescaped("".join(self._pieces)).strip()))


def _links(sheet: Sheet, related: tuple[Relationship, ...], contents: Contents) -> Iterator[str]:
    """Addresses behind cells, but for one that says what its cell says."""
    targets = {each.id: each.target for each in related if each.external}
    grid = contents.grid(sheet.name)
    for area, id_ in grid.links:
        target = targets.get(id_)
        if target is None:
            continue
        top, left, *_ = area_of(area)
        cell = grid.cell(top, left)
        bare = target.removeprefix("mailto:").rstrip("/")
        if cell is None or bare not in cell.raw:
            yield f"{at(sheet.name, name_of((top, left)))} has a link to {quoted(target)}."


def _tell_drawing(sheet: Sheet, part: str, contents: Contents, charts: int, teller: Teller) -> None:
    drawing = _DrawingTarget()
    contents.package.parse(part, drawing)
    for text in drawing.texts:
        teller.note("workbook-drawing", f"{sheet.name} has a text box: {quoted(text)}.", STAYS)
    if drawing.pictures:
        number = f"{drawing.pictures} pictures" if drawing.pictures > 1 else "a picture"
        teller.note("workbook-drawing", f"{sheet.name} has {number} that the workbook was made without.", STAYS)
    more = drawing.charts - charts
    if more > 0:
        number = f"{more} charts" if more > 1 else "a chart"
        teller.note("workbook-drawing", f"{sheet.name} has {number} that the workbook was made without.", STAYS)


class _DrawingTarget(Target):
    """The words in shapes, and how many pictures and charts there are."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.pictures = self.charts = 0
        self._paragraphs: list[str] = []
        self._inside = False

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == "pic":
            self.pictures += 1
        elif tag == "graphicFrame":
            self.charts += 1
        elif tag in ("sp", "cxnSp"):
            self._paragraphs = []
        elif tag == "p":
            self._paragraphs.append("")
        self._inside = tag == "t"

    def data(self, text: str) -> None:
        if self._inside and self._paragraphs:
            self._paragraphs[-1] += text

    def end_element(self, tag: str) -> None:
        self._inside = False
        if tag == "sp":
            text = "\n".join(self._paragraphs).strip()
            self.texts.extend([text] if text else [])
