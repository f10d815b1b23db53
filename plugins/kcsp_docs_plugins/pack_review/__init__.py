"""The review of the rendered pack: its files are read back and held against the change set and each other.

What the model itself has wrong its rules tell; a review tells what only the text shows. A file that was built from the
model carries the ids of the model as bookmarks: in such a one, what a rule told is not told again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs import Pack, Problem, hookimpl
from kcsp_docs_plugins.pack_review.abbreviations import check_abbreviations
from kcsp_docs_plugins.pack_review.codes import ReviewCode, note
from kcsp_docs_plugins.pack_review.contents import contents_of
from kcsp_docs_plugins.pack_review.counts import check_counts
from kcsp_docs_plugins.pack_review.dates import check_dates
from kcsp_docs_plugins.pack_review.letters import check_letters
from kcsp_docs_plugins.pack_review.near_misses import check_near_misses
from kcsp_docs_plugins.pack_review.possessives import check_possessives
from kcsp_docs_plugins.pack_review.quotations import check_quotations
from kcsp_docs_plugins.pack_review.telling import check_telling
from kcsp_docs_plugins.pack_review.tracked import check_tracked
from kcsp_docs_plugins.pack_review.two_lists import check_two_lists
from kcsp_docs_plugins.pack_review.two_names import check_two_names
from kcsp_docs_plugins.pack_review.unfounded import check_unfounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents

CHECKS = (
    check_telling,
    check_unfounded,
    check_quotations,
    check_letters,
    check_abbreviations,
    check_dates,
    check_counts,
    check_tracked,
    check_possessives,
    check_near_misses,
    check_two_names,
    check_two_lists,
)


SLIPS = (ReviewCode.MISQUOTED, ReviewCode.NEAR_MISS)
"""Slips by which the words of a change may be missing."""


@hookimpl
def kcsp_review(pack: Pack) -> tuple[Problem, ...]:
    """Everything that is found in the Word files of a pack, check by check."""
    contents = contents_of(pack)
    found = [finding for check in CHECKS for finding in check(contents)]
    told = (*_part_of_a_pack(contents), *contents.unread, *_each_slip_once(found))
    return tuple(dict.fromkeys(finding.problem for finding in told))


def _each_slip_once(found: list[Finding]) -> Iterator[Finding]:
    """Without what another finding says better.

    A paragraph that misquotes or misspells the new words does not have them, and a section that is said to have
    changed and is none is misquoted, too.
    """
    misspelt = {finding.passage for finding in found if finding.problem.code in SLIPS}
    unfounded = {
        (finding.passage, finding.quoted)
        for finding in found
        if finding.problem.code == ReviewCode.DID_NOT_HAPPEN and finding.quoted
    }
    for finding in found:
        code, passage = finding.problem.code, finding.passage
        is_missing = code == ReviewCode.WORDS_MISSING and passage in misspelt
        is_misquoted = code == ReviewCode.MISQUOTED and (passage, finding.quoted) in unfounded
        if not is_missing and not is_misquoted:
            yield finding


def _part_of_a_pack(contents: Contents) -> Iterator[Finding]:
    if not contents.pack.complete and contents.documents:
        files = ", ".join(document.file for document in contents.documents)
        message = f"Only a part of the pack was made, and only that was reviewed: {files}."
        hint = "Build everything to have the files compared with each other."
        yield note(ReviewCode.PART_OF_A_PACK, message, hint)
