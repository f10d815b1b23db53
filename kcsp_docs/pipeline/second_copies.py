"""A second copy of a collected file beside it: ``action-tracker - Copy.xlsx``, a sync conflict's, a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output import is_as_built
from kcsp_docs.output.disk import digest
from kcsp_docs.output.names import fold, is_side_file
from kcsp_docs.pipeline.codes import CollectCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from kcsp_docs.pipeline.gathering import Gathered

_LARGEST = 50_000_000


def second_copies(gathered: Sequence[Gathered], collected: Collection[str]) -> tuple[Problem, ...]:
    """A warning for each file that may be a copy of one that was collected, and holds something else.

    ``collected`` are the digests of files that were collected before: what they hold is in the model.
    """
    known = {each.sha256 for each in gathered}.union(collected)
    asked = {each.path.resolve() for each in gathered}
    found = {
        copy: each.path
        for each in gathered
        if each.offer
        for copy in _alike(each.path)
        if copy.resolve() not in asked and _holds_something_else(copy, known)
    }
    return tuple(_warning(copy, original) for copy, original in sorted(found.items()))


def _alike(path: Path) -> Iterator[Path]:
    """Files beside it whose names begin as its name does, or as which its name begins."""
    try:
        beside = sorted(path.resolve().parent.iterdir())
    except OSError:
        return
    stem = fold(path.stem)
    for other in beside:
        one = fold(other.stem)
        is_workbook = fold(other.suffix) == fold(path.suffix) and not is_side_file(other.name)
        if is_workbook and one != stem and (one.startswith(stem) or stem.startswith(one)):
            yield path.parent / other.name


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
