"""The journal: what a build is about to do, on disk before it does any of it.

While it lies in the work folder, a file at one of its paths is the build's own if it has the old digest or the new one,
so half-done work is never taken for a person's edit. It names every temporary file, so that the next build can clear
up after one that was killed, and touch nothing else.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kcsp_docs.output.disk import NotAPlainFileError, own_bytes, replace_whole
from kcsp_docs.output.manifest import Manifest, NotAManifestError, from_json
from kcsp_docs.output.names import fault_of_listed

if TYPE_CHECKING:
    from pathlib import Path

_JOURNAL = "journal.json"
_UNFINISHED = "journal.json.new"


@dataclass(frozen=True, slots=True)
class Operation:
    """One path to write or to remove.

    ``old`` are the digests that were built for this path before: whatever else stands there is a person's.
    ``new`` is the digest to come, None for a removal. ``number`` names the temporary files.
    """

    number: int
    path: str
    old: tuple[str, ...]
    new: str | None
    overwrite: bool = False

    @property
    def ours(self) -> frozenset[str]:
        """The digests that no person typed."""
        return frozenset({*self.old, *([self.new] if self.new else [])})

    @property
    def staged(self) -> str:
        """The new file, in the work folder."""
        return f"{self.number}.new"

    @property
    def displaced(self) -> str:
        """What stood at the path, in the work folder until its digest was compared."""
        return f"{self.number}.old"


@dataclass(frozen=True, slots=True)
class Journal:
    """The operations of a build, and the manifest before it and after it.

    ``touched`` are the artefacts that the build makes or no longer makes; it leaves the others as they are.
    """

    operations: tuple[Operation, ...]
    touched: frozenset[str]
    before: Manifest
    after: Manifest


def read_journal(work: Path) -> Journal | None:
    """The journal of a build that did not end; None where there is none. Raises NotAManifestError for a damaged one."""
    try:
        content = own_bytes(work / _JOURNAL)
        if content is None:
            return None
        loaded = json.loads(content.decode("utf-8"))
        operations = tuple(_operation(item) for item in loaded["operations"])
        touched = frozenset(map(str, loaded["touched"]))
        return Journal(operations, touched, from_json(loaded["before"]), from_json(loaded["after"]))
    except (NotAPlainFileError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAManifestError("is not a journal") from error


def _operation(item: dict[str, object]) -> Operation:
    match item:
        case {"number": int(number), "path": str(path), "old": list(old), "new": None | str() as new}:
            if fault_of_listed(path):
                raise ValueError(path)
            return Operation(number, path, tuple(map(str, old)), new, bool(item.get("overwrite")))
    raise ValueError("an operation")


def write_journal(work: Path, journal: Journal) -> None:
    """Bring the journal down to the disk, whole or not at all."""
    content = {
        "operations": [asdict(operation) for operation in journal.operations],
        "touched": sorted(journal.touched),
        "before": journal.before.to_json(),
        "after": journal.after.to_json(),
    }
    encoded = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    replace_whole(work / _JOURNAL, encoded, beside=work / _UNFINISHED)


def unfinished(work: Path) -> bool:
    """Whether a journal lies there that must be settled before another is written."""
    return os.path.lexists(work / _JOURNAL)


def remove_journal(work: Path) -> None:
    """The build has ended. A journal that was never finished goes too: nothing was done on its word."""
    (work / _UNFINISHED).unlink(missing_ok=True)
    (work / _JOURNAL).unlink(missing_ok=True)


def free_number(work: Path) -> int:
    """The first number that no temporary file in the work folder bears."""
    taken = [int(path.stem) for path in work.glob("*.*") if path.suffix in (".new", ".old") and path.stem.isdecimal()]
    return max(taken, default=0) + 1
