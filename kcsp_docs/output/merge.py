"""The manifest as the disk has it: of two accounts of a build, before and after, whichever each file bears out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs.output.manifest import Manifest, State
from kcsp_docs.output.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kcsp_docs.output.manifest import ArtefactRecord, FileRecord

    Look = Callable[[str], str | None]


def merge(before: Manifest, after: Manifest, touched: frozenset[str], look: Look) -> Manifest:
    """``look`` gives the digest of what stands at a path, or None. Artefacts not ``touched`` stay as told."""
    owned = {fold(file.path) for artefact in after.artefacts for file in artefact.files}
    untouched = (artefact for artefact in after.artefacts if artefact.name not in touched)
    merged = (_artefact(before.artefact(name), after.artefact(name), owned, look) for name in touched)
    return Manifest.of([*untouched, *(artefact for artefact in merged if artefact)])


def _artefact(
    before: ArtefactRecord | None, after: ArtefactRecord | None, owned: set[str], look: Look
) -> ArtefactRecord | None:
    told = [*_told_after(before, after, look), *_left_over(before, owned, look)]
    teller = _teller(before, after, [state for _, state in told])
    if teller is None or (not told and teller.files):
        return None
    return replace(teller, files=tuple(file for file, _ in told), state=_worst([state for _, state in told]))


def _teller(before: ArtefactRecord | None, after: ArtefactRecord | None, states: list[State]) -> ArtefactRecord | None:
    """Whose inputs count: this build's where any of its files came to stand."""
    return after if after and (before is None or not after.files or State.BUILT in states) else before


def _told_after(
    before: ArtefactRecord | None, after: ArtefactRecord | None, look: Look
) -> Iterator[tuple[FileRecord, State]]:
    """The files that the build makes: as made, or as they were before, or a person's."""
    for new in after.files if after else ():
        old, seen = before.file(new.path) if before else None, look(new.path)
        if seen == new.sha256:
            yield new, State.BUILT
        elif old and seen in (old.sha256, None):
            yield old, State.STALE
        elif seen:
            yield old or new, State.KEPT


def _left_over(before: ArtefactRecord | None, owned: set[str], look: Look) -> Iterator[tuple[FileRecord, State]]:
    """Files of before that nobody makes any more and that are there still."""
    for old in before.files if before else ():
        seen = look(old.path)
        if fold(old.path) not in owned and seen:
            yield old, State.STALE if seen == old.sha256 else State.KEPT


def _worst(states: list[State]) -> State:
    return next((state for state in (State.KEPT, State.STALE) if state in states), State.BUILT)
