"""What is about to be written into a model folder, on disk before any of it is done."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kcsp_docs.output.disk import NotAPlainFileError, own_bytes, replace_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

JOURNAL = "journal.json"
_UNFINISHED = "journal.json.new"


class NotAJournalError(Exception):
    """A file in the journal's place holds something else."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One file that gets new content: digests of what it holds before (None: it is not there) and after.

    ``path`` is its path within the model folder. Both contents lie in the work folder for as long as the journal does.
    """

    number: int
    path: str
    old: str | None
    new: str

    @property
    def staged(self) -> str:
        """The content to come."""
        return f"{self.number}.new"

    @property
    def before(self) -> str:
        """A copy of the content of before, for taking everything back."""
        return f"{self.number}.old"

    @property
    def displaced(self) -> str:
        """A second name of what stood at the path when it was replaced."""
        return f"{self.number}.displaced"


def write_journal(work: Path, operations: Sequence[Operation]) -> None:
    """Bring the journal down to the disk, whole or not at all: from then on the work is carried on by the next run."""
    content = {"operations": [asdict(operation) for operation in operations]}
    replace_whole(work / JOURNAL, json.dumps(content, indent=2).encode("utf-8"), beside=work / _UNFINISHED)


def read_journal(work: Path) -> tuple[Operation, ...] | None:
    """The operations of a run that did not end; None where there are none. Raises NotAJournalError, and OSError."""
    try:
        content = own_bytes(work / JOURNAL)
        return None if content is None else tuple(map(_operation, json.loads(content)["operations"]))
    except (NotAPlainFileError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAJournalError from error


def _operation(item: dict[str, object]) -> Operation:
    match item:
        case {"number": int(number), "path": str(path), "old": None | str() as old, "new": str(new)}:
            if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path or ":" in path:
                raise ValueError(path)
            return Operation(number, path, old, new)
    raise ValueError("an operation")


def clear(work: Path, operations: Sequence[Operation]) -> None:
    """The work is done or taken back: the journal goes first, then the files that it names."""
    (work / JOURNAL).unlink(missing_ok=True)
    (work / _UNFINISHED).unlink(missing_ok=True)
    for operation in operations:
        for name in (operation.staged, operation.before, operation.displaced):
            (work / name).unlink(missing_ok=True)


def clear_strays(work: Path) -> None:
    """What a run leaves that was killed before its journal stood: nothing had been done on its word."""
    (work / _UNFINISHED).unlink(missing_ok=True)
    for pattern in ("*.new", "*.old", "*.displaced"):
        for stray in work.glob(pattern):
            stray.unlink(missing_ok=True)
