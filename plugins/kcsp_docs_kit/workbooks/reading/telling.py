"""Problems of a workbook: each begins with the sheet and the cell, as a person finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Teller:
    """Says what is found in one file. An error keeps everything back; a warning or a note is told and not taken."""

    file: str
    report: Callable[[Problem], None]

    def error(self, code: str, message: str, hint: str) -> None:
        self.report(Problem(Severity.ERROR, code, message, file=self.file, hint=hint))

    def warning(self, code: str, message: str, hint: str) -> None:
        self.report(Problem(Severity.WARNING, code, message, file=self.file, hint=hint))

    def note(self, code: str, message: str, hint: str | None = None) -> None:
        self.report(Problem(Severity.NOTE, code, message, file=self.file, hint=hint))


def at(sheet: str, cell: str) -> str:
    """``Actions!G9``."""
    return f"{sheet}!{cell}"


def several(words: list[str]) -> str:
    """``A, B and C``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
