"""An officer's workbook as it stands: its sheets in order, the names in it, and the cells of a sheet when asked for."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import Area, Grid, Misspelt, area_of
from kcsp_docs_kit.workbooks.reading.package import SAVE_ANEW, Package
from kcsp_docs_kit.workbooks.reading.refusal import refused
from kcsp_docs_kit.workbooks.reading.sheet_xml import SheetTarget, TooManyCells
from kcsp_docs_kit.workbooks.reading.strings import StringsTarget, Text
from kcsp_docs_kit.workbooks.reading.styles import Style, StylesTarget
from kcsp_docs_kit.workbooks.reading.xml import Attributes, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!,]+))!(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name and the area it stands for. ``local`` is the sheet it is private to: a copy has its own."""

    name: str
    sheet: str
    area: Area
    local: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. ``part`` is where it is kept; a sheet that is nothing but a chart has no cells."""

    name: str
    part: str
    state: str = "visible"
    chart: bool = False


@dataclass(slots=True)
class Contents:
    """What is in a workbook."""

    package: Package
    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]
    _from_1904: bool
    _strings_part: str | None
    _styles_part: str | None
    _strings: list[Text] | None = None
    _styles: tuple[Style, ...] | None = None
    _grids: dict[str, Grid] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet | None:
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def grid(self, name: str) -> Grid:
        """The cells of a sheet. Raises WorkbookError where they cannot be read."""
        if name not in self._grids:
            sheet = self.sheet(name)
            self._grids[name] = Grid({}) if sheet is None or sheet.chart else self._read(sheet)
        return self._grids[name]

    def _read(self, sheet: Sheet) -> Grid:
        target = SheetTarget(self._shared_strings(), self._cell_styles(), from_1904=self._from_1904)
        try:
            self.package.parse(sheet.part, target)
        except TooManyCells as error:
            message = f"The sheet “{sheet.name}” cannot be read: {error}."
            raise refused(self.package.file, message, "Delete what does not belong there, and save.") from error
        return target.grid()

    def _shared_strings(self) -> list[Text]:
        if self._strings is None:
            target = StringsTarget()
            if self._strings_part is not None:
                self.package.parse(self._strings_part, target)
            self._strings = target.texts
        return self._strings

    def _cell_styles(self) -> tuple[Style, ...]:
        if self._styles is None:
            target = StylesTarget()
            if self._styles_part is not None:
                self.package.parse(self._styles_part, target)
            self._styles = target.styles()
        return self._styles


def contents(package: Package) -> Contents:
    """The sheets and names of a workbook. Raises WorkbookError for a package without them."""
    part = next((each.target for each in package.relationships("") if each.kind == "officeDocument"), None)
    if part is None:
        raise refused(package.file, "The file says nowhere which part of it is the workbook.", SAVE_ANEW)
    target = _WorkbookTarget()
    package.parse(part, target)
    related = {each.id: each for each in package.relationships(part)}
    sheets = tuple(
        Sheet(name, related[id_].target, state, chart=related[id_].kind != "worksheet")
        for name, id_, state in target.sheets
        if id_ in related
    )
    if not sheets:
        raise refused(package.file, "The file is no whole workbook: it has no sheets.", SAVE_ANEW)
    kinds = {each.kind: each.target for each in related.values()}
    names = tuple(_names(target, [name for name, *_ in target.sheets]))
    return Contents(package, sheets, names, target.from_1904, kinds.get("sharedStrings"), kinds.get("styles"))


def _names(target: _WorkbookTarget, sheets: list[str]) -> Iterator[Name]:
    """Those that stand for an area; what a deleted column leaves behind (``#REF!``) stands for none."""
    for name, local, text in target.names:
        match = _AREA.search(text)
        if match is None or (local is not None and not local < len(sheets)):
            continue
        sheet = (match[1] or "").replace("''", "'") or match[2].lstrip("$")
        with suppress(Misspelt):
            yield Name(name, sheet, area_of(match[3]), None if local is None else sheets[local])


class _WorkbookTarget(Target):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, str]] = []
        self.names: list[tuple[str, int | None, str]] = []
        self.from_1904 = False
        self._name: tuple[str, int | None] | None = None
        self._pieces: list[str] = []

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            id_ = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), id_, attributes.get("state", "visible")))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "definedName":
            local = attributes.get("localSheetId")
            self._name = attributes.get("name", ""), None if local is None else int(local)
            self._pieces = []

    def data(self, text: str) -> None:
        if self._name is not None:
            self._pieces.append(text)

    def end_element(self, tag: str) -> None:
        if tag == "definedName" and self._name is not None:
            self.names.append((*self._name, "".join(self._pieces)))
            self._name = None
