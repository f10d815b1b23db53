"""The XML of one sheet into its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache
from math import isfinite, nan
from typing import TYPE_CHECKING

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from kcsp_docs_kit.workbooks.canonical import canonical
from kcsp_docs_kit.workbooks.reading.cells import Area, Cell, Content, Grid, Misspelt, area_of, name_of, place_of
from kcsp_docs_kit.workbooks.reading.xml import Attributes, Target, unescaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kcsp_docs_kit.workbooks.reading.strings import Text
    from kcsp_docs_kit.workbooks.reading.styles import Style

MOST_CELLS = 150_000
PLAIN_DIGITS = 15


class TooManyCells(Exception):  # noqa: N818  (told as a problem, never seen as an exception)
    """A sheet with more filled cells than is read."""


class SheetTarget(Target):
    """Collects the cells of a sheet. Rows and cells may leave out where they stand: then they follow the last one."""

    def __init__(self, strings: Sequence[Text], styles: Sequence[Style], *, from_1904: bool) -> None:
        super().__init__()
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merged: list[Area] = []
        self.links: list[tuple[str, str]] = []
        self.drawings: list[str] = []
        self._strings, self._styles = strings, styles
        self._epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
        self._row = self._column = self._count = 0
        self._open = _Open()
        self._pieces: list[str] | None = None
        self._shared: dict[str, tuple[str, str]] = {}
        self._phonetic = False

    def grid(self) -> Grid:
        return Grid(self.rows, tuple(self.merged), tuple(self.links), tuple(self.drawings))

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif tag in ("v", "t", "f"):
            self._pieces = None if self._phonetic else []
            if tag == "f":
                self._open.formula = dict(attributes)
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "strike":
            self._open.struck = attributes.get("val", "1") not in ("0", "false")
        elif tag == "mergeCell":
            self.merged.append(area_of(attributes["ref"]))
        elif tag == "hyperlink":
            area_of(attributes.get("ref", ""))
            self.links.append((attributes.get("ref", ""), _relationship(attributes)))
        elif tag == "drawing":
            self.drawings.append(_relationship(attributes))

    def data(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def end_element(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag in ("v", "t", "f") and self._pieces is not None:
            self._open.take(tag, "".join(self._pieces))
            self._pieces = None
        elif tag == "rPh":
            self._phonetic = False

    def _begin_cell(self, attributes: Attributes) -> None:
        place = place_of(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        self._row, self._column = place
        self._open = _Open(attributes.get("t", "n"), int(attributes.get("s", "0")))

    def _end_cell(self) -> None:
        if not (self._open.value or self._open.text or self._open.formula is not None):
            return
        cell = self._cell(self._open)
        if cell is not None and cell.raw:
            self._count += 1
            if self._count > MOST_CELLS:
                raise TooManyCells(f"more than {MOST_CELLS:,} cells are filled in")
            self.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, it: _Open) -> Cell | None:
        style = self._styles[it.style] if it.style < len(self._styles) else None
        struck = it.struck or (style is not None and style.struck)
        if it.formula is not None:
            return Cell(self._row, self._column, Content.FORMULA, self._formula(it), struck=struck)
        if it.type == "inlineStr":
            return Cell(self._row, self._column, Content.TEXT, unescaped(it.text), struck=struck)
        if not it.value:
            return None
        return self._valued(it, style, struck=struck)

    def _valued(self, it: _Open, style: Style | None, *, struck: bool) -> Cell:
        row, column, value = self._row, self._column, it.value
        match it.type:
            case "s":
                text = self._string(int(value))
                return Cell(row, column, Content.TEXT, text.text, struck=struck or text.struck)
            case "str":
                return Cell(row, column, Content.TEXT, unescaped(value), struck=struck)
            case "b":
                return Cell(row, column, Content.BOOLEAN, "TRUE" if value in ("1", "true") else "FALSE", struck=struck)
            case "e":
                return Cell(row, column, Content.ERROR, value, struck=struck)
            case "d":
                day = datetime.fromisoformat(value).replace(tzinfo=None)
                return Cell(row, column, Content.DAY, day.isoformat(), day, struck=struck)
            case _:
                return self._numbered(value, style, struck=struck)

    def _numbered(self, value: str, style: Style | None, *, struck: bool) -> Cell:
        """A number; one of up to 15 digits as it stands."""
        plain = len(value) <= PLAIN_DIGITS and value.isascii() and value.isdigit() and value[0] != "0"
        number = value if plain else canonical(self._finite(value)) or "0"
        if style is None:
            return Cell(self._row, self._column, Content.NUMBER, number, struck=struck)
        if style.date and (moment := self._moment(float(value))) is not None:
            return Cell(self._row, self._column, Content.DAY, number, moment, struck=struck)
        return Cell(self._row, self._column, Content.NUMBER, number, percent=style.percent, struck=struck)

    def _string(self, number: int) -> Text:
        if not 0 <= number < len(self._strings):
            raise Misspelt(f"{name_of((self._row, self._column))} refers to text {number}, which is missing")
        return self._strings[number]

    def _finite(self, value: str) -> float:
        try:
            number = float(value)
        except ValueError:
            number = nan
        if not isfinite(number):
            where = name_of((self._row, self._column))
            raise Misspelt(f"{where} is kept as a number, and none can be read there")
        return number

    def where(self) -> str:
        return f"something is misspelt in or after the cell {name_of((max(self._row, 1), max(self._column, 1)))}"

    def _moment(self, number: float) -> datetime | time | None:
        """None for a number that no date has."""
        try:
            moment = from_excel(number, self._epoch)
        except (OverflowError, ValueError):
            return None
        return None if isinstance(moment, timedelta) else moment

    def _formula(self, it: _Open) -> str:
        """With its sign; the formula that several cells share stands in the first of them."""
        group = (it.formula or {}).get("si", "")
        text = f"={it.formula_text}"
        if (it.formula or {}).get("t") != "shared":
            return text
        here = name_of((self._row, self._column))
        if it.formula_text:
            self._shared[group] = text, here
            return text
        return _filled_down(*self._shared[group], here) if group in self._shared else text


@lru_cache(100)
def _translator(formula: str, origin: str) -> Translator:
    return Translator(formula, origin)


def _filled_down(formula: str, origin: str, to: str) -> str:
    """A formula as it is in another cell; as it is in its own where it cannot be understood."""
    try:
        return str(_translator(formula, origin).translate_formula(to))
    except (TranslatorError, TokenizerError):
        return formula


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    type: str = "n"
    style: int = 0
    value: str = ""
    text: str = ""
    formula: dict[str, str] | None = None
    formula_text: str = ""
    struck: bool = field(default=False)

    def take(self, tag: str, text: str) -> None:
        if tag == "v":
            self.value = text
        elif tag == "f":
            self.formula_text = text
        else:
            self.text += text


def _relationship(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key.endswith("}id")), "")
