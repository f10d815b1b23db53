"""Templates by name: the model folder's own first, then those that packages bring."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kcsp_docs.errors import WordingError
from kcsp_docs.prose.wording import TemplateSource
from kcsp_docs.reading.folder import is_left_behind
from kcsp_docs.reading.source import source_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

WORDING = "wording"
"""The folder within each template folder that holds wording."""


@dataclass(frozen=True, slots=True)
class TemplateChain:
    """Template folders, the first that has a name wins. A folder need not exist."""

    folders: tuple[Traversable, ...]

    def find(self, name: str) -> TemplateSource | None:
        """A wording template such as ``membership.md.j2``, from the ``wording`` folder of the first that has it.

        Raises WordingError where it is no UTF-8 text, or holds characters that no document can hold.
        """
        found = self._first(f"{WORDING}/{name}")
        if found is None:
            return None
        source = source_of(_content(found), shown(found))
        if source.text is None:
            raise WordingError(source.problems)
        return TemplateSource(source.text.replace("\r\n", "\n"), source.file)

    def read(self, name: str) -> bytes | None:
        """A file that stands beside ``wording``, such as ``house_style.docx``; None where there is none.

        Raises WordingError where it cannot be read.
        """
        found = self._first(name)
        return _content(found) if found else None

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of everything that could be found: names and bytes, folder by folder.

        Raises WordingError where a file cannot be read.
        """
        everything = hashlib.sha256()
        for number, folder in enumerate(self.folders):
            for name, content in sorted(_files(folder, "")):
                everything.update(f"{number}/{name}\0{len(content)}\0".encode())
                everything.update(content)
        return everything.hexdigest()

    def winners(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every template by name, with where it is found: the first place wins, the others are not used.

        Raises WordingError where a file cannot be read.
        """
        names = {name for folder in self.folders for name, _ in _files(folder, "") if not name.endswith(".py")}
        return tuple((name, tuple(map(shown, self._all(name)))) for name in sorted(names))

    def _first(self, name: str) -> Traversable | None:
        return next(self._all(name), None)

    def _all(self, name: str) -> Iterator[Traversable]:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            return
        yield from (found for folder in self.folders if (found := folder.joinpath(*parts)).is_file())


def shown(file: Traversable) -> str:
    """A file's path as the user can open it, the same on every system."""
    return file.as_posix() if isinstance(file, Path) else str(file)


def _content(file: Traversable) -> bytes:
    try:
        return file.read_bytes()
    except OSError as failure:
        raise WordingError((unreadable(shown(file), failure),)) from failure


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Every file beneath a folder; what Python and desktops leave behind is no template."""
    if not folder.is_dir():
        return
    for entry in folder.iterdir():
        if is_left_behind(entry.name) or entry.name == "__pycache__":
            continue
        if entry.is_file():
            yield f"{prefix}{entry.name}", _content(entry)
        elif not (isinstance(entry, Path) and entry.is_symlink()):
            yield from _files(entry, f"{prefix}{entry.name}/")
