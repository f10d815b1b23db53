"""Which folders a pack may be written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode

if TYPE_CHECKING:
    from pathlib import Path


def place_check(folder: Path, model: Path) -> Problem | None:
    """An output folder that is the model folder, or that the model folder lies in, as a Problem; None for another."""
    if not model.resolve().is_relative_to(folder.resolve()):
        return None
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FOLDER_HOLDS_MODEL,
        message="The model itself lies in this folder, so nothing is written into it.",
        file=str(folder),
        hint=f"Name a folder of its own with -o, or leave -o out to build into {model / 'out'}.",
    )
