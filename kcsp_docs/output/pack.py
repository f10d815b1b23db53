"""Write a pack of artefacts into a folder: :func:`write_pack` is all that the pipeline calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem
from kcsp_docs.output.journal import unfinished
from kcsp_docs.output.lock import one_at_a_time
from kcsp_docs.output.names import WORK_FOLDER
from kcsp_docs.output.outcome import FileOutcome, Outcome, Written
from kcsp_docs.output.ownership import accept
from kcsp_docs.output.package import normalise
from kcsp_docs.output.plan import Ground, plan
from kcsp_docs.output.recovery import recover
from kcsp_docs.output.telling import unusable
from kcsp_docs.output.transaction import carry_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from kcsp_docs.output.built import BuiltArtefact
    from kcsp_docs.output.manifest import Manifest

_ROUNDS = 3  # a file that was saved while it was being replaced is planned for once more


@dataclass(frozen=True, slots=True)
class _Request:
    """What is to be written, as :func:`write_pack` was asked."""

    built: tuple[BuiltArtefact, ...]
    failed: frozenset[str]
    complete: bool
    overwrite: bool
    all_loaded: bool
    collected: frozenset[str]


def write_pack(
    folder: Path,
    built: Sequence[BuiltArtefact],
    *,
    failed: Collection[str] = (),
    complete: bool,
    overwrite: bool = False,
    all_loaded: bool = True,
    collected: Collection[str] = (),
) -> Written:
    """Write artefacts into ``folder``, which is made where it is missing, and tell what became of each file.

    ``failed`` names artefacts that could not be rendered: their old files stay, stale. ``complete`` says that these
    are all the artefacts that there are, so that files of others are removed unless they were edited. ``overwrite``
    replaces edited files, each of which is first set aside as ``NAME.edited.docx``. ``all_loaded`` is False where a
    plugin could not say what it offers: what nobody makes any more is then stale, and stays. ``collected`` are digests
    of edited files that may go, because a copy of each is kept elsewhere. Of two artefacts that want one name or one
    path the first of ``built`` has it.

    Raises OutputError when the folder cannot be used as it stands; then nothing was written.
    """
    request = _Request(tuple(built), frozenset(failed), complete, overwrite, all_loaded, frozenset(collected))
    try:
        with one_at_a_time(_plain(folder)) as work:
            manifest, problems = recover(folder, work)
            return _write(folder, work, request, manifest, problems)
    except OSError as error:
        raise OutputError((unusable(folder, error),)) from error


def _plain(folder: Path) -> Path:
    """Refuse a work folder that is a link: what it leads to is not ours."""
    if (folder / WORK_FOLDER).is_symlink():
        raise NotADirectoryError(f"{WORK_FOLDER} is a link")
    return folder


def _write(folder: Path, work: Path, request: _Request, manifest: Manifest, recovered: tuple[Problem, ...]) -> Written:
    failed = request.failed | _unoffered(request, manifest)
    accepted = accept(request.built, manifest, failed, complete=request.complete)
    wanted = replace(
        request,
        built=tuple(map(_normalised, accepted.artefacts)),
        failed=failed.union(accepted.refused),
    )
    files, problems = _in_rounds(folder, work, wanted, manifest)
    told = (*recovered, *accepted.problems, *problems, *(file.problem for file in files if file.problem))
    return Written(folder, files, accepted.refused, told)


def _unoffered(request: _Request, manifest: Manifest) -> frozenset[str]:
    """What an earlier build made and nobody offers now, perhaps for no other reason than that its plugin is broken."""
    if request.all_loaded or not request.complete:
        return frozenset()
    return frozenset(record.name for record in manifest.artefacts) - {artefact.name for artefact in request.built}


def _normalised(artefact: BuiltArtefact) -> BuiltArtefact:
    return replace(artefact, files=tuple(map(normalise, artefact.files)))


def _in_rounds(
    folder: Path, work: Path, request: _Request, manifest: Manifest
) -> tuple[tuple[FileOutcome, ...], tuple[Problem, ...]]:
    """Plan and carry out; where a person saved in between, again, so that what they saved is planned for."""
    outcomes: dict[str, FileOutcome] = {}
    problems: tuple[Problem, ...] = ()
    for turn in range(_ROUNDS):
        ground = Ground(folder, manifest, request.overwrite, request.collected)
        planned = plan(ground, request.built, request.failed, complete=request.complete)
        try:
            manifest, told, more = carry_out(ground, work, planned)
        except OutputError:
            if turn == 0:
                raise
            break  # the first turn's account holds
        problems += more
        outcomes.update(_news(outcomes, told))
        begun = (file for step, file in zip(planned.steps, told, strict=True) if step.operation)
        if unfinished(work) or all(file.state is not Outcome.KEPT for file in begun):
            break
    return tuple(sorted(outcomes.values(), key=lambda file: file.path)), problems


def _news(known: dict[str, FileOutcome], told: Iterable[FileOutcome]) -> dict[str, FileOutcome]:
    """What a further turn adds: a file written in the first is found unchanged in it, and counts as written."""
    written = {path for path, file in known.items() if file.state is Outcome.WRITTEN}
    return {file.path: file for file in told if not (file.state is Outcome.UNCHANGED and file.path in written)}
