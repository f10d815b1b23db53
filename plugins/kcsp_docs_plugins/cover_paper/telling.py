"""What one paragraph of the paper tells: some changes, put together as sentences can say them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kcsp_docs.changes import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kcsp_docs.changes import Change
    from kcsp_docs.model.review import Explanation

OF_GROUPS = frozenset({ChangeKind.GROUP_RENAMED, ChangeKind.GROUP_ADDED, ChangeKind.GROUP_ENDED})
OF_SECTIONS = frozenset(
    {ChangeKind.SECTION_ADDED, ChangeKind.SECTION_REMOVED, ChangeKind.SECTION_MOVED, ChangeKind.SECTION_RENAMED}
)
"""What happens to whole sections is said of all of them at once: "the ‘A’ and ‘B’ sections have been added"."""

SAID_TOGETHER = OF_SECTIONS | {
    ChangeKind.MEMBER_ADDED,
    ChangeKind.MEMBER_REMOVED,
    ChangeKind.MEMBER_RENAMED,
    ChangeKind.MEMBER_CAPACITY,
    ChangeKind.ITEM_ADDED,
    ChangeKind.ITEM_REMOVED,
    ChangeKind.ITEM_MOVED,
}
"""Several of one kind make one phrase: "to add the A and the B"."""

OF_CAPACITIES = frozenset({ChangeKind.MEMBER_ADDED, ChangeKind.MEMBER_CAPACITY})
"""Those that are said with the capacity of the members."""

ITEMS_IN_WORDS = frozenset({ChangeKind.ITEM_REWORDED, ChangeKind.ITEM_ADDED})
"""Those that leave new wording to quote."""


@dataclass(frozen=True, slots=True)
class Run:
    """Changes of one kind that one phrase says: of members that came, or sit otherwise now, those in one capacity."""

    kind: ChangeKind
    capacity: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: what became of one section or of whole sections.

    ``section`` is its title, empty where the changes lie in none, in several, or are those of whole sections.
    """

    section: str
    runs: tuple[Run, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for run in self.runs for change in run.changes)


@dataclass(frozen=True, slots=True)
class Telling:
    """One paragraph: ``statements`` in their order, for the reason that ``explanation`` gives, where there is one.

    ``again`` says that a paragraph before it tells of the same section, ``follows_on`` that the very one before does.
    """

    id: str
    explanation: Explanation | None
    statements: tuple[Statement, ...]
    again: bool = False
    follows_on: bool = False

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for statement in self.statements for change in statement.changes)

    @property
    def reason(self) -> str:
        """The reason that the paper gives; empty where it gives none."""
        return self.explanation.reason if self.explanation and self.explanation.say_reason else ""

    @property
    def quoted(self) -> tuple[Change, ...]:
        """The changes whose new wording the paper quotes."""
        if self.explanation is None or not self.explanation.quote:
            return ()
        return tuple(change for change in self.changes if change.kind in ITEMS_IN_WORDS and change.after)

    @property
    def has_own_text(self) -> bool:
        """Whether the model words it itself."""
        return self.explanation is not None and self.explanation.text is not None


def statements(changes: Iterable[Change]) -> tuple[Statement, ...]:
    """The sentences that tell of changes; those of one section stand together, at the place of the first."""
    gathered: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        gathered.setdefault(_place(change), []).append(change)
    return tuple(Statement(section, _runs(together)) for (section, _), together in gathered.items())


def _place(change: Change) -> tuple[str, str]:
    if change.kind in OF_SECTIONS:
        return "", change.kind
    return ("", change.id) if change.kind in OF_GROUPS else (change.section, "")


def _runs(changes: Sequence[Change]) -> tuple[Run, ...]:
    def alike(change: Change) -> tuple[ChangeKind, str | None, str]:
        capacity = change.capacity if change.kind in OF_CAPACITIES else None
        return change.kind, capacity, "" if change.kind in SAID_TOGETHER else change.id

    return tuple(Run(kind, capacity, tuple(together)) for (kind, capacity, _), together in groupby(changes, alike))


def in_order(tellings: Iterable[Telling]) -> tuple[Telling, ...]:
    """The tellings of a group one after the other, each knowing what was told before it."""
    told: set[str] = set()
    last: set[str] = set()
    ordered = []
    for telling in tellings:
        sections = [statement.section for statement in telling.statements]
        first, all_of = sections[0], {section for section in sections if section}
        ordered.append(replace(telling, again=first in told, follows_on=last == {first}))
        last, told = all_of, told | all_of
    return tuple(ordered)
