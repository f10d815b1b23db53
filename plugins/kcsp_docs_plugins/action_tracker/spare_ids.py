"""Ids for the rows that officers fill in with new actions.

An id is for ever, and what refers to an action does so by its id. So it is neutral, ``ACT-07``: not of a priority,
because that may change, nor of a year. One that was ever in use is never given again, be the action deleted since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.spare_ids import spare_ids as free_ids

from kcsp_docs.model.track_record import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs.model.governance import Governance


def spare_ids(number: int, editions: Iterable[Governance]) -> tuple[str, ...]:
    """The next ids that no action has or had, in any of these editions or their histories."""
    return free_ids("ACT-", _ids(editions), number, digits=2)


def _ids(editions: Iterable[Governance]) -> Iterator[str]:
    for edition in editions:
        if edition.action_plan:
            yield from (action.id for action in edition.action_plan.actions)
        for collection in edition.history:
            yield from (change.id for change in collection.changes if change.id and change.section == ACTIONS)
