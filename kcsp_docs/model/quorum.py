"""When a meeting is quorate. Bodies count, not people: a body that sends six officers counts once."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum
from typing import Self, TypeVar

from pydantic import model_validator

from kcsp_docs.model.fact import Fact, MemberId
from kcsp_docs.model.values import Percentage, Whole, refuse

Pool = TypeVar("Pool", int, AbstractSet[str])


class CountedFrom(StrEnum):
    """Out of which members a quorum counts."""

    COUNTING_MEMBERS = "counting-members"
    """Those with ``counts_towards_quorum: yes``, which in most terms are the responsible authorities."""
    ALL_MEMBERS = "all-members"


class Quorum(Fact):
    """Exactly one of ``minimum``, ``percentage``, ``all_of`` and ``any_of``; ``including`` names who must be there.

    ``minimum: 4`` is four bodies; ``percentage: 50%`` is half of them, rounded up; ``all_of`` and ``any_of`` put
    quorums together.
    """

    minimum: Whole | None = None
    percentage: Percentage | None = None
    of: CountedFrom = CountedFrom.COUNTING_MEMBERS
    including: tuple[MemberId, ...] = ()
    all_of: tuple[Quorum, ...] = ()
    any_of: tuple[Quorum, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = (self.minimum is not None, self.percentage is not None, bool(self.all_of), bool(self.any_of))
        if sum(kinds) != 1:
            hint = "Keep one of minimum, percentage, all_of and any_of."
            refuse("quorum-kind", "A quorum is said in exactly one way.", hint)
        return self

    def bodies_needed(self, counting: int, members: int) -> int:
        """How many bodies must be represented at the least, out of so many counting ones and so many in all."""
        if self.all_of:
            return max(part.bodies_needed(counting, members) for part in self.all_of)
        if self.any_of:
            return min(part.bodies_needed(counting, members) for part in self.any_of)
        return self._share(self._pool(counting, members))

    def can_be_met(self, counting: int, members: int) -> bool:
        """Whether there are bodies enough, out of so many counting ones and so many in all."""
        if self.all_of:
            return all(part.can_be_met(counting, members) for part in self.all_of)
        if self.any_of:
            return any(part.can_be_met(counting, members) for part in self.any_of)
        pool = self._pool(counting, members)
        return self._share(pool) <= pool

    def is_met(self, present: AbstractSet[str], counting: AbstractSet[str], members: AbstractSet[str]) -> bool:
        """Whether a meeting is quorate: ``present``, ``counting`` and ``members`` are ids of members (bodies)."""
        if not set(self.including) <= present:
            return False
        if self.all_of:
            return all(part.is_met(present, counting, members) for part in self.all_of)
        if self.any_of:
            return any(part.is_met(present, counting, members) for part in self.any_of)
        pool = self._pool(counting, members)
        return len(present & pool) >= self._share(len(pool))

    def _pool(self, counting: Pool, members: Pool) -> Pool:
        return counting if self.of is CountedFrom.COUNTING_MEMBERS else members

    def _share(self, pool: int) -> int:
        if self.percentage is None:
            return self.minimum or 0
        return int((self.percentage * pool / Decimal(100)).to_integral_value(rounding=ROUND_CEILING))
