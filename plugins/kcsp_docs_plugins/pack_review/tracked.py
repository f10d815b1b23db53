"""Whether a file with tracked changes says, once they are accepted, what the clean file says."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.opening import opening

from kcsp_docs_plugins.pack_review.codes import ReviewCode, of_file
from kcsp_docs_plugins.pack_review.wording import alike

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

MEND = "Build both anew: they are made from one text."


def check_tracked(contents: Contents) -> Iterator[Finding]:
    """The first difference of each pair of files."""
    for document in contents.documents:
        clean = contents.terms.get(document.group.id) if document.group else None
        if document.is_tracked and clean is not None:
            yield from _compared(document, clean)


def _compared(document: Reviewed, clean: Reviewed) -> Iterator[Finding]:
    for tracked, other in zip_longest(_said(document), _said(clean)):
        if tracked is None or other is None or alike(tracked.text) != alike(other.text):
            said = f"{_shown(tracked)}, with its changes accepted"
            message = f"This says {said}, where {clean.file} says {_shown(other)}."
            yield of_file(ReviewCode.TRACKED_CHANGES, document, message, MEND)
            return


def _said(document: Reviewed) -> list[Passage]:
    return [passage for passage in document.passages if passage.text.strip()]


def _shown(passage: Passage | None) -> str:
    return f"“{opening(passage.text)}”" if passage else "nothing more"
