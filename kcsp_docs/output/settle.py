"""The end of a build, and just so the beginning of the next one after a build that was killed.

Everything here may be done twice, and is decided by what stands on the disk: a displaced file finds its place, the
manifest says what is there, the temporary files go.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.disk import (
    NOT_A_FILE,
    UNREADABLE,
    NotAPlainFileError,
    look,
    move_without_replacing,
    own_bytes,
    replace_whole,
    same_file,
    sync_folder,
)
from kcsp_docs.output.journal import remove_journal
from kcsp_docs.output.merge import merge
from kcsp_docs.output.names import MANIFEST, edited_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kcsp_docs.output.journal import Journal, Operation
    from kcsp_docs.output.manifest import Manifest

_UNFINISHED = "manifest.json.new"


def settle(folder: Path, work: Path, journal: Journal, *, carried_out: bool) -> tuple[Manifest, tuple[Problem, ...]]:
    """Give each displaced file its place, write the manifest, clear up; the manifest and what was set aside.

    ``carried_out`` is False for a build that stopped on its way. Raises OSError when the disk refuses; the journal
    then stays, and the next build tries again.
    """
    sync_folder(folder)
    problems = tuple(problem for operation in journal.operations for problem in _settle(folder, work, operation))
    manifest = account(folder, journal, carried_out=carried_out)
    write_manifest(folder, work, manifest)
    for operation in journal.operations:
        (work / operation.staged).unlink(missing_ok=True)
    remove_journal(work)
    return manifest, problems


def account(folder: Path, journal: Journal, *, carried_out: bool) -> Manifest:
    """The manifest as the disk has it. A build that stopped before it changed any file leaves the one of before."""
    begun = any(look(folder / operation.path) == operation.new for operation in journal.operations)
    if not carried_out and not begun:
        return journal.before
    return merge(journal.before, journal.after, journal.touched, lambda path: look(folder / path))


def write_manifest(folder: Path, work: Path, manifest: Manifest) -> None:
    """Write manifest.json where it would change; an empty one only over another."""
    path = folder / MANIFEST
    try:
        present = own_bytes(path)
    except NotAPlainFileError as error:
        raise OSError(0, f"{MANIFEST} {error}") from None
    if present != manifest.to_bytes() and (manifest.artefacts or present):
        replace_whole(path, manifest.to_bytes(), beside=work / _UNFINISHED)


def _settle(folder: Path, work: Path, operation: Operation) -> Iterator[Problem]:
    displaced, path = work / operation.displaced, folder / operation.path
    if not os.path.lexists(displaced):
        return
    ours = look(displaced) in operation.ours
    if same_file(displaced, path) or (ours and (os.path.lexists(path) or operation.new is None)):
        displaced.unlink()
    elif not _put_back(displaced, path):
        name = set_aside(displaced, folder, operation.path)
        yield _aside(folder, operation.path, name)


def _put_back(displaced: Path, path: Path) -> bool:
    try:
        move_without_replacing(displaced, path)
    except FileExistsError:
        return False
    return True


def set_aside(displaced: Path, folder: Path, name: str) -> str:
    """Move a person's file to the first free name of its own beside where it stood; a copy of it there will do."""
    seen = look(displaced)
    for free in edited_names(name):
        try:
            move_without_replacing(displaced, folder / free)
        except FileExistsError:
            if seen in (NOT_A_FILE, UNREADABLE) or look(folder / free) != seen:
                continue
            displaced.unlink()
        return free
    raise AssertionError("names do not run out")


def _aside(folder: Path, name: str, aside: str) -> Problem:
    """Tell where an edited file went."""
    return Problem(
        severity=Severity.WARNING,
        code=OutputCode.FILE_SET_ASIDE,
        message=f"{name} had been edited; the edited file is kept as {aside}.",
        file=str(folder / aside),
        hint=f"Take from it what you need; kcsp-docs does not touch {aside} again.",
    )
