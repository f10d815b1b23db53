"""What can be said of a YAML file line by line, before it is parsed: its indentation and its directives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.source import mark_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem

_MOST_TOLD = 10

_TAB = re.compile(r"^(?: |-(?=[ \t]))*(\t)[ \t]*(?=\S)", re.MULTILINE)
_WIDE_BLANK = re.compile("^(?:[ \t]|-(?=\\s))*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE)
_DIRECTIVES = re.compile(r"\A(?:[ ]*(?:#[^\n]*)?\r?\n|%[^\n]*\n)*")


def indentation_problems(text: str, file: str) -> Iterator[Problem]:
    """Blanks that look like indentation and are none. YAML takes spaces alone."""
    for found in _some(_TAB, text):
        yield error(
            Code.TAB_IN_INDENT,
            "This line is indented with a tab.",
            "Use spaces.",
            file=file,
            at=mark_at(text, found.start(1)),
        )
    for found in _some(_WIDE_BLANK, text):
        yield error(
            Code.NON_BREAKING_SPACE,
            f"This line is indented with a space that is not the plain one (U+{ord(found[1]):04X}).",
            "Delete it and press the space bar; it often comes from a web page or from Word.",
            file=file,
            at=mark_at(text, found.start(1)),
        )


def directive_problems(text: str, file: str) -> Iterator[Problem]:
    """The lines that begin with ``%`` above the model's own lines."""
    head = _head(text)
    for found in _some(re.compile(r"^%\w*", re.MULTILINE), head):
        yield error(
            Code.DIRECTIVE,
            f"“{found[0]}” is an instruction to a YAML program, which is not followed here.",
            "Delete this line.",
            file=file,
            at=mark_at(text, found.start()),
        )


def parseable(text: str) -> str:
    """The text as the parser is given it: every character at its place, tabs as spaces, directives as comments."""
    head = _head(text)
    return (re.sub(r"^%", "#", head, flags=re.MULTILINE) + text[len(head) :]).replace("\t", " ")


def _head(text: str) -> str:
    found = _DIRECTIVES.match(text)
    return found[0] if found else ""


def _some(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first few places; a file with a hundred such lines needs no hundred sentences."""
    for number, found in enumerate(pattern.finditer(text)):
        if number == _MOST_TOLD:
            return
        yield found
