"""What the writer takes from ``house_style.docx``: styles and numbering, found by name and never by id."""

from __future__ import annotations

import io
import zipfile
import zlib
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import XmlPart
from lxml import etree

from kcsp_docs.errors import Problem, ProblemsError, Severity
from kcsp_docs.prose.tree import ListKind
from kcsp_docs_kit.documents.opening import opening
from kcsp_docs_kit.documents.word.xml import W, add, each, value

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    PackageNotFoundError,
    etree.XMLSyntaxError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What python-docx, zipfile and lxml raise for bytes that are no Word file."""

CLAUSES = "Clause Numbering"
PAPER = "Paper Numbering"
LISTS = {
    ListKind.BULLET: "Bullets",
    ListKind.DECIMAL: "Decimal Numbers",
    ListKind.ROMAN: "Roman Numerals",
    ListKind.LETTER: "Letters",
}
DEEPEST = 9
"""Word's lists have nine levels."""

PATTERNS = {
    CLAUSES: (("decimal", "%1."),),
    PAPER: (("decimal", "%1.0"), ("decimal", "%1.%2")),
    LISTS[ListKind.DECIMAL]: tuple(("decimal", f"%{level}.") for level in range(1, DEEPEST + 1)),
    LISTS[ListKind.ROMAN]: tuple(("lowerRoman", f"(%{level})") for level in range(1, DEEPEST + 1)),
    LISTS[ListKind.LETTER]: tuple(("lowerLetter", f"(%{level})") for level in range(1, DEEPEST + 1)),
}
"""How each level counts. Papers cite "paragraph 2.2" and "item (ii)", so the look may change and this may not."""

MEND = "Add it to the house style in Word, or start again from a copy of the shipped house_style.docx."


TEMPLATE = "house_style.docx"
"""The template's name: the kernel gives a problem that names it the path that it was found at."""


class HouseStyleError(ProblemsError):
    """A house style lacks a style that a document needs, or cannot be opened."""


def opened(house_style: bytes) -> WordDocument:
    """The house style as python-docx sees it. Raises HouseStyleError for bytes that are no Word document."""
    try:
        return docx.Document(io.BytesIO(house_style))
    except UNREADABLE as error:
        problem = Problem(
            Severity.ERROR,
            "house-style-unreadable",
            "The house style cannot be opened as a Word document.",
            file=TEMPLATE,
            hint="Save it in Word as a .docx file without a password.",
        )
        raise HouseStyleError((problem,)) from error


def unusable(error: Exception) -> HouseStyleError:
    """For a house style that opens and holds what Word would not have written."""
    said = " ".join(str(error).split())
    message = f"The house style holds something that cannot be used: {said}."
    hint = "Open it in Word and save it again, or start again from a copy of the shipped house_style.docx."
    return HouseStyleError((Problem(Severity.ERROR, "house-style-unusable", message, file=TEMPLATE, hint=hint),))


@dataclass(frozen=True, slots=True)
class Indent:
    """From the margin to the text, and from its label to the text: in twentieths of a point."""

    left: int
    hanging: int = 0


class HouseStyle:
    """The styles and numbering of one house style, resolved once for a document.

    Looking up what is not there notes a problem and goes on, so that :meth:`complete` can name all at once.
    """

    def __init__(self, word: WordDocument) -> None:
        self._numbering = part_element(word, RT.NUMBERING)
        self._styles = {
            (style.get(W + "type", ""), kebab(value(style, "name") or "")): style
            for style in each(word.styles.element, "style")
        }
        self._uses = list(each(self._numbering, "num")) if self._numbering is not None else []
        self._next_number = 1 + max((int(use.get(W + "numId", "0")) for use in self._uses), default=0)
        self._problems: dict[str, Problem] = {}
        self._definitions: dict[str, Element | None] = {}

    def paragraph_style(self, name: str, words: str) -> str:
        """The id of a paragraph style by its name, ``Body Text`` or ``body-text``; ``words`` are those that want it."""
        return self._style_id("paragraph", name, words)

    def character_style(self, name: str, words: str) -> str:
        return self._style_id("character", name, words)

    def table_style(self, name: str, words: str) -> str:
        return self._style_id("table", name, words)

    def number(self, name: str, words: str) -> str:
        """The ``w:numId`` of a list style itself, for what counts on through the document."""
        return "" if self.definition(name, words) is None else self._number_of_style(name)

    def restarted(self, name: str, level: int, words: str, *, apart: bool = False) -> str:
        """A new ``w:numId`` that counts a level of a list style from 1 again (ECMA-376 part 1, 17.9.27).

        ``apart`` gives it a definition of its own: LibreOffice keeps a restart with the first item and loses both.
        """
        definition = self.definition(name, words)
        if definition is None or self._numbering is None:
            return ""
        if apart:
            definition = _copied(self._numbering, definition)
        number = str(self._next_number)
        self._next_number += 1
        num = self._numbering.makeelement(W + "num", {W + "numId": number})
        self._uses[-1].addnext(num)
        self._uses.append(num)
        add(num, "abstractNumId", val=definition.get(W + "abstractNumId", ""))
        add(add(num, "lvlOverride", ilvl=str(level)), "startOverride", val="1")
        return number

    def indent(self, name: str, level: int) -> Indent:
        """Where the text of a level begins, and how far its label hangs out to the left of it."""
        definition = self.definition(name)
        found = None if definition is None else definition.find(f"{W}lvl[@{W}ilvl='{level}']/{W}pPr/{W}ind")
        if found is None:
            return Indent(0, 0)
        left = found.get(W + "left") or found.get(W + "start") or "0"
        return Indent(int(left), int(found.get(W + "hanging") or 0))

    def definition(self, name: str, words: str = "") -> Element | None:
        """The ``w:abstractNum`` of a list style; None where there is none, which is noted with the first words."""
        if name not in self._definitions:
            self._definitions[name] = self._find_definition(name, words)
        return self._definitions[name]

    def complete(self) -> None:
        """Raise HouseStyleError for all that was looked up and is not there."""
        if self._problems:
            raise HouseStyleError(tuple(self._problems.values()))

    def note(self, code: str, fault: str, hint: str = MEND, words: str = "") -> None:
        """Keep a fault once, with the first of the words that run into it; ``fault`` is a sentence without its end."""
        asking = f", which “{opening(words)}” asks for" if words.strip() else ""
        self._problems.setdefault(fault, Problem(Severity.ERROR, code, f"{fault}{asking}.", file=TEMPLATE, hint=hint))

    def _style_id(self, kind: str, name: str, words: str) -> str:
        style = self._styles.get((kind, kebab(name)))
        if style is None:
            fault = f'The house style has no {kind} style "{in_title_case(name)}"'
            self.note("house-style-missing", fault, words=words)
            return ""
        return style.get(W + "styleId", "")

    def _find_definition(self, name: str, words: str) -> Element | None:
        number = self._number_of_style(name)
        found = _definition_of(self._numbering, number) if self._numbering is not None and number else None
        if found is None:
            fault = f'The house style has no list style with levels called "{name}"'
            self.note("house-style-missing", fault, words=words)
        else:
            self._check_patterns(name, found)
        return found

    def _number_of_style(self, name: str) -> str:
        return value(self._styles.get(("numbering", kebab(name))), "pPr/numPr/numId") or ""

    def _check_patterns(self, name: str, definition: Element) -> None:
        levels = {level.get(W + "ilvl"): level for level in each(definition, "lvl")}
        for place, (kind, pattern) in enumerate(PATTERNS.get(name, ())):
            level = levels.get(str(place))
            if (value(level, "numFmt"), value(level, "lvlText")) != (kind, pattern):
                self.note(
                    "house-style-numbering",
                    f'Level {place + 1} of the list style "{name}" in the house style does not count as papers cite '
                    f'it: its number format must be "{pattern.replace(f"%{place + 1}", EXAMPLES[kind])}"',
                    "Set the number format back in Word; font, colour and indents are free.",
                )


EXAMPLES = {"decimal": "1", "lowerRoman": "i", "lowerLetter": "a"}


def kebab(name: str) -> str:
    """``List Bullet 2`` → ``list-bullet-2``: how a block names a style."""
    return "-".join(name.lower().split())


def in_title_case(name: str) -> str:
    """``list-bullet-2`` → ``List Bullet 2``: how Word shows the name."""
    return " ".join(word[:1].upper() + word[1:] for word in name.replace("-", " ").split())


def part_element(word: WordDocument, kind: str) -> Element | None:
    parts = (relationship.target_part for relationship in word.part.rels.values() if relationship.reltype == kind)
    return next((part.element for part in parts if isinstance(part, XmlPart)), None)


def _copied(numbering: Element, definition: Element) -> Element:
    """The definition once more, linked to no style."""
    definitions = list(each(numbering, "abstractNum"))
    copy = deepcopy(definition)
    highest = max(int(known.get(W + "abstractNumId", "0")) for known in definitions)
    copy.set(W + "abstractNumId", str(highest + 1))
    for tag in ("nsid", "tmpl", "styleLink", "pStyle"):
        for link in list(copy.iter(W + tag)):
            parent = link.getparent()
            assert parent is not None, "a link lies in its definition"
            parent.remove(link)
    definitions[-1].addnext(copy)
    return copy


def _definition_of(numbering: Element, number: str) -> Element | None:
    nums = {num.get(W + "numId"): value(num, "abstractNumId") for num in each(numbering, "num")}
    definitions = {each_.get(W + "abstractNumId"): each_ for each_ in each(numbering, "abstractNum")}
    return definitions.get(nums.get(number))
