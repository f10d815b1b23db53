"""What the look of a cell says about its content: a date, a percentage, struck through."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from kcsp_docs_kit.workbooks.reading.xml import Attributes, Target

_QUOTED = re.compile(r'"[^"]*"|\\.')
_DATES_OF_OTHER_LANGUAGES = (*range(27, 37), *range(50, 59))
"""Built-in formats that are dates where Excel speaks an East Asian language (ECMA-376 part 1, 18.8.30)."""


@dataclass(frozen=True, slots=True)
class Style:
    date: bool = False
    percent: bool = False
    struck: bool = False


class StylesTarget(Target):
    """Collects the styles that cells refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: dict[int, str] = {}
        self._fonts: list[bool] = []
        self._cells: list[tuple[int, int]] = []
        self._path: list[str] = []

    def start_element(self, tag: str, attributes: Attributes) -> None:
        group = self._path[-1] if self._path else ""
        self._path.append(tag)
        if tag == "numFmt" and group == "numFmts":
            self._formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif tag == "font" and group == "fonts":
            self._fonts.append(False)
        elif tag == "strike" and group == "font" and "fonts" in self._path:
            self._fonts[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "xf" and group == "cellXfs":
            self._cells.append((int(attributes.get("numFmtId", "0")), int(attributes.get("fontId", "0"))))

    def end_element(self, tag: str) -> None:
        self._path.pop()

    def styles(self) -> tuple[Style, ...]:
        return tuple(self._style(number, font) for number, font in self._cells)

    def _style(self, number: int, font: int) -> Style:
        code = self._formats.get(number, BUILTIN_FORMATS.get(number, "General"))
        plain = _QUOTED.sub("", code)
        date = is_date_format(plain) or (number in _DATES_OF_OTHER_LANGUAGES and number not in self._formats)
        return Style(date, "%" in plain, font < len(self._fonts) and self._fonts[font])
