"""Does a folder hold what was built? Looks, and changes nothing."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.disk import look, reason
from kcsp_docs.output.manifest import State
from kcsp_docs.output.names import MANIFEST, WORK_FOLDER, is_side_file
from kcsp_docs.output.recovery import read_manifest, read_own_journal
from kcsp_docs.output.settle import account

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kcsp_docs.output.manifest import ArtefactRecord, FileRecord, Manifest

_NAME_A_FOLDER = "Name the folder that kcsp-docs build wrote, such as MODEL/out."


class Standing(StrEnum):
    """How a file stands to what was built."""

    AS_BUILT = "as built"
    EDITED = "edited"
    MISSING = "missing"
    STALE = "stale"
    """As built, but by an earlier build than the rest."""
    FOREIGN = "foreign"
    """Not built by kcsp-docs; it never touches such a file."""


@dataclass(frozen=True, slots=True)
class FileState:
    """One file of a folder; ``artefact`` is None for a foreign one."""

    path: str
    artefact: str | None
    state: Standing


def verify(folder: Path) -> tuple[FileState, ...]:
    """Every file that the manifest lists and every other in the folder (hidden ones aside), by path.

    After a build that was interrupted its journal counts as well. Raises OutputError where there is no manifest to
    verify against, or a damaged one, or the folder cannot be looked into.
    """
    try:
        manifest = _manifest(folder)
        listed = [_state(folder, artefact, file) for artefact in manifest.artefacts for file in artefact.files]
        paths = {state.path for state in listed}
        return tuple(sorted([*listed, *_foreign(folder, paths)], key=lambda state: state.path))
    except OSError as error:
        raise OutputError((_closed(folder, error),)) from error


def _manifest(folder: Path) -> Manifest:
    if absent := _absent(folder):
        raise OutputError((absent,))
    work = folder / WORK_FOLDER
    if work.is_symlink():
        raise NotADirectoryError(0, f"{WORK_FOLDER} is a link")
    if journal := read_own_journal(work):
        return account(folder, journal, carried_out=False)
    manifest = read_manifest(folder)
    if manifest is None:
        raise OutputError((_missing(folder),))
    return manifest


def _absent(folder: Path) -> Problem | None:
    """Where there is no folder at all. Raises OSError where nobody may know."""
    try:
        if stat.S_ISDIR(folder.stat().st_mode):
            return None
        message, hint = "This is a file and not a folder.", _NAME_A_FOLDER
    except (FileNotFoundError, NotADirectoryError):
        message, hint = "There is no such folder.", "Look at the spelling of its path."
    return Problem(Severity.ERROR, OutputCode.FOLDER_MISSING, message, file=str(folder), hint=hint)


def _closed(folder: Path, error: OSError) -> Problem:
    message = f"This folder cannot be looked into: {reason(error)}."
    hint = "Mend the cause and verify again."
    return Problem(Severity.ERROR, OutputCode.FOLDER_CLOSED, message, file=str(folder), hint=hint)


def _missing(folder: Path) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.MANIFEST_MISSING,
        message=f"There is no {MANIFEST} in this folder.",
        file=str(folder),
        hint=_NAME_A_FOLDER,
    )


def _state(folder: Path, artefact: ArtefactRecord, file: FileRecord) -> FileState:
    seen = look(folder / file.path)
    if seen is None:
        standing = Standing.MISSING
    elif seen != file.sha256:
        standing = Standing.EDITED
    else:
        standing = Standing.STALE if artefact.state is State.STALE else Standing.AS_BUILT
    return FileState(file.path, artefact.name, standing)


def _foreign(folder: Path, listed: set[str]) -> Iterator[FileState]:
    for path in folder.iterdir():
        if path.name not in listed and not is_side_file(path.name) and not path.is_dir():
            yield FileState(path.name, None, Standing.FOREIGN)
