"""Whether one abbreviation stands for one name, and one name has one abbreviation: ``Anyshire Police Board (APB)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage

DEFINED = re.compile(r" \(([A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]?)\)")
CLAUSE = re.compile(r"[,;:.(“‘–]\s*")
SMALL = frozenset(("of", "the", "and", "for", "in", "&", "to", "a", "on"))
LONGEST_NAME = 200
"""In characters: so much before an abbreviation is looked at."""

MEND = "Keep to one name with one abbreviation."


@dataclass(frozen=True, slots=True)
class Defined:
    """That a name has an abbreviation; without a passage the model says so. ``key`` and ``short`` are for comparing."""

    name: str
    abbreviation: str
    passage: Passage | None

    @property
    def short(self) -> str:
        return self.abbreviation[:-1] if self._is_plural else self.abbreviation

    @property
    def key(self) -> str:
        """The name in small letters, in the singular where the abbreviation is in the plural."""
        name = self.name.casefold()
        return name.removesuffix("s") if self._is_plural else name

    @property
    def _is_plural(self) -> bool:
        return self.abbreviation.endswith("s") and self.abbreviation[-2:-1].isupper()

    @property
    def where(self) -> str:
        return self.passage.there if self.passage else "the model"


def check_abbreviations(contents: Contents) -> Iterator[Finding]:
    """Every ``Name (ABC)`` that says otherwise than the model, or than the pack does before."""
    known = list(_of_model(contents))
    names = [each.name for each in known]
    of_model = len(known)
    for passage in contents.passages:
        for defined in _in_passage(passage, known[:of_model], names):
            yield from _compared(defined, known)


def _of_model(contents: Contents) -> Iterator[Defined]:
    governance = contents.pack.governance
    bodies = [(body.name, body.abbreviation) for body in governance.organisations]
    for name, abbreviation in ((governance.partnership.name, governance.partnership.abbreviation), *bodies):
        if abbreviation:
            yield Defined(name, abbreviation, None)
    for group in governance.groups:
        if DEFINED.fullmatch(f" ({group.short_name})"):
            yield Defined(group.name, group.short_name, None)


def _compared(defined: Defined, known: list[Defined]) -> Iterator[Finding]:
    """Against all that went before; what is new joins it."""
    same_short = [each for each in known if each.short == defined.short]
    same_name = [each for each in known if each.key == defined.key]
    if any(each.short == defined.short for each in same_name):
        return
    passage = defined.passage
    other = next(iter(same_name or same_short), None)
    if other is not None and passage is not None:
        message = (
            f"{passage.here} has “{defined.name} ({defined.abbreviation})”;"
            f" {other.where} has “{other.name} ({other.abbreviation})”."
        )
        yield warning(ReviewCode.ABBREVIATION, passage, message, MEND)
    known.append(defined)


def _in_passage(passage: Passage, of_model: Iterable[Defined], names: list[str]) -> Iterator[Defined]:
    text = one_line(passage.text)
    for found in DEFINED.finditer(text):
        before = text[max(0, found.start() - LONGEST_NAME) : found.start()]
        name = (
            next((name for name in names if before.casefold().endswith(name.casefold())), None)
            or _spelled_by(CLAUSE.split(before)[-1].split(), found[1])
            or _much_like(before.split(), found[1], of_model)
        )
        if name:
            yield Defined(name, found[1], passage)


def _spelled_by(words: list[str], abbreviation: str) -> str | None:
    """The fewest last words whose initials are the abbreviation, small words counted or not."""
    letters = abbreviation.casefold()
    if letters.endswith("s") and abbreviation.endswith("s"):
        letters = letters[:-1]
    for count in range(len(letters), min(len(words), len(letters) + 4) + 1):
        run = words[-count:]
        initials = "".join(word[0] for word in run if word.casefold() not in SMALL).casefold()
        if run[0] not in SMALL and letters in (initials, "".join(word[0] for word in run).casefold()):
            return " ".join(run)
    return None


def _much_like(words: list[str], abbreviation: str, of_model: Iterable[Defined]) -> str | None:
    """As many words as the name that the model has for the abbreviation, where half of them are the same."""
    for defined in of_model:
        wanted = defined.name.casefold().split()
        run = words[-len(wanted) :]
        if defined.abbreviation == abbreviation:
            same = sum(1 for word in run if word.casefold() in wanted)
            if 2 * same >= len(wanted):
                return " ".join(run)
    return None
