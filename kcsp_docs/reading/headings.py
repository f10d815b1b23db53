"""What a file of terms is refused or warned of whatever the facts are: it is empty, or a heading says too much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.prose.guard import with_ids
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Mark
from kcsp_docs.reading.problems import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})[ \t]+(?P<words>\S[^\r\n]*)", re.MULTILINE)
_NUMBER = re.compile(r"(?:[0-9]{1,2}\.)*[0-9]{1,2}[.)](?=\s)|(?:[0-9]{1,2}\.)+[0-9]{1,2}(?=\s)")


def terms_problems(text: str, file: str, path: str | None) -> Iterator[Problem]:
    """The problems of one file of terms, each at its line; ``path`` is the model path of the terms."""
    words = _COMMENT.sub(_blanked, with_ids(text))
    if not words.strip():
        hint = "Write the terms, beginning with a section: ## Purpose."
        yield error(Code.EMPTY_FILE, "Nothing stands in this file.", hint, file=file, at=Mark(1, 1, 0), path=path)
    for found in _HEADING.finditer(words):
        at = Mark(
            words.count("\n", 0, found.start()) + 1, found.start("signs") - found.start() + 1, found.start("signs")
        )
        if found["signs"] == "#":
            message = "A heading with one # is a title, and the title comes from the group's name."
            yield error(Code.TITLE_IN_TERMS, message, "Begin sections with ##.", file=file, at=at, path=path)
        if number := _NUMBER.match(found["words"]):
            message = f"The heading begins with a typed number, “{number[0]}”."
            hint = "The house style numbers headings; leave the number out."
            yield warning(Code.TYPED_NUMBER, message, hint, file=file, at=at, path=path)


def _blanked(comment: re.Match[str]) -> str:
    """A comment's lines without their words."""
    return "\n" * comment[0].count("\n")
