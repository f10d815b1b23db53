"""A second copy of a collected file beside it: ``action-tracker - Copy.xlsx``, a sync conflict's, a backup."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output import built_here, is_as_built
from kcsp_docs.output.disk import digest
from kcsp_docs.output.names import fold, is_side_file
from kcsp_docs.pipeline.codes import CollectCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kcsp_docs.pipeline.gathering import Gathered

_LARGEST = 50_000_000


def second_copies(gathered: Sequence[Gathered], collected: Collection[str]) -> tuple[Problem, ...]:
    """A warning for each file that may be a copy of one that was collected, and holds something else.

    ``collected`` are the digests of files that were collected before: what they hold is in the model.
    """
    known = {each.sha256 for each in gathered}.union(collected)
    asked = {os.path.realpath(each.path) for each in gathered}
    found = {
        copy: each.path
        for each in gathered
        if each.offer
        for copy in _alike(each.path)
        if os.path.realpath(copy) not in asked and _holds_something_else(copy, known)
    }
    return tuple(_warning(copy, original) for copy, original in sorted(found.items()))


def _alike(path: Path) -> Iterator[Path]:
    """Copies of the file beside it, and the built file beside it that it may be a copy of."""
    folder = Path(os.path.realpath(path)).parent
    try:
        beside = sorted(folder.iterdir())
    except OSError:
        return
    built = built_here(folder)
    for other in beside:
        if fold(other.suffix) == fold(path.suffix) and not is_side_file(other.name):
            is_original = _is_copy_of(path.stem, other.stem) and fold(other.name) in built
            if is_original or _is_copy_of(other.stem, path.stem):
                yield path.parent / other.name


def _is_copy_of(name: str, original: str) -> bool:
    """``tracker - Copy``, ``tracker (2)`` and ``tracker-DESKTOP-7`` are named as copies of ``tracker`` are."""
    rest = fold(name).removeprefix(fold(original))
    return rest != fold(name) and bool(rest) and not rest[0].isalnum()


def _holds_something_else(copy: Path, known: Collection[str]) -> bool:
    try:
        if not copy.is_file() or copy.stat().st_size > _LARGEST:
            return False
        content = copy.read_bytes()
    except OSError:
        return True
    return digest(content) not in known and not is_as_built(copy, content)


def _warning(copy: Path, original: Path) -> Problem:
    return Problem(
        Severity.WARNING,
        CollectCode.SECOND_COPY,
        f"This looks like a second copy of {original.name}, and holds something else.",
        file=copy.as_posix(),
        hint="If people typed into it, collect it too.",
    )
