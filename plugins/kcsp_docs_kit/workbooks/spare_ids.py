"""Ids for the rows that people fill in with new records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def spare_ids(prefix: str, taken: Iterable[str | None], number: int, *, digits: int = 1) -> tuple[str, ...]:
    """So many ids, ``risk-8``, ``risk-9`` and so on for the prefix ``risk-``, after the greatest that is ``taken``.

    An id is for ever: ``taken`` are those of the records that there are, and had better include those of records that
    were deleted since, which the model's history knows. Capitals and noughts make no other number: after ``RISK-07``
    comes ``risk-8``. ``digits`` are the least that a number is written with.
    """
    numbered = re.compile(rf"{re.escape(prefix)}0*([0-9]{{1,9}})", re.IGNORECASE | re.ASCII)
    used = [int(found[1]) for id_ in taken if id_ and (found := numbered.fullmatch(id_))]
    first = max(used, default=0) + 1
    return tuple(f"{prefix}{each:0{digits}}" for each in range(first, first + number))
