"""What officers' files have brought back: a record for each file that was collected, kept in ``history/``."""

from __future__ import annotations

from kcsp_docs.model.fact import Fact
from kcsp_docs.model.values import Day, Line, Whole


class Change(Fact):
    """One value that a collected file changed, as :class:`kcsp_docs.exchange.Edit` says it."""

    section: Line
    """The model path of the record's list: ``action_plan.actions``."""
    id: Line | None = None
    field: Line | None = None
    """Absent where the record as a whole was added or deleted."""
    before: Line | None = None
    after: Line | None = None
    where: Line
    """The place in the file: ``Actions!H9``."""


class Collection(Fact):
    """One file that was collected."""

    number: Whole
    """Counts the collections of a model, from 1."""
    artefact: Line
    file: Line
    """The name that the file had."""
    kept: Line
    """The name of its copy in ``history/``."""
    sha256: Line
    as_of: Day
    """The day that the file speaks of."""
    changes: tuple[Change, ...] = ()
