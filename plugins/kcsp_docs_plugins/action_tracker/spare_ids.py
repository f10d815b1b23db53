"""Ids for the rows that officers fill in with new actions.

An id is for ever, and what refers to an action does so by its id. So it is neutral, ``ACT-07``: not of a priority,
because that may change, nor of a year. One that was ever in use is never given again, be the action deleted since.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.model.track_record import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs.model.governance import Governance

_NUMBERED = re.compile(r"ACT-0*([0-9]{1,9})", re.IGNORECASE)


def spare_ids(number: int, editions: Iterable[Governance]) -> tuple[str, ...]:
    """The next ids that no action has or had, in any of these editions or their histories."""
    used = [int(found[1]) for id_ in _ids(editions) if (found := _NUMBERED.fullmatch(id_))]
    first = max(used, default=0) + 1
    return tuple(f"ACT-{each:02}" for each in range(first, first + number))


def _ids(editions: Iterable[Governance]) -> Iterator[str]:
    for edition in editions:
        if edition.action_plan:
            yield from (action.id for action in edition.action_plan.actions)
        for collection in edition.history:
            yield from (change.id for change in collection.changes if change.id and change.section == ACTIONS)
