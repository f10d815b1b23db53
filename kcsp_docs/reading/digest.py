"""A fingerprint of what a model folder holds."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.reading.folder import ARTEFACTS, TEMPLATES, is_left_behind, is_picture
from kcsp_docs.reading.source import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.folder import Folder


@dataclass(frozen=True, slots=True)
class Contents:
    """Files by their names within the folder."""

    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256, in hexadecimal, over names (with ``/``) and bytes, whatever order a system lists them in."""
    everything = hashlib.sha256()
    for name, content in sorted((unicodedata.normalize("NFC", name), content) for name, content in contents.items()):
        everything.update(f"{name}\0{len(content)}\0".encode())
        everything.update(content)
    return everything.hexdigest()


def contents_beside(folder: Folder) -> Contents:
    """What goes into artefacts besides facts and terms: pictures, templates, the partnership's own artefacts."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _paths(folder):
        name = path.relative_to(folder.path).as_posix()
        try:
            contents[name] = path.read_bytes()
        except OSError as failure:
            problems.append(unreadable(folder.shown(name), failure))
    return Contents(contents, tuple(problems))


def _paths(folder: Folder) -> Iterator[Path]:
    candidates = [folder.path / name for name in folder.names if is_picture(name)]
    for own in (TEMPLATES, ARTEFACTS):
        candidates.extend(sorted((folder.path / own).rglob("*")))
    for path in candidates:
        within = path.relative_to(folder.path).parts
        if path.is_file() and not any(map(is_left_behind, within)):
            yield path
