"""What is known of a folder before a build: its manifest, once a build that was killed has been brought to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.journal import read_journal
from kcsp_docs.output.manifest import Manifest, NotAManifestError, from_bytes
from kcsp_docs.output.names import MANIFEST, WORK_FOLDER
from kcsp_docs.output.settle import settle
from kcsp_docs.output.telling import not_finished

if TYPE_CHECKING:
    from pathlib import Path


def recover(folder: Path, work: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest, and what there is to say of a build that was killed. Raises OutputError for a damaged record."""
    try:
        journal = read_journal(work)
    except NotAManifestError:
        raise OutputError((_journal_damaged(work),)) from None
    if journal is None:
        return read_manifest(folder) or Manifest(), ()
    try:
        return settle(folder, work, journal, carried_out=False)
    except OSError as error:
        raise OutputError((not_finished(folder, error),)) from error


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, None where there is none. Raises OutputError for one that kcsp-docs did not write."""
    path = folder / MANIFEST
    try:
        if path.is_symlink():
            raise NotAManifestError("is a link")
        return from_bytes(path.read_bytes())
    except FileNotFoundError:
        return None
    except NotAManifestError as error:
        raise OutputError((_manifest_damaged(path, error),)) from None


def _manifest_damaged(path: Path, error: NotAManifestError) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.MANIFEST_DAMAGED,
        message=f"This manifest {error}, so nobody can tell which files were edited; nothing was written.",
        file=str(path),
        hint="Put the last good one back, or delete it and build again: every file that differs is then kept.",
    )


def _journal_damaged(work: Path) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.BUILD_NOT_FINISHED,
        message="A build was interrupted here and its journal cannot be read; nothing was written.",
        file=str(work),
        hint=f"Files that end in .old are what stood in the folder: take out what you need, then delete {WORK_FOLDER}.",
    )
