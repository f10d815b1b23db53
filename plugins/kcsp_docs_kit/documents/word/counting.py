"""The labels that Word shows before paragraphs, counted from a file's numbering as Word counts (ECMA-376 part 1, 17.9).

All uses of one definition share its counters, a use with a start override begins anew when it is first met, and a
level begins anew after any level above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.labels import letter, roman
from kcsp_docs_kit.documents.word.xml import W, each, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

HIGHEST = 32_767
"""A number of numbering beyond it is no Word's (17.18.10)."""

DEEPEST = 9
PRIVATE_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "–", "\uf0d8": "➢", "\uf0fc": "✓"}
"""Word writes the bullets of its fonts Symbol and Wingdings as characters of private use."""


@dataclass(frozen=True, slots=True)
class Place:
    """A use of numbering, by its ``numId``, and the level in it, from 0."""

    number: str
    level: int


@dataclass(slots=True)
class Definition:
    """An abstract numbering with the numbers that its levels have reached."""

    levels: Mapping[int, Element]
    reached: dict[int, int] = field(default_factory=dict)

    def written(self, level: int) -> str:
        """What stands before a paragraph of that level now."""
        text = value(self.levels.get(level), "lvlText") or ""
        plain = self._says(level, "isLgl")
        for place in range(level + 1):
            if f"%{place + 1}" in text:
                kind = "decimal" if plain and place < level else self._kind(place)
                text = text.replace(f"%{place + 1}", numeral(kind, self.reached.get(place, self.start(place))))
        return "".join(PRIVATE_BULLETS.get(sign, sign) for sign in text)

    def start(self, level: int) -> int:
        return number_of(value(self.levels.get(level), "start"), 1)

    def _kind(self, level: int) -> str:
        return value(self.levels.get(level), "numFmt") or "decimal"

    def _says(self, level: int, tag: str) -> bool:
        found = self.levels[level].find(W + tag) if level in self.levels else None
        return found is not None and found.get(W + "val") not in ("0", "false", "off")


class Counter:
    """Counts the paragraphs of one document, in their order."""

    def __init__(self, numbering: Element | None, styles: Mapping[str, Element]) -> None:
        self._styles = styles
        self._uses = {} if numbering is None else {use.get(W + "numId", ""): use for use in each(numbering, "num")}
        self._abstract = (
            {}
            if numbering is None
            else {each_.get(W + "abstractNumId", ""): each_ for each_ in each(numbering, "abstractNum")}
        )
        self._definitions: dict[str, Definition] = {}
        self._begun: set[Place] = set()

    def label(self, properties: Element | None, style: str | None) -> str:
        """The label of the next paragraph, which has these properties and a style with that id; empty for none."""
        place = self._own(properties, style) or self._of_style(style)
        if place is None or place.number == "0":
            return ""
        definition = self._definition(place.number)
        if definition is None:
            return ""
        self._count(place, definition)
        return definition.written(place.level)

    def _own(self, properties: Element | None, style: str | None) -> Place | None:
        """What the paragraph says itself; a level alone is one of its style's numbering."""
        number, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if number is not None:
            return Place(number, level_of(level))
        inherited = self._of_style(style) if level is not None else None
        return Place(inherited.number, level_of(level)) if inherited else None

    def _of_style(self, style: str | None) -> Place | None:
        met: set[str] = set()
        while style is not None and style in self._styles and style not in met:
            met.add(style)
            element = self._styles[style]
            number = value(element, "pPr/numPr/numId")
            if number is not None:
                return Place(number, self._level_in(number, style, value(element, "pPr/numPr/ilvl")))
            style = value(element, "basedOn")
        return None

    def _level_in(self, number: str, style: str, said: str | None) -> int:
        """The level that is linked to the style (17.9.23), else the one that the style says."""
        definition = self._definition(number)
        linked = (
            (level for level, element in definition.levels.items() if value(element, "pStyle") == style)
            if definition
            else ()
        )
        return next(iter(linked), level_of(said))

    def _count(self, place: Place, definition: Definition) -> None:
        reached, level = definition.reached, place.level
        restart = self._restart(place)
        if restart is not None and place not in self._begun:
            reached[level] = restart
        else:
            reached[level] = reached[level] + 1 if level in reached else definition.start(level)
        self._begun.add(place)
        for deeper in [each_ for each_ in reached if each_ > level]:
            del reached[deeper]

    def _restart(self, place: Place) -> int | None:
        for override in each(self._uses[place.number], "lvlOverride"):
            if override.get(W + "ilvl") == str(place.level):
                said = value(override, "startOverride")
                return None if said is None else number_of(said, 1)
        return None

    def _definition(self, number: str) -> Definition | None:
        name = value(self._uses.get(number), "abstractNumId")
        if name is None:
            return None
        if name not in self._definitions:
            self._definitions[name] = Definition(self._levels(name, frozenset()))
        return self._definitions[name]

    def _levels(self, name: str, met: frozenset[str]) -> dict[int, Element]:
        """Those of a definition, or of the one that its numbering style leads to (17.9.21)."""
        definition = self._abstract.get(name)
        link = value(definition, "numStyleLink")
        if link is not None and name not in met:
            number = value(self._styles.get(link), "pPr/numPr/numId") or ""
            linked = value(self._uses.get(number), "abstractNumId") or ""
            return self._levels(linked, met | {name})
        levels = each(definition, "lvl") if definition is not None else ()
        return {level_of(level.get(W + "ilvl")): level for level in levels}


def level_of(said: str | None) -> int:
    """A level from 0 to 8; 0 for what is none."""
    return min(number_of(said, 0), DEEPEST - 1)


def number_of(said: str | None, otherwise: int) -> int:
    """A number as an attribute has it, or another for what is none."""
    return min(int(said), HIGHEST) if said and said.isascii() and said.isdigit() else otherwise


def numeral(kind: str, number: int) -> str:
    """A number as one of Word's formats writes it (17.18.59); the rarer formats as plain digits."""
    match kind:
        case "lowerRoman" | "upperRoman" if number > 0:
            return roman(number) if kind == "lowerRoman" else roman(number).upper()
        case "lowerLetter" | "upperLetter" if number > 0:
            return letter(number) if kind == "lowerLetter" else letter(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case "none":
            return ""
        case _:
            return str(number)
