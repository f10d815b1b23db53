"""The texts that the cells of a workbook share."""

from __future__ import annotations

from dataclasses import dataclass

from kcsp_docs_kit.workbooks.reading.xml import Attributes, Target, unescaped


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; ``struck`` where any of it is struck through."""

    text: str
    struck: bool = False


class StringsTarget(Target):
    """Collects the shared texts, without how they look and without phonetic guides."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[Text] = []
        self._pieces: list[str] = []
        self._inside = self._phonetic = self._struck = False

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == "si":
            self._pieces, self._struck = [], False
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._inside = not self._phonetic
        elif tag == "strike":
            self._struck = self._struck or attributes.get("val", "1") not in ("0", "false")

    def data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end_element(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(Text(unescaped("".join(self._pieces)), self._struck))
        elif tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
