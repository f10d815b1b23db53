"""The approved edition before: found by the path that the model gives, read as any other, and unchanged since."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from kcsp_docs.errors import ModelError, Problem, Severity
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.edition import read_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel

    from kcsp_docs.model.edition import PreviousEdition
    from kcsp_docs.reading.edition import ReadEdition


def read_previous(
    edition: ReadEdition, sections: Mapping[str, type[BaseModel]], template_folders: Sequence[Traversable]
) -> ReadEdition | None:
    """The edition that ``previous`` names; None where the model names none.

    Raises ModelError where it is not there, cannot be read, or is no longer what it was when its digest was taken. Its
    warnings are left alone: an approved edition is not mended.
    """
    named = edition.governance.previous
    if named is None:
        return None
    folder = Path(os.path.normpath(edition.folder / named.folder))
    _raise_any(edition, _misnamed(edition, named, folder))
    previous = read_edition(folder, sections, template_folders)
    _raise_any(edition, _drift(named, previous))
    return previous


def _raise_any(edition: ReadEdition, problems: Iterator[Problem]) -> None:
    if found := tuple(edition.locate(problem) for problem in problems):
        raise ModelError(found)


def _misnamed(edition: ReadEdition, named: PreviousEdition, folder: Path) -> Iterator[Problem]:
    if Path(named.folder).is_absolute() or PureWindowsPath(named.folder).drive:
        message = f"“{named.folder}” is a path of one computer; others have the folder elsewhere."
        yield _no_previous(message, "Write it as seen from this folder, such as ../terms-2023.")
    elif not folder.is_dir():
        message = f"There is no folder “{named.folder}” as seen from this one."
        yield _no_previous(message, "Look at its spelling, or bring the folder back.")
    elif os.path.realpath(folder) == os.path.realpath(edition.folder):
        yield _no_previous("This is the folder of this edition itself.", "Name that of the edition approved before.")


def _no_previous(message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, Code.NO_PREVIOUS, message, path="previous.folder", hint=hint)


def _drift(named: PreviousEdition, previous: ReadEdition) -> Iterator[Problem]:
    if named.digest not in (None, previous.terms_digest):
        yield Problem(
            Severity.ERROR,
            Code.PREVIOUS_CHANGED,
            f"The edition before, in {previous.folder.as_posix()}, is not what it was when this digest was taken: its"
            " partnership.yaml, terms or templates have been changed, and what is approved stays as it is.",
            path="previous.digest",
            hint="Bring the files back as they were; if “folder” names another edition than when the digest was taken,"
            f" or they are right now, write {previous.terms_digest} here.",
        )
