"""File names that every system takes, and the names that stand beside them."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MANIFEST = "manifest.json"
WORK_FOLDER = ".kcsp-docs"

_LONGEST_NAME = 200
_LONGEST_IN_BYTES = 230  # file systems take 255; the rest is room for ".rebuilt" and ".edited-99"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# Microsoft, "Naming Files, Paths, and Namespaces": reserved with any suffix; the superscript digits count too.
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_OWN_WORK = re.compile(r"\.(rebuilt|edited)(-\d+)?$", re.IGNORECASE)
_LOCK_MARKERS = ("~$", ".~lock.")
_KEPT_FOR_US = "is kept for the build's own work"


def fold(name: str) -> str:
    """The form in which two names that some system takes for one are equal: letter case and Unicode form aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def fault_of(name: str) -> str | None:
    """Why a plugin cannot name a file so, as the end of a sentence; None for a name that every system takes."""
    if fault := fault_of_listed(name):
        return fault
    return _KEPT_FOR_US if _OWN_WORK.search(PurePath(name).stem) else None


def fault_of_listed(name: str) -> str | None:
    """As :func:`fault_of`, for a name in a manifest, where a ``.rebuilt`` file of our own may be listed."""
    if not name.strip():
        return "is empty"
    if len(name) > _LONGEST_NAME:
        return f"is {len(name)} characters long, and {_LONGEST_NAME} is the most"
    if fault := _fault_of_characters(name) or _fault_of_shape(name):
        return fault
    return _KEPT_FOR_US if is_side_file(name) else None


def _fault_of_characters(name: str) -> str | None:
    if "/" in name or "\\" in name:
        return "has a folder in it"
    if found := _FORBIDDEN.search(name):
        return f"has {_spoken(found.group())} in it"
    try:
        length = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "has half a character in it"
    return "is too long for a disk" if length > _LONGEST_IN_BYTES else None


def _spoken(character: str) -> str:
    return character if character.isprintable() else f"the control character {ord(character)}"


def _fault_of_shape(name: str) -> str | None:
    if name[-1] in ". ":
        return "ends with a dot or a blank, which Windows drops"
    if name[0] == " ":
        return "begins with a blank"
    if _RESERVED.fullmatch(name.split(".")[0].rstrip(" ")):
        return "is a device on Windows"
    return None


def rebuilt_name(name: str) -> str:
    """What is written beside an edited Word file: ``paper.docx`` gives ``paper.rebuilt.docx``."""
    path = PurePath(name)
    return f"{path.stem}.rebuilt{path.suffix}"


def edited_names(name: str) -> Iterator[str]:
    """Where an edited file is set aside, the first free one: ``paper.edited.docx``, ``paper.edited-2.docx`` …"""
    path = PurePath(name)
    yield f"{path.stem}.edited{path.suffix}"
    yield from (f"{path.stem}.edited-{number}{path.suffix}" for number in count(2))


def lock_markers(name: str) -> tuple[str, ...]:
    """The files that Word, Excel and LibreOffice lay beside one that they have open.

    Word drops the first letters of a longer name (two from eight letters on, one of seven); Excel keeps them.
    """
    stem = PurePath(name).stem
    dropped = 2 if len(stem) >= 8 else 1 if len(stem) == 7 else 0
    return (f"~${name[dropped:]}", f"~${name}", f".~lock.{name}#")


def is_side_file(name: str) -> bool:
    """Whether something in the folder is the manifest, hidden (our work folder is) or an office program's marker."""
    return fold(name) == MANIFEST or name.startswith((".", *_LOCK_MARKERS))


def program_for(name: str) -> str:
    """The program in which a person has such a file open."""
    suffix = PurePath(name).suffix.lower()
    return {".docx": "Word", ".docm": "Word", ".xlsx": "Excel", ".xlsm": "Excel"}.get(suffix, "another program")
