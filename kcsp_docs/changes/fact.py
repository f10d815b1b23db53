"""A changed fact of the model, and the words by which terms say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.changes.change import Change


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words that say a fact, as it was and as it is.

    ``swap`` says that each place that said the one now says the other, as a name does: where one of them only went,
    there is more to it.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    swap: bool = False


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A change of a fact, yet without marks.

    ``unit`` is the id of the part of the terms that is its own, such as a member's line. ``takes_unit`` says that all
    of its own part came or went with it, and ``takes_hunks`` that what changed there together with its phrases belongs
    to it. ``near`` are words of which one must stand in the same part, or name it: a “four” says a quorum only near
    “quorate”.
    """

    change: Change
    phrases: Phrases
    unit: str = ""
    takes_unit: bool = False
    takes_hunks: bool = False
    near: tuple[str, ...] = ()
