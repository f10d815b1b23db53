"""The sentences: about single files, and about a folder that refuses."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.disk import reason
from kcsp_docs.output.names import program_for

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})


def edited(folder: Path, name: str, rebuilt: str | None) -> Problem:
    """``rebuilt`` is the file beside it that holds what would be written now."""
    beside = f"; what would be written now is in {rebuilt}" if rebuilt else ""
    message = f"{name} was edited since it was built, so it was kept{beside}."
    return _warning(OutputCode.FILE_EDITED, message, folder / name, _mend(name))


def both_edited(folder: Path, name: str, rebuilt: str) -> Problem:
    """The officer works in the rebuilt file too."""
    message = f"{name} and {rebuilt} were both edited, so both were kept and nothing newer was written beside them."
    return _warning(OutputCode.FILE_EDITED, message, folder / name, _mend(name))


def not_ours(folder: Path, name: str, rebuilt: str | None) -> Problem:
    """A file is there that the manifest does not know."""
    beside = f"; what would be written now is in {rebuilt}" if rebuilt else ""
    message = f"{name} was there already and was not built by kcsp-docs, so it was kept{beside}."
    hint = f"Move {name} to another place and build again."
    return _warning(OutputCode.FILE_NOT_OURS, message, folder / name, hint)


def not_a_file(folder: Path, name: str) -> Problem:
    """A link or a folder is there; nothing is written through a link."""
    message = f"{name} is a link or a folder, not a file of its own, so it was left alone."
    return _warning(OutputCode.FILE_NOT_OURS, message, folder / name, f"Move {name} to another place and build again.")


def no_longer_made(folder: Path, name: str) -> Problem:
    """An edited file for which there is no artefact any more."""
    message = f"{name} is no longer made, but it was edited since it was built, so it was kept."
    hint = f"Take from it what you need, then move {name} out of the folder."
    return _warning(OutputCode.FILE_EDITED, message, folder / name, hint)


def open_elsewhere(folder: Path, name: str, marker: str | None) -> Problem:
    """``marker`` is the file by which an office program says that it has this one open."""
    program = "LibreOffice" if marker and marker.startswith(".~lock.") else program_for(name)
    unless = f"; if nobody has it open, delete {marker}" if marker else ""
    message = f"{name} is open in {program}, so it was left as it was."
    return _warning(OutputCode.FILE_OPEN, message, folder / name, f"Close it and build again{unless}.")


def not_written(folder: Path, name: str, why: str) -> Problem:
    """The system refused this one file."""
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FILE_NOT_WRITTEN,
        message=f"{name} could not be written: {why}.",
        file=str(folder / name),
        hint="What stood there before stands there still; mend the cause and build again.",
    )


def removed(folder: Path, name: str) -> Problem:
    """A file went."""
    return Problem(
        severity=Severity.NOTE,
        code=OutputCode.FILE_REMOVED,
        message=f"{name} is no longer made, so it was removed.",
        file=str(folder / name),
    )


def stale(folder: Path, name: str, artefact: str) -> Problem:
    """An old file stays."""
    message = f"{name} is from an earlier build, because {artefact} failed this time."
    return _warning(OutputCode.FILE_STALE, message, folder / name, "Mend what failed and build again.")


def unusable(folder: Path, error: OSError) -> Problem:
    """The folder refuses, as a Problem."""
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FOLDER_NOT_USABLE,
        message=f"Nothing can be written into this folder: {reason(error)}.",
        file=str(folder),
        hint="Every file is as it was. Mend the cause, or name another folder with -o.",
    )


def not_finished(folder: Path, error: OSError) -> Problem:
    """The account of the build is not complete on disk."""
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.BUILD_NOT_FINISHED,
        message=f"The build's account of itself could not be finished: {reason(error)}.",
        file=str(folder),
        hint="Mend the cause and build again: the next build finishes this one first, and nothing is lost.",
    )


def _mend(name: str) -> str:
    if PurePath(name).suffix.lower() in _WORKBOOKS:
        return "Run kcsp-docs collect to bring its edits into the model, then build again."
    return (
        f"Bring the edits into the model or its wording, then delete {name} and build again; "
        "--overwrite sets it aside and writes it anew."
    )


def _warning(code: OutputCode, message: str, path: Path, hint: str) -> Problem:
    return Problem(severity=Severity.WARNING, code=code, message=message, file=str(path), hint=hint)
