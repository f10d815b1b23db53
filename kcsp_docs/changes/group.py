"""What changed in one group that both editions have: its facts, its terms, and what a redline shows of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kcsp_docs.changes.change import Change, ChangeKind, Mark
from kcsp_docs.changes.claims import Claims, Share
from kcsp_docs.changes.facts import changed_facts
from kcsp_docs.changes.terms import Piece, pieces, place_of
from kcsp_docs.changes.texts import renumbered, text_changes
from kcsp_docs.prose.align import AlignedSection, align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kcsp_docs.changes.fact import ChangedFact, Phrases
    from kcsp_docs.model.governance import Governance
    from kcsp_docs.model.groups import Group

_OF_THE_GROUP = (ChangeKind.GROUP_RENAMED, ChangeKind.APPENDIX)


def changes_of(
    previous: Governance, governance: Governance, old: Group, new: Group, elsewhere: Sequence[Phrases]
) -> Iterator[Change]:
    """In the order of the terms; facts that they do not say come first, after the group itself.

    ``elsewhere`` is how other groups' names changed.
    """
    facts = tuple(changed_facts(previous, governance, old, new))
    terms = _Terms(new.id)
    terms.read(align(previous.terms_of(old.id), governance.terms_of(new.id)), facts, elsewhere)
    placed = [*(terms.placed(fact.change) for fact in facts), *terms.changes]
    yield from _each_once(change for _, change in sorted(placed, key=lambda each: each[0]))
    if old.versions != new.versions:
        yield _versions(new)


@dataclass(slots=True)
class _Shown:
    """Where a redline shows a fact: the number of the piece in which it first does, its section, all its marks."""

    at: int
    section: str
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True)
class _Terms:
    """The terms of a group, read once: changes of the text with the number of their piece, and where facts show."""

    group: str
    changes: list[tuple[int, Change]] = field(default_factory=list)
    shown: dict[str, _Shown] = field(default_factory=dict)
    at: int = 0

    def read(
        self, aligned: Sequence[AlignedSection], facts: Sequence[ChangedFact], elsewhere: Sequence[Phrases]
    ) -> None:
        found = tuple(pieces(aligned))
        parts = [part for each in found for piece in each for part in piece.parts if part.unit]
        gone = {part.unit for part in parts if part.before is not None}
        come = {part.unit for part in parts if part.after is not None}
        claims = Claims(facts, elsewhere, gone, come)
        numbers = _Numbers()
        for section, its_pieces in zip(aligned, found, strict=True):
            for piece in its_pieces:
                self._read_piece(piece, claims)
            if change := numbers.changed(self.group, section):
                self.changes.append((self.at, change))

    def _read_piece(self, piece: Piece, claims: Claims) -> None:
        self.at += 1
        shares = tuple(claims.shares(piece))
        for share in shares:
            self._show(share, piece)
        found = text_changes(self.group, piece, shares, is_taken=claims.takes(piece))
        self.changes.extend((self.at, change) for change in found)

    def _show(self, share: Share, piece: Piece) -> None:
        for key in share.facts:
            shown = self.shown.setdefault(key, _Shown(self.at, piece.place.title))
            shown.marks.extend(mark for mark in share.marks if not (piece.is_shown_whole and mark in shown.marks))

    def placed(self, change: Change) -> tuple[int, Change]:
        """A fact's change with its marks, and the number of the piece at which it stands."""
        shown = self.shown.get(change.key, _Shown(0, ""))
        at = -1 if change.kind in _OF_THE_GROUP else shown.at
        return at, replace(change, section=shown.section, marks=tuple(shown.marks))


@dataclass(slots=True)
class _Numbers:
    """Counts the headings of either edition."""

    before: int = 0
    after: int = 0

    def changed(self, group: str, section: AlignedSection) -> Change | None:
        """Go past a section; the change, where both editions have it in its place and count it otherwise."""
        self.before += section.old is not None and section.old.heading is not None
        self.after += section.new is not None and section.new.heading is not None
        stays = section.old is not None and section.new is not None and section.new.heading is not None
        if not stays or self.before == self.after:
            return None
        return renumbered(group, place_of(section), self.before, self.after)


def _versions(group: Group) -> Change:
    path = f"groups[{group.id}].versions" if group.versions else f"groups[{group.id}]"
    return Change("versions", ChangeKind.VERSIONS, group.id, "version table", path, follows=True)


def _each_once(changes: Iterator[Change]) -> Iterator[Change]:
    """Keys told apart where sections or items without ids would have one: ``terms.purpose.1-2.reworded``."""
    taken: dict[str, int] = {}
    for change in changes:
        taken[change.key] = number = taken.get(change.key, 0) + 1
        if number == 1:
            yield change
        else:
            name, _, verb = change.key.rpartition(".")
            yield replace(change, key=f"{name}-{number}.{verb}")
