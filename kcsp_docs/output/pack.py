"""Write a pack of artefacts into a folder: :func:`write_pack` is all that the pipeline calls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.journal import read_journal
from kcsp_docs.output.lock import one_build_at_a_time
from kcsp_docs.output.manifest import Manifest, NotAManifestError, from_bytes
from kcsp_docs.output.names import MANIFEST, WORK_FOLDER
from kcsp_docs.output.outcome import FileOutcome, Outcome, Written
from kcsp_docs.output.ownership import Accepted, accept
from kcsp_docs.output.package import normalise
from kcsp_docs.output.plan import Ground, plan
from kcsp_docs.output.settle import settle
from kcsp_docs.output.transaction import carry_out, not_finished, unusable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from kcsp_docs.output.built import BuiltArtefact

_ROUNDS = 3  # a file that was saved while it was being replaced is planned for once more


def write_pack(
    folder: Path,
    built: Sequence[BuiltArtefact],
    *,
    failed: Collection[str] = (),
    complete: bool,
    overwrite: bool = False,
) -> Written:
    """Write artefacts into ``folder``, which is made where it is missing, and tell what became of each file.

    ``failed`` names artefacts that could not be rendered: their old files stay, stale. ``complete`` says that these
    are all the artefacts that there are, so that files of others are removed unless they were edited. ``overwrite``
    replaces edited files, each of which is first set aside as ``NAME.edited.docx``. Of two artefacts that want one
    name or one path the first of ``built`` has it.

    Raises OutputError when the folder cannot be used as it stands; then nothing was written.
    """
    try:
        with one_build_at_a_time(_plain(folder)) as work:
            return _write(folder, work, tuple(built), frozenset(failed), complete, overwrite)
    except OSError as error:
        raise OutputError((unusable(folder, error),)) from error


def _write(
    folder: Path,
    work: Path,
    built: tuple[BuiltArtefact, ...],
    failed: frozenset[str],
    complete: bool,
    overwrite: bool,
) -> Written:
    manifest, recovered = _recovered(folder, work)
    accepted = _accepted(manifest, built, failed, complete)
    made = {artefact.name for artefact in accepted.artefacts}
    missed = {*failed, *accepted.refused} - made
    outcomes: dict[str, FileOutcome] = {}
    problems = [*recovered, *accepted.problems]
    for _ in range(_ROUNDS):
        ground = Ground(folder, manifest, overwrite)
        planned = plan(ground, accepted.artefacts, missed, complete=complete)
        manifest, told, more = carry_out(ground, work, planned)
        problems += more
        outcomes.update({file.path: file for file in told if not _told_already(outcomes, file)})
        if not any(
            step.operation and file.state is Outcome.KEPT for step, file in zip(planned.steps, told, strict=True)
        ):
            break
    files = tuple(sorted(outcomes.values(), key=lambda file: file.path))
    problems += [file.problem for file in files if file.problem]
    return Written(folder, files, accepted.refused, tuple(problems))


def _told_already(outcomes: dict[str, FileOutcome], file: FileOutcome) -> bool:
    """A file written in the first round is found unchanged in the second."""
    return file.state is Outcome.UNCHANGED and file.path in outcomes and outcomes[file.path].state is Outcome.WRITTEN


def _accepted(manifest: Manifest, built: tuple[BuiltArtefact, ...], failed: frozenset[str], complete: bool) -> Accepted:
    """The artefacts that may be written, in the form in which they are."""
    names = {artefact.name for artefact in built}
    held = [
        record for record in manifest.artefacts if record.name not in names and (record.name in failed or not complete)
    ]
    accepted = accept(built, held)
    normal = tuple(replace(artefact, files=tuple(map(normalise, artefact.files))) for artefact in accepted.artefacts)
    return replace(accepted, artefacts=normal)


def _recovered(folder: Path, work: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest, after a build that was killed has been brought to its end."""
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


def _plain(folder: Path) -> Path:
    """Refuse a work folder that is a link: what it leads to is not ours."""
    if (folder / WORK_FOLDER).is_symlink():
        raise NotADirectoryError(f"{WORK_FOLDER} is a link")
    return folder
