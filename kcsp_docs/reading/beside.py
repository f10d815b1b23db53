"""What goes into artefacts besides the text: pictures, templates, papers of the partnership's own.

Nobody knows beforehand how many files these are, how large, or whether they are files at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.folder import ARTEFACTS, TEMPLATES, cannot_be_opened, is_left_behind, is_picture, leads_out
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.source import unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.folder import Folder

LARGEST = 20_000_000
"""In bytes, of one file: a house style or a picture is a hundredth of it."""
MOST = 1_000
"""So many files and folders are looked at."""
DEEPEST = 8
"""So many folders lie within each other."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Files by their names within the folder, and what is wrong with others."""

    files: Mapping[str, Traversable]
    problems: tuple[Problem, ...]

    def beneath(self, folder: str) -> Mapping[str, Traversable]:
        """The files of one folder by their names within it."""
        start = f"{folder}/"
        return {name.removeprefix(start): file for name, file in self.files.items() if name.startswith(start)}

    def problems_beneath(self, folder: Path) -> tuple[Problem, ...]:
        """What is wrong with one folder and what lies in it."""
        return tuple(problem for problem in self.problems if Path(problem.file or "").is_relative_to(folder))


def files_beside(folder: Folder) -> Beside:
    """Whatever of a model folder goes into artefacts besides facts and terms. Links that lead out are not followed."""
    walk = _Walk(folder.path)
    for name in folder.names:
        if name in (TEMPLATES, ARTEFACTS):
            walk.folder(folder.path / name, f"{name}/")
        elif is_picture(name) and not is_left_behind(name):
            walk.file(folder.path / name, name)
    return Beside(walk.files, tuple(walk.problems))


def files_beneath(folder: Traversable) -> Beside:
    """Every file beneath a folder that a package brings; a folder that is not there has none."""
    walk = _Walk(None)
    walk.folder(folder, "")
    return Beside(walk.files, tuple(walk.problems))


def content_of(file: Traversable) -> bytes:
    """All of a file, or so much of it that it is seen to be larger than LARGEST. Raises OSError."""
    with file.open("rb") as stream:
        content: bytes = stream.read(LARGEST + 1)
    return content


def too_large(file: str) -> Problem:
    """That a file is larger than LARGEST."""
    message = f"This file is larger than {LARGEST // 1_000_000} MB."
    return error(Code.TOO_LARGE, message, "Make it smaller, or move it out of the folder.", file=file)


def shown(file: Traversable) -> str:
    """A file's path as the user can open it, the same on every system."""
    return file.as_posix() if isinstance(file, Path) else str(file)


@dataclass
class _Walk:
    """Looks at each thing once and opens nothing but plain files.

    ``model`` is the model folder, which links must stay in; without one, a folder that is not there has no files.
    """

    model: Path | None
    files: dict[str, Traversable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    looked_at: int = 0

    def folder(self, folder: Traversable, prefix: str, depth: int = 1) -> None:
        """Take up every file beneath; what Python and desktops leave behind is none."""
        try:
            if self._leads_out(folder) or (not folder.is_dir() and self.model is None):
                return
            if not folder.is_dir():
                raise NotADirectoryError(0, "it is not a folder")
            if depth > DEEPEST:
                self.problems.append(_too_deep(shown(folder)))
                return
            for entry in sorted(folder.iterdir(), key=lambda each: each.name):
                if not is_left_behind(entry.name) and entry.name != "__pycache__" and self._counts(folder):
                    self._entry(entry, f"{prefix}{entry.name}", depth)
        except OSError as failure:
            self.problems.append(cannot_be_opened(shown(folder), failure))

    def file(self, file: Traversable, name: str) -> None:
        """Take up one file that can be read and is not too large."""
        try:
            if self._leads_out(file):
                return
            if not file.is_file():
                raise OSError(0, "it is not a file")
            with file.open("rb") as stream:
                if stream.seek(0, 2) > LARGEST:
                    self.problems.append(too_large(shown(file)))
                else:
                    self.files[name] = file
        except OSError as failure:
            self.problems.append(unreadable(shown(file), failure))

    def _entry(self, entry: Traversable, name: str, depth: int) -> None:
        if entry.is_dir():
            self.folder(entry, f"{name}/", depth + 1)
        else:
            self.file(entry, name)

    def _counts(self, folder: Traversable) -> bool:
        """Whether there is room for one more. That there is none is told once."""
        self.looked_at += 1
        if self.looked_at == MOST + 1:
            self.problems.append(_too_many(shown(folder)))
        return self.looked_at <= MOST

    def _leads_out(self, entry: Traversable) -> bool:
        if self.model is None or not isinstance(entry, Path):
            return False
        problem = leads_out(entry, self.model)
        self.problems.extend([problem] if problem else [])
        return problem is not None


def _too_deep(folder: str) -> Problem:
    message = f"This folder lies more than {DEEPEST} folders deep."
    return error(Code.FOLDERS_TOO_DEEP, message, "Move its files further up, or out of the model.", file=folder)


def _too_many(folder: str) -> Problem:
    message = f"Here are more files and folders than the {MOST:,} that are read beside the model's text."
    return error(Code.TOO_MANY_FILES, message, "Keep only what artefacts are made from.", file=folder)
