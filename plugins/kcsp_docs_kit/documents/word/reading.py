"""A Word file read back as its reader sees it: paragraph by paragraph, each with the label that the page shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.word.counting import Counter
from kcsp_docs_kit.documents.word.parts import WordFileError, opened, refused
from kcsp_docs_kit.documents.word.xml import W, each, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

    from kcsp_docs.exchange import File
    from kcsp_docs_kit.documents.word.parts import Parts

__all__ = ["WordCell", "WordFileError", "WordParagraph", "WordText", "read_word"]

HEADING = re.compile(r"Heading ([1-9])")


@dataclass(frozen=True, slots=True)
class WordCell:
    """Which cell of which table of the document; all three count from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph with visible characters or a bookmark.

    ``label`` is what the page shows before it (``4.``, ``2.2``, ``(ii)``, ``•``), ``style`` the name of its style as
    Word shows it (``Heading 1``). ``text`` has a newline for each line break and a tab for each tab; of tracked changes
    it has what is there once all are accepted. ``cell`` is given for a paragraph of a table.
    """

    text: str
    label: str = ""
    style: str = "Normal"
    bookmarks: tuple[str, ...] = ()
    cell: WordCell | None = None

    @property
    def heading_level(self) -> int:
        """1 for the style ``Heading 1`` and so on, 0 for what is no heading."""
        found = HEADING.fullmatch(self.style)
        return int(found[1]) if found else 0


@dataclass(frozen=True, slots=True)
class WordText:
    """A whole file: its paragraphs in the order of the page, and what runs along the top of its pages."""

    file: str
    paragraphs: tuple[WordParagraph, ...]
    headers: tuple[str, ...] = ()


def read_word(file: File) -> WordText:
    """The text of a Word file from anywhere.

    Raises WordFileError, with one sentence that says why, for a file that is no Word document, is damaged, unpacks to
    more than such a document holds, or brings a DOCTYPE.
    """
    parts = opened(file)
    main = next(iter(parts.related("", "officeDocument")), "word/document.xml")
    root = parts.tree(main)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise refused(file.name, "The file is no Word document.", "Name a Word document (.docx).")
    styles = _styles(_one(parts, main, "styles"))
    counter = Counter(_one(parts, main, "numbering"), styles)
    headers = (parts.tree(part) for part in parts.related(main, "header"))
    running = tuple(_text(header).strip() for header in headers if header is not None)
    return WordText(file.name, tuple(_Reader(styles, counter).read(body)), tuple(filter(None, running)))


def _one(parts: Parts, main: str, kind: str) -> Element | None:
    return next((parts.tree(part) for part in parts.related(main, kind)), None)


def _styles(root: Element | None) -> dict[str, Element]:
    return {} if root is None else {style.get(W + "styleId", ""): style for style in each(root, "style")}


WRAPPERS = {W + tag for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
"""What may stand around paragraphs, tables and rows and changes nothing of them."""

REMOVED = {W + tag for tag in ("del", "moveFrom")}
"""What is no longer there once all changes are accepted."""

NO_TEXT = (
    REMOVED
    | {W + tag for tag in ("pPr", "rPr", "instrText", "delText", "txbxContent", "sectPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What holds no characters of the paragraph that it stands in."""

SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "‑"}


class _Reader:
    """Reads a body from top to bottom; what a deleted paragraph mark leaves goes with the following paragraph."""

    def __init__(self, styles: Mapping[str, Element], counter: Counter) -> None:
        self._styles = styles
        self._counter = counter
        self._names: dict[str | None, str] = {}
        self._tables = 0
        self._text = ""
        self._bookmarks: list[str] = []

    def read(self, body: Element) -> Iterator[WordParagraph]:
        yield from self._blocks(body, None)
        yield from self._left_over(None)

    def _blocks(self, parent: Element, cell: WordCell | None) -> Iterator[WordParagraph]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child, cell)
            elif child.tag == W + "tbl":
                yield from self._left_over(cell)
                yield from self._table(child)
            elif child.tag == W + "bookmarkStart":
                self._bookmarks.append(child.get(W + "name", ""))
            elif child.tag in WRAPPERS:
                yield from self._blocks(child, cell)

    def _paragraph(self, element: Element, cell: WordCell | None) -> Iterator[WordParagraph]:
        self._text += _text(element)
        self._bookmarks += _bookmarks(element)
        properties = element.find(W + "pPr")
        if properties is None or not any(properties.find(f"{W}rPr/{tag}") is not None for tag in REMOVED):
            style = value(properties, "pStyle")
            yield from self._left_over(cell, self._counter.label(properties, style), self._style_name(style))
        for box in element.iter(W + "txbxContent"):
            if not any(around.tag in NO_TEXT for around in box.iterancestors()):
                yield from self._blocks(box, cell)

    def _left_over(self, cell: WordCell | None, label: str = "", style: str = "Normal") -> Iterator[WordParagraph]:
        text, bookmarks = self._text, tuple(self._bookmarks)
        if text.strip() or bookmarks:
            yield WordParagraph(text, label, style, bookmarks, cell)
        self._text, self._bookmarks = "", []

    def _table(self, table: Element) -> Iterator[WordParagraph]:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(_within(table, "tr"), 1):
            for column, cell in enumerate(_within(row, "tc"), 1):
                place = WordCell(number, row_number, column)
                yield from self._blocks(cell, place)
                yield from self._left_over(place)

    def _style_name(self, style: str | None) -> str:
        """``heading 1`` in the file is ``Heading 1`` in Word."""
        if style not in self._names:
            name = value(self._styles.get(style or ""), "name") or "Normal"
            self._names[style] = " ".join(word[:1].upper() + word[1:] for word in name.split())
        return self._names[style]


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, or cells of a row, without those that were deleted."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from _within(child, tag)
        elif child.tag == W + tag and not _is_deleted(child):
            yield child


def _is_deleted(row: Element) -> bool:
    marks = (f"{W}trPr/{W}del", f"{W}tcPr/{W}cellDel")
    return any(row.find(mark) is not None for mark in marks)


def _text(element: Element) -> str:
    """The visible characters of all runs, in their order."""
    return "".join(_pieces(element))


def _pieces(element: Iterable[Element]) -> Iterator[str]:
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in NO_TEXT and not _is_hidden(child):
            yield from _pieces(child)


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish") if run.tag == W + "r" else None
    return mark is not None and mark.get(W + "val") not in ("0", "false", "off")


def _bookmarks(paragraph: Element) -> Iterator[str]:
    for start in paragraph.iter(W + "bookmarkStart"):
        if not any(around.tag in NO_TEXT for around in start.iterancestors()):
            yield start.get(W + "name", "")
