"""Templates by name: the model folder's own first, then those that packages bring."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kcsp_docs.errors import WordingError
from kcsp_docs.prose.wording import TemplateSource
from kcsp_docs.reading.beside import LARGEST, content_of, files_beneath, shown, too_large
from kcsp_docs.reading.digest import digest, name_in_bytes
from kcsp_docs.reading.source import source_of, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
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

    def place(self, name: str) -> str | None:
        """Where a file that stands beside ``wording`` is found, as the user can open it; None where there is none."""
        found = self._first(name)
        return shown(found) if found else None

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of everything that could be found: names and bytes, folder by folder.

        Raises WordingError where a file or a folder cannot be read.
        """
        return digest(self._everything())

    def names(self) -> tuple[str, ...]:
        """Every template by name, such as ``house_style.docx`` or ``wording/membership.md.j2``.

        Raises WordingError where a folder cannot be read.
        """
        names = {name for folder in self.folders for name in _files(folder) if not name.endswith(".py")}
        return tuple(sorted(names))

    def winners(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every template by name, with where it is found: the first place wins, the others are not used.

        Raises WordingError where a folder cannot be read.
        """
        return tuple((name, tuple(map(shown, self._all(name)))) for name in self.names())

    def _everything(self) -> Iterator[tuple[bytes, bytes]]:
        for number, folder in enumerate(self.folders):
            files = sorted(((name_in_bytes(name), file) for name, file in _files(folder).items()), key=itemgetter(0))
            yield from ((b"%d/%s" % (number, name), _content(file)) for name, file in files)

    def _first(self, name: str) -> Traversable | None:
        return next(self._all(name), None)

    def _all(self, name: str) -> Iterator[Traversable]:
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or name.startswith("/") or "\\" in name or ":" in name or "\0" in name:
            return
        yield from (found for folder in self.folders if _is_file(found := folder.joinpath(*parts)))


def _is_file(file: Traversable) -> bool:
    try:
        return file.is_file()
    except OSError as failure:
        raise WordingError((unreadable(shown(file), failure),)) from failure


def _content(file: Traversable) -> bytes:
    try:
        content = content_of(file)
    except OSError as failure:
        raise WordingError((unreadable(shown(file), failure),)) from failure
    if len(content) > LARGEST:
        raise WordingError((too_large(shown(file)),))
    return content


def _files(folder: Traversable) -> Mapping[str, Traversable]:
    """Every file beneath a folder by its name within it."""
    beneath = files_beneath(folder)
    if beneath.problems:
        raise WordingError(beneath.problems)
    return beneath.files
