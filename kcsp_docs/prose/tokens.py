"""How values travel through Markdown unseen: as tokens of private-use characters, swapped back in the tree.

While a wording is worked out each printed value is kept aside and stands in the text as a token, which Markdown takes
for a letter. Lines carry markers that say where in the source they come from; they are taken out before Markdown.
The characters of tokens may occur in templates and in values: in a template they become values themselves, and a
value is never searched for tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from kcsp_docs.prose.faults import Place, Refusal, WordingCode
from kcsp_docs.prose.tree import Prose

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile("\ue000([0-9]+)\ue001")
_MARKER = re.compile("\ue002([0-9]+)\ue003")
_RESERVED = re.compile("[\ue000-\ue003]")
_RESERVED_BY_NUMBER = re.compile("&#(?:x0*e00([0-3])|0*5734([4-7]));", re.IGNORECASE)
"""The same as Markdown may write them: by their number, 57344 to 57347."""


class Written:
    """What a template wrote, in a macro or a set block: text with tokens. It can be printed and joined, no more."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def marked_text(self) -> str:
        return self._text

    def __bool__(self) -> bool:
        """Whether anything was written; blanks and empty values are something only if a value stands among them."""
        return bool(_MARKER.sub("", self._text).strip())

    def __eq__(self, other: object) -> bool:
        self._refuse()

    def __hash__(self) -> int:
        self._refuse()

    def __str__(self) -> str:
        self._refuse()

    def __repr__(self) -> str:
        return "Written(…)"

    def _refuse(self) -> NoReturn:
        raise Refusal(
            WordingCode.WRONG_KIND,
            "What a macro or a set block wrote is compared or used as a value.",
            "It can only be printed, joined by ~ or asked whether there is any; use the facts themselves instead.",
        )


@dataclass(frozen=True, slots=True)
class Rendered:
    """Text that Markdown can be read from: ``values`` for its tokens, and for each line where its pieces come from."""

    text: str
    values: Sequence[str | Prose] = ()
    pieces: Sequence[Sequence[tuple[int, Place]]] = ()
    """For each line, in order: from which character on it comes from which place."""

    def with_values(self, text: str) -> str:
        """A piece of the text with its values in place of the tokens; prose, which is no text, as three dots."""
        return _TOKEN.sub(lambda token: self._characters(int(token[1])), text)

    def _characters(self, number: int) -> str:
        value = self.values[number]
        return value if isinstance(value, str) else "…"

    def split(self, text: str) -> list[tuple[str | Prose, bool]]:
        """A piece of the text as runs, each with whether it is a value."""
        parts = _TOKEN.split(text)
        return [(self.values[int(part)], True) if at % 2 else (part, False) for at, part in enumerate(parts)]

    def prose(self, text: str) -> Prose | None:
        """The prose that a piece of the text consists of, where it is one value and nothing else."""
        token = _TOKEN.fullmatch(text.strip())
        value = self.values[int(token[1])] if token else None
        return value if isinstance(value, Prose) else None

    def place(self, line: int, column: int | None = None) -> Place:
        """Where a line of the text comes from, counted from 0; with a column, the piece that covers it."""
        found = self.pieces[line] if line < len(self.pieces) else ()
        if column is not None and (before := [place for start, place in found if start <= column]):
            return before[-1]
        if found:
            return found[0][1]
        above = [pieces[-1][1] for pieces in self.pieces[:line] if pieces]
        return above[-1] if above else Place("", None)


@dataclass(slots=True)
class Tokens:
    """The values and places of one wording while it is worked out."""

    values: list[str | Prose] = field(default_factory=list)
    places: dict[Place, int] = field(default_factory=dict)

    def of(self, value: str | Prose) -> str:
        """A token that stands for a value."""
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"

    def marker(self, place: Place) -> str:
        """A marker that says where what follows comes from."""
        return f"\ue002{self.places.setdefault(place, len(self.places))}\ue003"

    def protect(self, text: str) -> str:
        """A template's own text with any private-use characters of ours as values."""
        return _RESERVED.sub(lambda character: self.of(character[0]), text)

    def rendered(self, marked: str) -> Rendered:
        """The text without its markers."""
        places = list(self.places)
        lines, pieces = [], []
        for marked_line in marked.split("\n"):
            line, found = _unmarked(marked_line, places)
            lines.append(_RESERVED_BY_NUMBER.sub(lambda number: self.of(_numbered(number)), line))
            pieces.append(found)
        return Rendered("\n".join(lines), tuple(self.values), tuple(pieces))


def _numbered(number: re.Match[str]) -> str:
    return chr(0xE000 + (int(number[1]) if number[1] else int(number[2]) - 4))


def _unmarked(marked_line: str, places: Sequence[Place]) -> tuple[str, tuple[tuple[int, Place], ...]]:
    line, found = "", []
    for at, part in enumerate(_MARKER.split(marked_line)):
        if at % 2:
            found.append((len(line), places[int(part)]))
        else:
            line += part
    return line, tuple(found)
