"""The few steps that all WordprocessingML here is made with. Text goes in as text, never as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

BREAKS = re.compile(r"(\t|\r\n|\r|\n)")
EDGE_OR_DOUBLE = re.compile(r"^\s|\s$|\s\s")


def add(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child ``w:tag`` with ``w:`` attributes."""
    return etree.SubElement(parent, W + tag, {W + name: value for name, value in attributes.items()})


def add_text(run: Element, text: str, tag: str = "t") -> None:
    """The characters of a run: a tab becomes ``w:tab``, a new line ``w:br``, all else stands in ``w:t``.

    Deleted characters stand in ``w:delText`` instead (ECMA-376 part 1, 17.3.3.7): Word calls a file damaged that has
    ``w:t`` there.
    """
    for piece in BREAKS.split(text):
        if piece == "\t":
            add(run, "tab")
        elif piece in ("\n", "\r", "\r\n"):
            add(run, "br")
        elif piece:
            _add_characters(run, tag, piece)


def _add_characters(run: Element, tag: str, characters: str) -> None:
    element = add(run, tag)
    element.text = characters
    if EDGE_OR_DOUBLE.search(characters):
        element.set(SPACE, "preserve")


def value(parent: Element | None, path: str) -> str | None:
    """``w:val`` of what lies at a path such as ``pPr/numPr/numId``."""
    found = parent.find("/".join(W + step for step in path.split("/"))) if parent is not None else None
    return found.get(W + "val") if found is not None else None


def each(parent: Element, tag: str) -> Iterator[Element]:
    """The children ``w:tag``."""
    return parent.iterchildren(W + tag)
