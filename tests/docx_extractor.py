"""Reads a Word file as a reader sees it, with the standard library alone and nothing of the code that wrote it.

The labels of lists and headings are counted here from ``numbering.xml`` as Word counts them (ECMA-376 part 1, 17.9):
all uses of one definition share its counters, a use with a start override begins anew when it is first met, and a
level begins anew after any level above it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "subject": "{http://purl.org/dc/elements/1.1/}subject",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
    "language": "{http://purl.org/dc/elements/1.1/}language",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
    "last_modified_by": "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
}


@dataclass(frozen=True)
class Paragraph:
    """``label`` is what stands before the text (``2.2``, ``(ii)``, ``•``), ``style`` the name that Word shows."""

    label: str
    style: str
    text: str


@dataclass(frozen=True)
class Table:
    """Text by row and cell; the first ``header_rows`` are repeated on each page."""

    style: str
    header_rows: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Extract:
    blocks: tuple[Paragraph | Table, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    bookmarks: dict[str, str]
    """The text that each bookmark stands around."""
    links: tuple[tuple[str, str], ...]
    """Text and address, in order."""
    properties: dict[str, str]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def outline(self) -> str:
        """A line for each block, ``label [Style] text``, to read and to compare."""
        return "\n".join(_line(block) for block in self.blocks)


def _line(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return "\n".join(f"| {' | '.join(row)} |" for row in block.rows)
    return " ".join(part for part in (block.label, f"[{block.style}]", block.text) if part)


def extract(content: bytes) -> Extract:
    """The whole file as a reader sees it."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return _Reader(parts).read()


@dataclass
class _Counters:
    """The numbers that each definition has reached, by level, and which uses have begun."""

    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


class _Reader:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self._parts = parts
        self._main = next(iter(self._targets("", "officeDocument").values()))
        self._styles = {
            style.get(f"{W}styleId"): style for style in self._tree(self._one(self._main, "styles")).iter(f"{W}style")
        }
        numbering = self._one(self._main, "numbering")
        self._numbering = self._tree(numbering) if numbering else ET.Element("none")
        self._counters = _Counters()

    def read(self) -> Extract:
        body = self._tree(self._main).find(f"{W}body")
        return Extract(
            blocks=tuple(self._block(child) for child in body if child.tag in (f"{W}p", f"{W}tbl")),
            headers=self._running("header"),
            footers=self._running("footer"),
            bookmarks=_bookmarks(body),
            links=tuple(self._links(body)),
            properties=self._properties(),
        )

    def _tree(self, name: str) -> ET.Element:
        return ET.fromstring(self._parts[name])

    def _targets(self, part: str, kind: str) -> dict[str, str]:
        """Relationship id → part or address, for one kind of relationship of a part."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self._parts:
            return {}
        found = (each for each in self._tree(path).iter(RELATED) if each.get("Type").rsplit("/", 1)[1] == kind)
        return {each.get("Id"): _target(folder, each) for each in found}

    def _one(self, part: str, kind: str) -> str:
        return next(iter(self._targets(part, kind).values()), "")

    def _running(self, kind: str) -> tuple[str, ...]:
        return tuple(_text(self._tree(part)) for part in self._targets(self._main, kind).values())

    def _properties(self) -> dict[str, str]:
        core = self._tree(self._one("", "core-properties"))
        return {name: core.findtext(tag) for name, tag in CORE.items() if core.find(tag) is not None}

    def _links(self, body):
        targets = self._targets(self._main, "hyperlink")
        for link in body.iter(f"{W}hyperlink"):
            yield _text(link), targets[link.get(f"{R}id")]

    def _block(self, element: ET.Element) -> Paragraph | Table:
        if element.tag == f"{W}p":
            return self._paragraph(element)
        rows = element.findall(f"{W}tr")
        return Table(
            style=self._style_name(_val(element, "tblPr/tblStyle")),
            header_rows=sum(1 for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None),
            rows=tuple(tuple(self._cell(cell) for cell in row.findall(f"{W}tc")) for row in rows),
        )

    def _cell(self, cell: ET.Element) -> str:
        return "\n".join(self._paragraph(paragraph).text for paragraph in cell.findall(f"{W}p"))

    def _paragraph(self, element: ET.Element) -> Paragraph:
        style = _val(element, "pPr/pStyle")
        return Paragraph(self._label(element, style), self._style_name(style), _text(element))

    def _style_name(self, style: str | None) -> str:
        name = _val(self._styles.get(style), "name") or "Normal"
        return " ".join(word[0].upper() + word[1:] for word in name.split())

    def _label(self, element: ET.Element, style: str | None) -> str:
        number, level = _val(element, "pPr/numPr/numId"), _val(element, "pPr/numPr/ilvl")
        if number is None:
            number, level = self._from_style(style)
        if number in (None, "0"):
            return ""
        return self._count(number, int(level or 0))

    def _from_style(self, style: str | None) -> tuple[str | None, str | None]:
        while style is not None:
            definition = self._styles[style]
            if (number := _val(definition, "pPr/numPr/numId")) is not None:
                return number, _val(definition, "pPr/numPr/ilvl")
            style = _val(definition, "basedOn")
        return None, None

    def _count(self, number: str, level: int) -> str:
        use = self._numbering.find(f"{W}num[@{W}numId='{number}']")
        name = _val(use, "abstractNumId")
        levels = self._levels(name)
        reached = self._counters.reached.setdefault(name, {})
        override = use.find(f"{W}lvlOverride[@{W}ilvl='{level}']")
        restart = _val(override, "startOverride") if override is not None else None
        if restart is not None and (number, level) not in self._counters.begun:
            reached[level] = int(restart)
        else:
            reached[level] = reached[level] + 1 if level in reached else int(_val(levels[level], "start") or 1)
        self._counters.begun.add((number, level))
        for deeper in [each for each in reached if each > level]:
            del reached[deeper]
        return _written(levels, level, reached)

    def _levels(self, name: str) -> dict[int, ET.Element]:
        definition = self._numbering.find(f"{W}abstractNum[@{W}abstractNumId='{name}']")
        return {int(each.get(f"{W}ilvl")): each for each in definition.findall(f"{W}lvl")}


def _written(levels: dict[int, ET.Element], level: int, reached: dict[int, int]) -> str:
    text = _val(levels[level], "lvlText") or ""
    for place, definition in levels.items():
        if f"%{place + 1}" in text:
            number = reached.get(place, int(_val(definition, "start") or 1))
            text = text.replace(f"%{place + 1}", _numeral(_val(definition, "numFmt") or "decimal", number))
    return text


def _numeral(kind: str, number: int) -> str:
    if kind == "lowerRoman":
        steps = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
        words = ""
        for worth, sign in steps:
            while number >= worth:
                words, number = words + sign, number - worth
        return words
    if kind == "lowerLetter":
        return "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
    assert kind == "decimal", kind
    return str(number)


def _text(element: ET.Element) -> str:
    """The characters of all runs; those of deleted text and of field codes are no ``w:t``."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "‑"}
    runs = (child for run in element.iter(f"{W}r") for child in run)
    return "".join(child.text or "" if child.tag == f"{W}t" else signs.get(child.tag, "") for child in runs)


def _bookmarks(body: ET.Element) -> dict[str, str]:
    found = {}
    for paragraph in body.iter(f"{W}p"):
        for start in paragraph.findall(f"{W}bookmarkStart"):
            found[start.get(f"{W}name")] = _between(paragraph, start)
    return found


def _between(paragraph: ET.Element, start: ET.Element) -> str:
    children = list(paragraph)
    rest = children[children.index(start) + 1 :]
    ends = [each for each in rest if each.tag == f"{W}bookmarkEnd" and each.get(f"{W}id") == start.get(f"{W}id")]
    inside = ET.Element("inside")
    inside.extend(rest[: rest.index(ends[0])])
    return _text(inside)


def _target(folder: str, relationship: ET.Element) -> str:
    target = relationship.get("Target")
    if relationship.get("TargetMode") == "External":
        return target
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _val(element: ET.Element | None, path: str) -> str | None:
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}val") if found is not None else None
