"""Compare a model folder with the approved edition before it; write nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.errors import ModelError, Problem, Severity
from kcsp_docs.pipeline.checking import edition_title, read_and_check
from kcsp_docs.pipeline.report import ExitCode
from kcsp_docs.rules.codes import ABOUT_CHANGES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kcsp_docs.changes import Change
    from kcsp_docs.pipeline.checking import Checked
    from kcsp_docs.reading import ReadEdition
    from kcsp_docs.registry import Registry


@dataclass(frozen=True, slots=True)
class Before:
    """The edition that a model is compared with. ``digest`` is that of its facts and terms."""

    title: str
    folder: str
    digest: str
    approved: date | None
    is_pinned: bool
    """Whether the model holds the digest, so that a later change of that edition would be noticed."""


@dataclass(frozen=True, slots=True)
class ChangedGroup:
    """A group of this edition, or one that went, with what changed in it; no changes where it is as it was."""

    id: str
    short_name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangesReport:
    """What changed in a model since the edition before; ``before`` is None where it names none, or cannot be read.

    ``places`` are the file and line of each change, by its id.
    """

    model: str
    problems: tuple[Problem, ...]
    exit_code: ExitCode
    title: str | None = None
    before: Before | None = None
    groups: tuple[ChangedGroup, ...] = ()
    places: tuple[tuple[str, str, int | None], ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for group in self.groups for change in group.changes)

    def as_json(self) -> dict[str, object]:
        """The one object that ``--json`` prints."""
        places = {change: (file, line) for change, file, line in self.places}
        return {
            "exit_code": int(self.exit_code),
            "model": self.model,
            "title": self.title,
            "previous": _before_as_json(self.before) if self.before else None,
            "changes": [_as_json(change, *places.get(change.id, (None, None))) for change in self.changes],
            "problems": [problem.as_json() for problem in self.problems],
        }


def compare_model(model: Path, registry: Registry) -> ChangesReport:
    """What changed in one model folder. Every fault of it is in the report."""
    try:
        checked = read_and_check(model, registry)
    except ModelError as fault:
        return ChangesReport(str(model), (*registry.problems, *fault.problems), ExitCode.MODEL_HAS_ERRORS)
    about_changes = tuple(problem for problem in checked.problems if problem.code in ABOUT_CHANGES)
    title, editions = edition_title(checked.edition), checked.editions
    if editions.previous is None:
        problems = (*about_changes, checked.edition.locate(_NOTHING_BEFORE))
        return ChangesReport(str(model), problems, ExitCode.DONE, title)
    return ChangesReport(
        str(model),
        about_changes,
        ExitCode.DONE,
        title,
        _before(checked.edition, editions.previous),
        tuple(_groups(checked)),
        tuple(_places(checked)),
    )


_NOTHING_BEFORE = Problem(
    Severity.NOTE,
    "no-previous-edition",
    "The model names no edition before this one, so there is nothing to compare it with.",
    path="edition",
    hint="Add “previous:” with its folder to partnership.yaml, such as folder: ../terms-2023.",
)


def _before(edition: ReadEdition, previous: ReadEdition) -> Before:
    named, approval = edition.governance.previous, previous.governance.edition.approval
    return Before(
        previous.governance.edition.title,
        previous.folder.as_posix(),
        previous.terms_digest,
        approval.date if approval else None,
        named is not None and named.digest is not None,
    )


def _groups(checked: Checked) -> list[ChangedGroup]:
    """The groups of this edition in their order, then those that went."""
    editions = checked.editions
    names = {group.id: group.short_name for group in editions.governance.groups}
    if editions.before:
        names |= {group.id: group.short_name for group in editions.before.groups if group.id not in names}
    found = [ChangedGroup(id_, name, _changes_of(checked, id_)) for id_, name in names.items()]
    now = {group.id for group in editions.governance.groups}
    return [group for group in found if group.changes or group.id in now]


def _changes_of(checked: Checked, group: str) -> tuple[Change, ...]:
    return tuple(change for change in checked.editions.changes if change.group == group)


def _places(checked: Checked) -> list[tuple[str, str, int | None]]:
    found = []
    for change in checked.editions.changes:
        place = checked.edition.places.find(change.path)
        if place is not None:
            found.append((change.id, place.file, place.line))
    return found


def _before_as_json(before: Before) -> dict[str, object]:
    return {
        "title": before.title,
        "folder": before.folder,
        "approved": before.approved.isoformat() if before.approved else None,
        "digest": before.digest,
    }


def _as_json(change: Change, file: str | None, line: int | None) -> dict[str, object]:
    return {
        "id": change.id,
        "group": change.group,
        "key": change.key,
        "kind": change.kind.value,
        "section": change.section,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "removed": list(change.removed),
        "added": list(change.added),
        "follows": change.follows,
        "reason": change.reason,
        "explained_by": change.explained_by,
        "path": change.path,
        "file": file,
        "line": line,
    }
