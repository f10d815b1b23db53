"""What runs along the top of each page: the house style says where, the document what."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart

from kcsp_docs_kit.documents.word.xml import W, add_text, value

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

    from kcsp_docs_kit.documents.word.house_style import HouseStyle

TAG = "header"


def write_header(word: WordDocument, house: HouseStyle, text: str) -> None:
    """Put the text in the place of each content control tagged ``header``, with the look of what stood there."""
    parts = _running_parts(word)
    controls = [each for part in parts for each in part.iter(W + "sdt") if value(each, "sdtPr/tag") == TAG]
    if text and not controls:
        house.note(
            "house-style-missing",
            f'The house style has no place for the header text "{text}"',
            f'Put a plain text content control with the tag "{TAG}" into its header in Word.',
        )
    for control in controls:
        _replace(control, text)


def _running_parts(word: WordDocument) -> list[Element]:
    parts = (each.target_part for each in word.part.rels.values() if each.reltype in (RT.HEADER, RT.FOOTER))
    return [part.element for part in parts if isinstance(part, XmlPart)]


def _replace(control: Element, text: str) -> None:
    """A control is a piece of a paragraph or stands around whole ones; of these the first is kept."""
    paragraph = control.find(f"{W}sdtContent/{W}p")
    run = _run(control, text)
    if paragraph is None:
        put = [run] if text else []
    else:
        _empty(paragraph)
        paragraph.extend([run] if text else [])
        put = [paragraph]
    parent = control.getparent()
    assert parent is not None, "a content control lies in a header"
    place = parent.index(control)
    parent[place : place + 1] = put


def _run(control: Element, text: str) -> Element:
    run = control.makeelement(W + "r")
    look = control.find(f".//{W}r/{W}rPr")
    if look is not None and control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        run.append(deepcopy(look))
    add_text(run, text)
    return run


def _empty(paragraph: Element) -> None:
    for child in list(paragraph):
        if child.tag != W + "pPr":
            paragraph.remove(child)
