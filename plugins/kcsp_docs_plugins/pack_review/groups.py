"""The groups of a partnership and the forms in which a text names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs import Governance
    from kcsp_docs.model.groups import Group

_ABBREVIATED = re.compile(r" ?\([A-Z][A-Za-z]{1,9}\)(?= )")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a group; ``start`` and ``end`` are places in the text as :func:`spelled_out` has it."""

    group: str
    start: int
    end: int


def spelled_out(text: str) -> str:
    """Without abbreviations in brackets within a name: ``Anyshire Partnership (AP) Working Group``."""
    return _ABBREVIATED.sub("", text)


@dataclass(frozen=True)
class Groups:
    """Those of this edition, and those of the one before that are no more."""

    governance: Governance
    previous: Governance | None

    @cached_property
    def by_id(self) -> Mapping[str, Group]:
        before = self.previous.groups if self.previous else ()
        return {group.id: group for group in (*before, *self.governance.groups)}

    @cached_property
    def main(self) -> Group | None:
        """The group that takes the paper."""
        review = self.governance.review
        return self.governance.group(self.governance.meeting(review.meeting).group) if review else None

    @cached_property
    def lettered(self) -> Mapping[str, Group]:
        """By its letter: each group whose terms are an appendix."""
        groups = (group for group in self.governance.groups if group.appendix and group.status != "ended")
        return {group.appendix: group for group in groups if group.appendix}

    def subgroups(self, group: Group) -> tuple[Group, ...]:
        return self.governance.subgroups_of(group.id)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every group that a text names, the longest form at each place."""
        return tuple(self._mentions(spelled_out(text)))

    def _mentions(self, text: str) -> Iterator[Mention]:
        if self._forms:
            for found in self._pattern.finditer(text):
                yield Mention(self._forms[found[0]], *found.span())

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        forms: dict[str, str] = {}
        for group in self.by_id.values():
            for form in (group.name, group.short_name, *group.formerly):
                forms.setdefault(form, group.id)
        return forms

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._forms, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
