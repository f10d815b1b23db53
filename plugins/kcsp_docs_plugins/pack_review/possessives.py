"""An ``s`` behind an abbreviation where an apostrophe belongs: ``the ACSPs two subgroups``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents


def check_possessives(contents: Contents) -> Iterator[Finding]:
    """The model's abbreviation of a single body with an ``s``: there is no plural of it.

    But where the pack introduces the plural, ``local partnerships (CSPs)``, there is one.
    """
    abbreviations = [each for each in _of_single_bodies(contents) if not _has_plural(each, contents)]
    if not abbreviations:
        return
    pattern = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, abbreviations))})s((?: \w+){{0,2}})(?!\w)")
    for passage in contents.passages:
        for found in pattern.finditer(one_line(passage.text)):
            message = f"{passage.here} says “{found[1]}s{found[2]}”; {found[1]} is one body, so that it has no plural."
            hint = f"Write “{found[1]}’s{found[2]}”, if that is what belongs to it."
            yield warning(ReviewCode.POSSESSIVE, passage, message, hint)


def _of_single_bodies(contents: Contents) -> tuple[str, ...]:
    governance = contents.pack.governance
    bodies = (body.abbreviation for body in governance.organisations if body.stands_for == 1)
    groups = (group.short_name for group in governance.groups)
    known = (governance.partnership.abbreviation, *bodies, *groups)
    return tuple(dict.fromkeys(each for each in known if each and each.isalpha() and each.isupper() and len(each) > 1))


def _has_plural(abbreviation: str, contents: Contents) -> bool:
    return any(f"({abbreviation}s)" in passage.text for passage in contents.passages)
