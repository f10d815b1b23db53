"""What to mend in a Word document: what Word would call damaged, and what a reader with a screen reader would miss.

The accessibility rules are those that Word's own checker and WCAG 2.2 AA have in common, which public bodies must
meet (Public Sector Bodies Accessibility Regulations 2018).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs_kit.documents.word.house_style import part_element
from kcsp_docs_kit.documents.word.xml import R, W, each, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
VISIBLE = ("t", "delText", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "br", "sectPr")
OPENING_WORDS = 40


def lint(word: WordDocument) -> tuple[Problem, ...]:
    """Everything to mend in the body, errors (Word shows something else, or refuses the file) before warnings."""
    body: Element = word.element.body
    return (
        *_undefined_styles(body, word.styles.element),
        *_undefined_numbering(body, part_element(word, NUMBERING)),
        *_dangling_relationships(body, set(word.part.rels)),
        *_bookmarks(body),
        *_pictures(body),
        *_tables(body),
        *_empty_paragraphs(body),
        *_headings(body, word.styles.element),
    )


def _undefined_styles(body: Element, styles: Element) -> Iterator[Problem]:
    defined = {style.get(W + "styleId") for style in each(styles, "style")}
    used = Counter(element.get(W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for element in body.iter(W + tag))
    for name in sorted(str(name) for name in used if name not in defined):
        yield _error(
            "word-style",
            f'The document uses the style "{name}", which it does not define.',
            "Add the style to the document, or use one that it has.",
        )


def _undefined_numbering(body: Element, numbering: Element | None) -> Iterator[Problem]:
    defined = {"0"} | (
        {num.get(W + "numId") or "" for num in each(numbering, "num")} if numbering is not None else set()
    )
    used = {value(place, "numId") or "0" for place in body.iter(W + "numPr")}
    for number in sorted(used - defined):
        yield _error(
            "word-numbering",
            f"A list refers to numbering {number}, which the document does not define: Word shows no numbers.",
            "Use a list style, or add the numbering to the document.",
        )


def _dangling_relationships(body: Element, known: set[str]) -> Iterator[Problem]:
    named = {text for element in body.iter() for name, text in element.attrib.items() if str(name).startswith(R)}
    for name in sorted(str(name) for name in named - known):
        yield _error(
            "word-relationship",
            f'The document refers to "{name}", and nothing in the file has that name: Word calls the file damaged.',
            "Add what is referred to (a picture, a link) through python-docx's own methods.",
        )


def _bookmarks(body: Element) -> Iterator[Problem]:
    starts = [start.get(W + "id") for start in body.iter(W + "bookmarkStart")]
    ends = [end.get(W + "id") for end in body.iter(W + "bookmarkEnd")]
    names = Counter((start.get(W + "name") or "").casefold() for start in body.iter(W + "bookmarkStart"))
    if Counter(starts) != Counter(ends) or len(set(starts)) != len(starts):
        yield _error(
            "word-bookmark",
            "The document's bookmarks do not pair up: each needs one start and one end with a number of its own.",
            "Write a bookmarkStart and a bookmarkEnd with the same id, and use each id once.",
        )
    for name in sorted(name for name, count in names.items() if count > 1):
        yield _error(
            "word-bookmark",
            f'The bookmark "{name}" stands {names[name]} times in the document; Word keeps only one.',
            "Give each bookmark its own name; capitals make no difference.",
        )


def _pictures(body: Element) -> Iterator[Problem]:
    for picture in body.iter(DRAWN):
        decorative = any(mark.get("val") in ("1", "true") for mark in picture.iter(DECORATIVE))
        if not (picture.get("descr") or "").strip() and not decorative:
            yield _warning(
                "word-alt-text",
                f'The picture "{picture.get("name") or picture.get("id")}" has no alternative text.',
                "Say in words what it shows, or mark it as decorative.",
            )


def _tables(body: Element) -> Iterator[Problem]:
    for table in body.iter(W + "tbl"):
        first = table.find(W + "tr")
        header = None if first is None else first.find(f"{W}trPr/{W}tblHeader")
        if header is None or header.get(W + "val") in ("0", "false", "off"):
            yield _warning(
                "word-table-header",
                f'The table that begins "{_opening(table)}" has no header row.',
                'Mark its first row with "Repeat Header Rows".',
            )


def _empty_paragraphs(body: Element) -> Iterator[Problem]:
    count = sum(1 for paragraph in each(body, "p") if _is_empty(paragraph) and not _parts_tables(paragraph))
    if count:
        yield _warning(
            "word-empty-paragraph",
            f"The document has {count} empty {'paragraph' if count == 1 else 'paragraphs'}; a screen reader says "
            f'"blank" at each.',
            "Leave room with the spacing of a style instead.",
        )


def _is_empty(paragraph: Element) -> bool:
    return not any(
        element.tag != W + "t" or (element.text or "").strip()
        for element in paragraph.iter(*(W + tag for tag in VISIBLE))
    )


def _parts_tables(paragraph: Element) -> bool:
    """Word needs a paragraph between two tables, and one after the last."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    ends = after is None or after.tag in (W + "tbl", W + "sectPr")
    return ends and (before is None or before.tag == W + "tbl")


def _headings(body: Element, styles: Element) -> Iterator[Problem]:
    levels = {style.get(W + "styleId"): _heading_level(style) for style in each(styles, "style")}
    last = 0
    for paragraph in each(body, "p"):
        level = levels.get(value(paragraph, "pPr/pStyle")) or 0
        if level > last + 1:
            yield _warning(
                "word-heading-order",
                f'The heading "{_opening(paragraph)}" has level {level} and stands below '
                + (f"one of level {last}." if last else "none of a higher level."),
                "Go down one level at a time: readers jump from heading to heading.",
            )
        last = level or last


def _heading_level(style: Element) -> int:
    words = (value(style, "name") or "").lower().split()
    return int(words[1]) if len(words) == 2 and words[0] == "heading" and words[1].isdigit() else 0


def _opening(element: Element) -> str:
    text = " ".join("".join(piece.text or "" for piece in element.iter(W + "t")).split())
    return text if len(text) <= OPENING_WORDS else f"{text[:OPENING_WORDS].rstrip()}…"


def _error(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)


def _warning(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.WARNING, code, message, hint=hint)
