"""The settings that stand behind a Word document: its language, and nothing of where it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart

from kcsp_docs_kit.documents.word.package import drop_relationships
from kcsp_docs_kit.documents.word.xml import W, add

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

ATTACHED_TEMPLATE = f"{RT.SETTINGS.removesuffix('settings')}attachedTemplate"
ORIGIN = ("attachedTemplate", "rsids", "docVars", "mailMerge")
"""Settings that hold a path of the machine, the marks of editing sessions, or data from elsewhere."""

STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
"""A second style sheet for Word 2007; where it and the first disagree Word may want to repair the file."""


def set_language(word: WordDocument, language: str) -> None:
    """The language that text has unless it says otherwise: a screen reader's voice, a spell checker's dictionary."""
    properties = word.styles.element
    for step in ("docDefaults", "rPrDefault", "rPr", "lang"):
        properties = _child(properties, step)
    properties.set(W + "val", language)
    for theme in word.settings.element.iterchildren(W + "themeFontLang"):
        theme.set(W + "val", language)


def _child(parent: Element, tag: str) -> Element:
    found = parent.find(W + tag)
    return add(parent, tag) if found is None else found


def forget_origin(word: WordDocument) -> None:
    """Word writes the path of the user's own template into the settings, among other things."""
    for child in list(word.settings.element):
        if child.tag in {W + name for name in ORIGIN}:
            word.settings.element.remove(child)
    for relationship in tuple(word.part.rels.values()):
        if relationship.reltype == RT.SETTINGS and isinstance(relationship.target_part, XmlPart):
            drop_relationships(relationship.target_part.rels, lambda _, kind: kind == ATTACHED_TEMPLATE)
    drop_relationships(word.part.rels, lambda _, kind: kind == STYLES_WITH_EFFECTS)
