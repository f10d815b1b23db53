"""Bytes of a text file → its characters, or what is wrong with them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Mark
from kcsp_docs.reading.problems import error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kcsp_docs.errors import Problem

LARGEST_FILE = 4_000_000
"""In bytes: some forty times what a large partnership writes."""

_MOST_TOLD = 10

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000f0000-\U0010ffff]|\r(?!\n)"
)
"""Controls, line ends that editors do not agree on, half and private characters, and the mark of a lost one."""

_NAMED = {
    "\x00": "a NUL character",
    "\r": "a carriage return without a line feed",
    "\ufeff": "a byte order mark inside the text",
    "\ufffd": "the mark of a character that was lost (�)",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: ``content`` is its bytes as found, ``text`` its characters, None where they have faults."""

    file: str
    content: bytes
    text: str | None
    problems: tuple[Problem, ...] = ()


def read_source(path: Path, file: str) -> Source:
    """Read a text file; nothing is raised. ``file`` is the path as the user can open it."""
    try:
        content = _bytes(path)
    except OSError as failure:
        return Source(file, b"", None, (unreadable(file, failure),))
    return source_of(content, file)


def source_of(content: bytes, file: str) -> Source:
    """The characters of a file's bytes."""
    problem = _wrong_bytes(content, file)
    if problem:
        return Source(file, content, None, (problem,))
    text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    problems = tuple(_illegal_characters(text, file))
    return Source(file, content, None if problems else text, problems)


def unreadable(file: str, failure: OSError) -> Problem:
    """That a file could not be read, with the system's reason."""
    reason = (failure.strerror or "the system does not say why").lower()
    return error(
        Code.UNREADABLE_FILE,
        f"This file cannot be read: {reason}.",
        "Put a readable file in its place, or close the program that holds it open.",
        file=file,
    )


def mark_at(text: str, index: int) -> Mark:
    """The place of the character with that number. Lines end with LF or CR LF."""
    return Mark(text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1, index)


def illegal_character_in(text: str) -> str | None:
    """The first character that no model file may hold, said in words; None where there is none."""
    found = _ILLEGAL.search(text)
    return _said(found[0]) if found else None


def without_illegal_characters(text: str) -> str:
    """The text with a question mark for each character that no model file may hold."""
    return _ILLEGAL.sub("?", text)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise OSError(0, "it is not a file")
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def _wrong_bytes(content: bytes, file: str) -> Problem | None:
    if len(content) > LARGEST_FILE:
        return error(
            Code.TOO_LARGE,
            f"This file is larger than {LARGEST_FILE // 1_000_000} MB.",
            "Keep only the model's own text in it.",
            file=file,
        )
    if _is_utf_16(content):
        return error(
            Code.UTF_16,
            "This file is saved as UTF-16, which is not read here.",
            "Save it as UTF-8 (in the editor: Save as, Encoding).",
            file=file,
            at=Mark(1, 1, 0),
        )
    return _not_utf_8(content, file)


def _is_utf_16(content: bytes) -> bool:
    """By its byte order mark, or because every other one of its first bytes is NUL, as in English UTF-16."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    head = content[:64]
    return any(len(half := head[start::2]) > 1 and not any(half) and any(head) for start in (0, 1))


def _not_utf_8(content: bytes, file: str) -> Problem | None:
    text = content.removeprefix(codecs.BOM_UTF8)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as failure:
        before = text[: failure.start].decode("utf-8")
        return error(
            Code.NOT_UTF_8,
            f"This file is not UTF-8 text: {_byte_said(text[failure.start])} stands here.",
            "Save it as UTF-8 (in the editor: Save as, Encoding).",
            file=file,
            at=mark_at(before, len(before)),
        )
    return None


def _byte_said(byte: int) -> str:
    """A byte, and what an older Windows program means by it: the usual way that it gets into a file."""
    meant = bytes([byte]).decode("cp1252", errors="ignore")
    return f"byte {byte:02X} (“{meant}” in Windows-1252)" if meant else f"byte {byte:02X}"


def _illegal_characters(text: str, file: str) -> Iterator[Problem]:
    """Each illegal character once, where it first stands."""
    told: set[str] = set()
    for found in _ILLEGAL.finditer(text):
        if found[0] not in told and len(told) < _MOST_TOLD:
            told.add(found[0])
            yield error(
                Code.ILLEGAL_CHARACTER,
                f"A character stands here that no document can hold: {_said(found[0])}.",
                "Delete it and type the words anew.",
                file=file,
                at=mark_at(text, found.start()),
            )


def _said(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in _NAMED:
        return f"{_NAMED[character]}, {code}"
    if "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000":
        return f"a private-use character, {code}"
    return code
