"""What is known of a folder before a build: its manifest, once a build that was killed has been brought to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.disk import NotAPlainFileError, own_bytes, reason
from kcsp_docs.output.journal import read_journal
from kcsp_docs.output.manifest import Manifest, NotAManifestError, from_bytes
from kcsp_docs.output.names import MANIFEST, WORK_FOLDER
from kcsp_docs.output.settle import settle
from kcsp_docs.output.telling import not_finished

if TYPE_CHECKING:
    from pathlib import Path

    from kcsp_docs.output.journal import Journal


def recover(folder: Path, work: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest, and what there is to say of a build that was killed. Raises OutputError for a damaged record."""
    journal = read_own_journal(work, "; nothing was written")
    if journal is None:
        return read_manifest(folder) or Manifest(), ()
    try:
        return settle(folder, work, journal, carried_out=False)
    except OSError as error:
        raise OutputError((not_finished(folder, error),)) from error


def read_own_journal(work: Path, consequence: str = "") -> Journal | None:
    """The journal of a build that did not end. Raises OutputError for a damaged one, with what follows from that."""
    try:
        return read_journal(work)
    except NotAManifestError:
        raise OutputError((_journal_damaged(work, consequence),)) from None


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, None where there is none. Raises OutputError for one that kcsp-docs did not write."""
    path = folder / MANIFEST
    try:
        content = own_bytes(path)
        return None if content is None else from_bytes(content)
    except (NotAManifestError, NotAPlainFileError) as error:
        raise OutputError((_manifest_damaged(path, str(error)),)) from None
    except OSError as error:
        raise OutputError((_manifest_damaged(path, f"cannot be read ({reason(error)})"),)) from None


def _manifest_damaged(path: Path, fault: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.MANIFEST_DAMAGED,
        message=f"This manifest {fault}, so nobody can tell which files were edited; nothing was written.",
        file=str(path),
        hint="Put the last good one back, or delete it and build again: every file that differs is then kept.",
    )


def _journal_damaged(work: Path, consequence: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.BUILD_NOT_FINISHED,
        message=f"A build was interrupted here and its journal cannot be read{consequence}.",
        file=str(work),
        hint=f"Files that end in .old are what stood in the folder: take out what you need, then delete {WORK_FOLDER}.",
    )
