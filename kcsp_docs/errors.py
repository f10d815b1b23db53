"""What can be wrong, said once: a :class:`Problem` with its place and its mend, and the exception family."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters.

    ``ERROR`` stops what was asked for, ``WARNING`` is worth reading before publication (``--strict`` makes it
    count), ``NOTE`` says what was done or left out.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    ``message`` is one plain sentence, ``hint`` one sentence that says what to do. ``file`` is a path as the user
    can open it, ``line`` and ``column`` count from 1, and ``path`` is the place in the model, such as
    ``groups[working-group].quorum.minimum``. A problem that has only a ``path`` is given its file and line by the
    kernel. ``severity`` may be given as its word, ``"warning"``; another word raises ValueError.
    """

    severity: Severity
    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None
    hint: str | None = None

    def __post_init__(self) -> None:
        """Severities are told apart by identity: one in plain text would be printed nowhere and count for nothing."""
        object.__setattr__(self, "severity", Severity(self.severity))

    def __str__(self) -> str:
        """``file:line:column: model.path: message hint [code]``, without the parts that are not known."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        sentence = " ".join(part for part in (self.message, self.hint) if part)
        return ": ".join(part for part in (place, self.path, sentence) if part) + f" [{self.code}]"

    def as_json(self) -> dict[str, str | int | None]:
        """The keys that ``--json`` promises, in their order."""
        return asdict(self)


def by_place(problem: Problem) -> tuple[str, int, int, str, str]:
    """The order in which a person mends problems: file by file, from the top."""
    return (problem.file or "", problem.line or 0, problem.column or 0, problem.code, problem.message)


class KcspDocsError(Exception):
    """The base of every exception that this project raises on purpose."""


class ProblemsError(KcspDocsError):
    """Carries every problem that was found, never only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class ModelError(ProblemsError):
    """The model folder cannot be read as it stands; nothing was built."""


class WordingError(ProblemsError):
    """A wording template cannot be rendered: a fault in it, or a name that it uses and nobody defined."""


class OutputError(ProblemsError):
    """The output folder cannot be used as it stands; nothing was written."""


class NotMadeHereError(KcspDocsError):
    """A file is not one that the artefact asked about has made, whatever it is called."""
