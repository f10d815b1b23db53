"""The change set and the tracked file, whatever two editions differ in: each word marked in the file lies under a change,
and each word of a change is marked in the file."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from kcsp_docs_kit.documents import Document, Numbering
from kcsp_docs_kit.documents.redline import redline
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs.changes import Change, compare
from kcsp_docs.model.passages import Passage
from kcsp_docs.prose.tree import Block

from .changes.small_models import edition
from .editions import editions
from .tracked_text import struck_and_put_in

HOUSE_STYLE = Path(__file__).parent.parent / "templates" / "kcsp_docs_templates" / "house_style.docx"
Blocks = tuple[Block, ...]


@given(editions())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_word_marked_lies_under_a_change_and_each_word_of_a_change_is_marked(pair: tuple[Blocks, Blocks]) -> None:
    told = words_of_changes(changes_between(*pair))
    marked = tuple(map(words, struck_and_put_in(tracked(*pair))))
    for said, shown in zip(told, marked, strict=True):
        assert set(said) == set(shown)
        assert said <= shown, "nothing is told twice over"


def tracked(old: Blocks, new: Blocks) -> bytes:
    before, after = (
        Document("Terms", blocks, date(2024, 7, 4), "Anyshire", numbering=Numbering.CLAUSES) for blocks in (old, new)
    )
    return write_word(redline(before, after, "An officer"), HOUSE_STYLE.read_bytes())


def changes_between(old: Blocks, new: Blocks) -> tuple[Change, ...]:
    before, after = (
        edition("").model_copy(update={"passages": (Passage("terms.board", blocks),)}) for blocks in (old, new)
    )
    return compare(before, after)


def words_of_changes(changes: tuple[Change, ...]) -> tuple[Counter[str], Counter[str]]:
    """Those of all marks; a mark that lies under two changes counts once."""
    most: Counter[object] = Counter()
    for change in changes:
        most |= Counter(change.marks)
    marks = list(most.elements())
    return words([mark.removed for mark in marks]), words([mark.added for mark in marks])


def words(texts: list[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))
