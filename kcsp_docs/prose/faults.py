"""What can be wrong with a wording, each with its code, and how a fault is raised and placed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class WordingCode(StrEnum):
    """Every code of a problem that a wording can have."""

    TEMPLATE_SYNTAX = "template-syntax"
    """What stands between ``{{ }}`` or ``{% %}`` cannot be read."""
    TEMPLATE_MISSING = "template-missing"
    """A template that is imported, included or extended is not there."""
    TEMPLATE_FAILED = "template-failed"
    """Something went wrong while the wording was worked out."""
    TEMPLATE_TOO_LONG = "template-too-long"
    """The wording would grow without bound."""
    UNKNOWN_NAME = "unknown-name"
    """A name that no fact and no ``{% set %}`` has."""
    UNKNOWN_FIELD = "unknown-field"
    """A field that a record does not have, or an id that is not in a collection."""
    UNKNOWN_FILTER = "unknown-filter"
    """A filter that wordings do not have."""
    UNKNOWN_TEST = "unknown-test"
    """A test (``is …``) that wordings do not have."""
    NOT_AVAILABLE = "not-available"
    """Something that jinja2 has and wordings do not."""
    NO_VALUE = "no-value"
    """A fact that is left out in the model is printed or used."""
    NOT_PRINTABLE = "not-printable"
    """A whole record, a list or a function is printed."""
    WRONG_KIND = "wrong-kind"
    """A filter or an operator is given a value that it cannot use."""
    COMMENT_FOR_ID = "comment-for-id"
    """``{#name}``, which jinja2 takes for a comment, in place of ``{: #name}``."""
    NOT_SUPPORTED = "markdown-not-supported"
    """Markdown that has no place in a document of this house."""
    ATTRIBUTE_UNREADABLE = "attribute-unreadable"
    """``{: … }`` that is neither an id nor a style."""
    ATTRIBUTE_MISPLACED = "attribute-misplaced"
    """``{: … }`` where it belongs to nothing."""
    DUPLICATE_ID = "duplicate-id"
    """One id twice in one text."""
    HEADING_LEVEL = "heading-level"
    """A level that is skipped, or deeper than four."""
    HEADING_WITHOUT_BLANK = "heading-without-blank"
    """``#Quorum``, which Markdown prints as it stands."""
    EMPTY_HEADING = "empty-heading"
    EMPTY_ITEM = "empty-item"
    """A list item without text of its own."""
    EMPTY_PARAGRAPH = "empty-paragraph"
    """An id or a style on a paragraph that has no text."""
    LIST_START = "list-start"
    """A numbered list that does not start at 1."""
    LIST_DEPTH = "list-depth"
    """Lists within lists, too deep for a word processor."""
    TABLE_WITHOUT_ROWS = "table-without-rows"
    TABLE_ROW_WIDTH = "table-row-width"
    """A row with more or fewer cells than the header."""
    CAPTION_WITHOUT_TABLE = "caption-without-table"
    """A paragraph that begins with ``Table:`` and no table after it."""
    LINK_TARGET = "link-target"
    """A link to something else than ``https:``, ``http:`` or ``mailto:``."""
    LINK_WITHOUT_TEXT = "link-without-text"


LEFT_OUT_HINT = "Give it a value in the model, or use it only inside {% if … %}."


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and the mend, before its place is known."""

    code: WordingCode
    message: str
    hint: str

    def at(self, place: Place) -> Problem:
        return Problem(Severity.ERROR, self.code.value, self.message, place.file, place.line, hint=self.hint)


class Refusal(Exception):  # noqa: N818  # it is raised through jinja2 and never leaves this package
    """Raised while a wording is worked out; it becomes a problem at the line that asked."""

    def __init__(self, code: WordingCode, message: str, hint: str) -> None:
        super().__init__(message)
        self.fault = Fault(code, message, hint)

    @classmethod
    def of(cls, fault: Fault) -> Refusal:
        return cls(fault.code, fault.message, fault.hint)


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """``Did you mean “quorum”?`` where a known name is close, else another hint."""
    close = difflib.get_close_matches(name, sorted(known), n=2, cutoff=0.7)
    return "Did you mean " + " or ".join(f"“{each}”" for each in close) + "?" if close else otherwise
