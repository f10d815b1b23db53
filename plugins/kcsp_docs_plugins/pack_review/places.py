"""Where a paragraph stands, in the words by which a person finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.opening import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_kit.documents.word import WordParagraph

PARAGRAPH = re.compile(r"\d+(\.\d+)+")
LABEL = re.compile(r"[A-Z][\w ]{1,30}:")


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph, where it stands, and the title of the section that it stands in.

    ``is_label`` says that it is a line such as ``To: the partnership``.
    """

    paragraph: WordParagraph
    place: str
    section: str
    is_label: bool = False


def placed(paragraphs: Iterable[WordParagraph]) -> Iterator[Placed]:
    """The paragraphs of a file, each with its place."""
    above = section = ""
    for each in paragraphs:
        if each.heading_level:
            section = " ".join(each.text.split())
            above = f"section {each.label.rstrip('.')}" if each.label else f"the section “{opening(section)}”"
            yield Placed(each, f"the heading “{opening(section)}”", section)
        elif PARAGRAPH.fullmatch(each.label.rstrip(".")) and each.cell is None:
            above = f"paragraph {each.label.rstrip('.')}"
            yield Placed(each, above, section)
        else:
            yield Placed(each, _within(each, above), section, LABEL.match(each.text) is not None and not above)


def _within(paragraph: WordParagraph, above: str) -> str:
    said = f"“{opening(paragraph.text)}”"
    if paragraph.cell is not None:
        return f"row {paragraph.cell.row} of table {paragraph.cell.table} ({said})"
    if paragraph.label.isprintable() and any(sign.isalnum() for sign in paragraph.label):
        said = f"{paragraph.label} {said}"
    return f"{above} ({said})" if above else f"the paragraph {said}"
