"""Marks that are mistyped in a way that Markdown prints as they stand: ``{: #id`` left open, ``{.style}``, ``#Quorum``.

They are looked for in a template's own text; a value is a token there, and what it holds is never searched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.prose.faults import Fault, WordingCode

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile("\ue000[0-9]+\ue001")
_UNCLOSED = re.compile(r"(?<!\\)\{[ \t]*:(?P<inside>[^{}\n]*)$", re.MULTILINE)
_WITHOUT_COLON = re.compile(
    "(?<!\\\\)\\{[ \t]*(?P<inside>(?::|\\.[ \t]*[A-Za-z\ue000]|[ \t]#)[^{}\n]*)(?:\\}|$)", re.MULTILINE
)
_NO_BLANK = re.compile("^[ \t]*(?P<signs>#{1,6})(?P<words>(?:[^\\W\\d_]|\ue000)[^\n]*)", re.MULTILINE)


def attribute_slips(text: str) -> Iterator[tuple[int, Fault]]:
    """Each mark of an id or a style that is not one as it is written, with its line in the text, counted from 0.

    Marks that are whole, such as ``{: #id}``, are none of these.
    """
    for found in _UNCLOSED.finditer(text):
        mark = _shown(found[0].strip())
        hint = rf"Write {{: {_inside(found)}}}, or \{{ for the sign itself."
        yield text.count("\n", 0, found.start()), _unreadable(f"“{mark}” is never closed.", hint)
    for found in _WITHOUT_COLON.finditer(text):
        if not found[0].startswith("{:") and not _UNCLOSED.match(text, found.start()):
            hint = rf"Write {{: {_inside(found)}}}, or \{{ for the sign itself."
            message = f"“{_shown(found[0].strip())}” is neither an id nor a style as it is written."
            yield text.count("\n", 0, found.start()), _unreadable(message, hint)


def heading_slips(text: str) -> Iterator[tuple[int, Fault]]:
    """Each line of a paragraph that begins as a heading does, without the blank that would make it one."""
    for found in _NO_BLANK.finditer(text):
        signs, words = found["signs"], _shown(found["words"].strip())
        message = f"A blank is missing after “{signs}”, so that this is no heading."
        hint = rf"Write “{'#' * max(2, len(signs))} {words}”, or \# for the sign itself."
        yield text.count("\n", 0, found.start("signs")), Fault(WordingCode.HEADING_WITHOUT_BLANK, message, hint)


def _inside(found: re.Match[str]) -> str:
    """What was meant to stand between ``{:`` and ``}``, without blanks between a sign and its name."""
    words = found["inside"].strip().removeprefix(":").strip()
    return _shown(re.sub(r"([.#])[ \t]+", r"\1", words)) or "#id"


def _shown(text: str) -> str:
    """A piece of the text for a message; values differ from turn to turn of a loop and are left out."""
    return _TOKEN.sub("…", text)


def _unreadable(message: str, hint: str) -> Fault:
    return Fault(WordingCode.ATTRIBUTE_UNREADABLE, message, hint)
