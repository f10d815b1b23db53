"""What a run did: for a person to read, for a program to parse, for a shell to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kcsp_docs.errors import Problem, Severity
    from kcsp_docs.output import FileOutcome


class ExitCode(IntEnum):
    """What the command ends with."""

    DONE = 0
    MODEL_HAS_ERRORS = 1
    USAGE = 2
    PLUGIN_FAILED = 3
    KEPT_BACK = 4


@dataclass(frozen=True, slots=True)
class Report:
    """One model folder's run.

    ``title`` names the edition once it could be read, ``output`` is the folder that was written to, if any, and
    ``files`` what became of each file in it.
    """

    model: str
    problems: tuple[Problem, ...]
    exit_code: ExitCode
    title: str | None = None
    as_of: str | None = None
    output: str | None = None
    files: tuple[FileOutcome, ...] = ()

    def as_json(self) -> dict[str, object]:
        """This model's part of the object that ``--json`` prints."""
        return {
            "model": self.model,
            "title": self.title,
            "as_of": self.as_of,
            "output": self.output,
            "files": [{"artefact": each.artefact, "path": each.path, "state": each.state} for each in self.files],
        }


def exit_code(reports: Iterable[Report]) -> ExitCode:
    """One code for several runs: wrong use, then the model's errors, a plugin's failure, what was kept back."""
    codes = {report.exit_code for report in reports}
    by_weight = (ExitCode.USAGE, ExitCode.MODEL_HAS_ERRORS, ExitCode.PLUGIN_FAILED, ExitCode.KEPT_BACK)
    return next((code for code in by_weight if code in codes), ExitCode.DONE)


def has(problems: Iterable[Problem], severity: Severity) -> bool:
    """Whether there is a problem of this severity."""
    return any(problem.severity is severity for problem in problems)
