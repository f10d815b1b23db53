"""What lies in ``history/``: copies of collected files, and a record beside each of what it brought."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.output.disk import digest, look, move_without_replacing, sync_folder, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from kcsp_docs.model.history import Collection

_RECORD = re.compile(r"([0-9]{4,})-.*\.yaml")
_LENGTH_OF_DIGEST_IN_NAME = 12


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A collected file: ``artefact`` made it, ``as_of`` is the day that it speaks of, ``suffix`` is as in ``.xlsx``."""

    artefact: str
    as_of: date
    suffix: str
    content: bytes

    @property
    def sha256(self) -> str:
        return digest(self.content)

    def name(self, number: int) -> str:
        """``0003-2024-10-01-action-tracker-3f9a2c1b04d5.xlsx``: sorted by when it was collected."""
        start = self.sha256[:_LENGTH_OF_DIGEST_IN_NAME]
        return f"{number:04}-{self.as_of.isoformat()}-{self.artefact}-{start}{self.suffix}"


def record_name(number: int, as_of: date, artefact: str) -> str:
    """``0003-2024-10-01-action-tracker.yaml``"""
    return f"{number:04}-{as_of.isoformat()}-{artefact}.yaml"


def next_number(history: Path) -> int:
    """One more than the highest number that a record in the folder bears."""
    matches = (_RECORD.fullmatch(name) for name in _names(history))
    return max((int(match[1]) for match in matches if match), default=0) + 1


def keep_copy(history: Path, work: Path, copy: KeptCopy, number: int) -> str:
    """The name of a copy in the folder; one that is there already, and whole, will do. Raises OSError.

    It is written beside and then named, so that what bears such a name is never half a file.
    """
    ending = f"-{copy.artefact}-{copy.sha256[:_LENGTH_OF_DIGEST_IN_NAME]}{copy.suffix}"
    for name in _names(history):
        if name.endswith(ending) and look(history / name) == copy.sha256:
            return name
    beside = work / "copy.new"
    beside.unlink(missing_ok=True)
    write_new(beside, copy.content)
    move_without_replacing(beside, history / copy.name(number))
    sync_folder(history)
    return copy.name(number)


def safe_digests(history: Path, collections: Iterable[Collection]) -> frozenset[str]:
    """The digests of collected files that may be made anew, because a whole copy of each lies in the folder."""
    return frozenset(each.sha256 for each in collections if look(history / each.kept) == each.sha256)


def _names(history: Path) -> list[str]:
    try:
        return sorted(os.listdir(history))  # noqa: PTH208 - names alone
    except FileNotFoundError:
        return []
