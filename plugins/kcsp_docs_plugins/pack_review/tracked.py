"""Whether a file with tracked changes says, once they are accepted, what the clean file says."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, of_file
from kcsp_docs_plugins.pack_review.differences import difference
from kcsp_docs_plugins.pack_review.wording import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Reviewed

MEND = "Build both anew: they are made from one text."


def check_tracked(contents: Contents) -> Iterator[Finding]:
    """The first difference of each pair of files."""
    for document in contents.documents:
        clean = contents.terms.get(document.group.id) if document.group else None
        if document.is_tracked and clean is not None:
            yield from _compared(document, clean)


def _compared(document: Reviewed, clean: Reviewed) -> Iterator[Finding]:
    for tracked, other in zip_longest(_said(document), _said(clean)):
        if tracked != other:
            said, there = difference(tracked or "", other or "")
            message = f"With its changes accepted this says {_shown(said)}, where {clean.file} says {_shown(there)}."
            yield of_file(ReviewCode.TRACKED_CHANGES, document, message, MEND)
            return


def _said(document: Reviewed) -> list[str]:
    return [alike(passage.text) for passage in document.passages if passage.text.strip()]


def _shown(text: str) -> str:
    return f"“{text}”" if text else "nothing more"
