"""What was spliced is read again before anything is written: the old model plus the edits, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kcsp_docs.errors import ModelError, Problem, Severity, by_place
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.edit_problems import EditCode
from kcsp_docs.reading.edition import read_edition
from kcsp_docs.reading.patch import expected, patches, placed
from kcsp_docs.reading.validation import data_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from importlib.resources.abc import Traversable

    from pydantic import BaseModel

    from kcsp_docs.reading.edition import ReadEdition
    from kcsp_docs.reading.patch import Patch
    from kcsp_docs.reading.resolved import Resolved


def verified(
    edition: ReadEdition,
    edits: Iterable[Resolved],
    contents: Mapping[str, bytes],
    sections: Mapping[str, type[BaseModel]],
    template_folders: Sequence[Traversable],
    *,
    as_of: date | None = None,
) -> ReadEdition:
    """Read the whole folder with the spliced ``contents`` in place of what is on the disk, and compare.

    ``edits`` are those that were spliced; the other arguments are those that the edition was read with. Raises
    ModelError: for what the edited model would be wrong in, said of the place in the person's file where one edit
    brings it about, and for contents that are not the old model plus the edits.
    """
    written = tuple(edits)
    try:
        after = read_edition(edition.folder, sections, template_folders, as_of=as_of, contents=contents)
    except ModelError as failure:
        found = sorted(_in_terms_of_edits(failure.problems, written, edition), key=by_place)
        raise ModelError(tuple(found)) from failure
    if problems := tuple(_differences(edition, after, patches(written))):
        raise ModelError(problems)
    return after


def _in_terms_of_edits(found: Iterable[Problem], edits: Sequence[Resolved], edition: ReadEdition) -> Iterator[Problem]:
    """Errors at the places that the edits are about. Others are placed in the files as they stand."""
    roots = patches(edits).values()
    paths = [pair for root in roots for pair in placed(root, root.target.path)]
    for problem in found:
        if problem.severity is not Severity.ERROR:
            continue
        edit = _edit_at(problem.path, paths)
        if edit:
            place = edit.place
            message = f"{edit.edit.where}: {_of(edit)}: {problem.message}"
            hint = "Fill it in too." if problem.code == Code.MISSING_KEY else problem.hint
            yield replace(
                problem,
                message=message,
                hint=hint,
                file=place.file,
                line=place.line,
                column=place.column,
                path=edit.path,
            )
        else:
            yield edition.locate(replace(problem, file=None)) if _is_known(problem, edition) else problem


def _of(resolved: Resolved) -> str:
    said = resolved.record_said
    return f"{resolved.field_said} of {said}" if resolved.field_said else said


def _edit_at(path: str | None, paths: Sequence[tuple[str, Resolved]]) -> Resolved | None:
    """The edit of a place or, failing that, the first one around, within or beside it."""
    if path is None:
        return None
    exact = (each for own, each in paths if own == path)
    around = (each for own, each in paths if path.startswith((f"{own}.", f"{own}[")))
    within = (each for own, each in paths if own.startswith((f"{path}.", f"{path}[")))
    beside = (each for own, each in paths if own.rpartition(".")[0] == path.rpartition(".")[0])
    return next((each for found in (exact, around, beside, within) for each in found), None)


def _is_known(problem: Problem, edition: ReadEdition) -> bool:
    return problem.path is not None and edition.places.find(problem.path) is not None


def _differences(before: ReadEdition, after: ReadEdition, wanted: Mapping[str, Patch]) -> Iterator[Problem]:
    new = {file.model_file.file_name: file for file in after.files}
    for file in before.files:
        name = file.model_file.file_name
        patch = wanted.get(name)
        should_be = expected(patch, file.node)
        if name not in new or not _alike(should_be, data_of(new[name].node)):
            where = ", ".join(sorted({each.edit.where for each in patch.every_edit()})) if patch else ""
            message = (
                f"What was typed in {where} cannot be written here without something else being changed."
                if patch
                else "This file was changed while the edits were made ready."
            )
            hint = "Write it into the file by hand." if patch else "Do it again."
            yield Problem(Severity.ERROR, EditCode.NOT_WRITTEN, message, file.source.file, hint=hint)


def _alike(wanted: Any, found: Any) -> bool:  # noqa: ANN401
    """Whether two trees of data say the same. Blanks around a text, and the line end of a block text, say nothing."""
    if isinstance(wanted, str) and isinstance(found, str):
        return wanted.strip() == found.strip()
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(_alike(value, found[key]) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(_alike, wanted, found))
    return bool(wanted == found)
