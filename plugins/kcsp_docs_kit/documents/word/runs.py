"""What stands within a paragraph: runs, in a link or not, inserted, deleted or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from kcsp_docs.prose.tree import (
    Deleted,
    Emphasis,
    Inline,
    Inserted,
    LineBreak,
    Link,
    Revision,
    Strong,
    Text,
    plain,
)
from kcsp_docs_kit.documents.word.xml import R, W, add, add_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element as Element

    from kcsp_docs_kit.documents.word.house_style import HouseStyle
    from kcsp_docs_kit.documents.word.stamps import Stamps


@dataclass(frozen=True, slots=True)
class Marks:
    """What an inline lies within. ``link`` is the outermost: Word knows no link within a link."""

    strong: bool = False
    emphasis: bool = False
    revision: Revision | None = None
    link: Link | None = None


def fates(content: tuple[Inline, ...], revision: Revision | None) -> list[Revision | None]:
    """What becomes of each piece of a text, in order."""
    return [marks.revision for _, marks in _runs(content, Marks(revision=revision))]


class Runs:
    """Writes inlines. ``link`` gives the relationship id of an address."""

    def __init__(self, house: HouseStyle, link: Callable[[str], str], stamps: Stamps) -> None:
        self._house = house
        self._link = link
        self._stamps = stamps

    def write(self, paragraph: Element, content: tuple[Inline, ...], revision: Revision | None = None) -> None:
        """Neighbours of one fate are one change. A change lies within a link: the schema has it no other way."""
        runs = tuple(_runs(content, Marks(revision=revision)))
        is_tracked = any(marks.revision for _, marks in runs)
        for _, linked in groupby(runs, lambda run: _link_key(run[1].link, is_tracked=is_tracked)):
            within = tuple(linked)
            parent, style = self._within(paragraph, within[0][1].link)
            for fate, alike in groupby(within, lambda run: run[1].revision):
                change = self._stamps.add(parent, fate)
                for text, marks in alike:
                    self._run(change, text, marks, style)

    def _within(self, paragraph: Element, link: Link | None) -> tuple[Element, str]:
        """Where the runs go, and their character style."""
        if link is None:
            return paragraph, ""
        style = self._house.character_style("Hyperlink", plain(link.content))
        return etree.SubElement(paragraph, W + "hyperlink", {R + "id": self._link(link.target)}), style

    def _run(self, parent: Element, text: str, marks: Marks, style: str) -> None:
        run = add(parent, "r")
        if style or marks.strong or marks.emphasis:
            self._run_properties(run, marks, style)
        add_text(run, text, "delText" if marks.revision is Revision.DELETED else "t")

    def _run_properties(self, run: Element, marks: Marks, style: str) -> None:
        properties = add(run, "rPr")
        if style:
            add(properties, "rStyle", val=style)
        for wanted, tags in ((marks.strong, ("b", "bCs")), (marks.emphasis, ("i", "iCs"))):
            for tag in tags if wanted else ():
                add(properties, tag)


def _link_key(link: Link | None, *, is_tracked: bool) -> object:
    """What tells two links apart: where words of one have changed, its pieces have only the address in common."""
    if link is None:
        return None
    return link.target if is_tracked else id(link)


def _runs(content: tuple[Inline, ...], marks: Marks) -> Iterator[tuple[str, Marks]]:
    for inline in content:
        match inline:
            case Text(text):
                if text:
                    yield text, marks
            case LineBreak():
                yield "\n", marks
            case Strong(inner):
                yield from _runs(inner, replace(marks, strong=True))
            case Emphasis(inner):
                yield from _runs(inner, replace(marks, emphasis=True))
            case Inserted(inner):
                yield from _runs(inner, replace(marks, revision=Revision.INSERTED))
            case Deleted(inner):
                yield from _runs(inner, replace(marks, revision=Revision.DELETED))
            case Link(_, inner):
                yield from _runs(inner, marks if marks.link else replace(marks, link=inline))
