"""Files that a person asks for outside of any pack.

No manifest says who wrote what stands there, so whatever differs is taken for a person's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output import telling
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.disk import NOT_A_FILE, digest, look, reason, replace_whole
from kcsp_docs.output.outcome import FileOutcome, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kcsp_docs.exchange import File

_AGAIN = "Move it to another place, then write it again."


def write_separately(folder: Path, files: Iterable[File], *, overwrite: bool = False) -> tuple[FileOutcome, ...]:
    """Write each file whole beside its place, then into it; never through a link.

    A file that differs is kept unless ``overwrite`` is given. Raises OutputError when the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError((telling.unusable(folder, error),)) from error
    return tuple(_write(folder, file, overwrite=overwrite) for file in files)


def _write(folder: Path, file: File, *, overwrite: bool) -> FileOutcome:
    seen = look(folder / file.name)
    if seen == digest(file.content):
        return FileOutcome(file.name, "", Outcome.UNCHANGED)
    if seen == NOT_A_FILE:
        problem = replace(telling.not_a_file(folder, file.name), hint=_AGAIN)
        return FileOutcome(file.name, "", Outcome.KEPT, problem)
    if seen and not overwrite:
        return FileOutcome(file.name, "", Outcome.KEPT, _differs(folder, file.name))
    try:
        replace_whole(folder / file.name, file.content, beside=folder / f".{file.name}.kcsp-docs")
    except OSError as error:
        problem = replace(telling.not_written(folder, file.name, reason(error)), hint="Mend the cause, and try again.")
        return FileOutcome(file.name, "", Outcome.FAILED, problem)
    return FileOutcome(file.name, "", Outcome.WRITTEN)


def _differs(folder: Path, name: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code=OutputCode.FILE_NOT_OURS,
        message=f"{name} was there already and differs from what would be written, so it was kept.",
        file=str(folder / name),
        hint="--overwrite replaces it.",
    )
