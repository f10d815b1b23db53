"""Which folders a pack may be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode

if TYPE_CHECKING:
    from pathlib import Path

PARTS_OF_THE_MODEL = ("artefacts", "history", "templates", "terms")


def place_check(folder: Path, model: Path) -> Problem | None:
    """An output folder that is the model folder, holds it, or is a part of it, as a Problem; None for another."""
    output, own = folder.resolve(), model.resolve()
    parts = output.relative_to(own).parts if output.is_relative_to(own) else ()
    if not own.is_relative_to(output) and not (parts and parts[0] in PARTS_OF_THE_MODEL):
        return None
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FOLDER_HOLDS_MODEL,
        message="The model itself lies in this folder, so nothing is written into it.",
        file=str(folder),
        hint=f"Name a folder of its own with -o, or leave -o out to build into {model / 'out'}.",
    )
