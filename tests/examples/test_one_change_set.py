"""One fact of the 2024 edition changed: paper, appendix, tracked changes and log all move, and move together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from ..tracked_text import struck_and_put_in

COVER, LOG = "cover-paper.docx", "change-log.docx"
A, B, C = "appendix-a-kcsp", "appendix-b-dhr-steering-group", "appendix-c-kcsp-working-group"
Extractor = Callable[[bytes], Any]


@dataclass(frozen=True)
class Case:
    """A place of the model with another value, and what a reader must find: each list by the words that it adds."""

    file: str
    old: str
    new: str
    appendix: str
    says: str
    struck: tuple[str, ...]
    put_in: tuple[str, ...]
    told: tuple[str, ...]
    logged: tuple[str, ...]


CASES = {
    "a quorum": Case(
        "partnership.yaml",
        "quorum:\n      minimum: 4",
        "quorum:\n      minimum: 5",
        C,
        "quorate if no less than five of the responsible authorities",
        ("four",),
        ("five",),
        ("quorum", "four", "five"),
        ("four", "five"),
    ),
    "the chair's term": Case(
        "partnership.yaml",
        "chair:\n      member: kcc                      # illustrative\n      term_years: 2\n    vice_chair:\n      member: kent-police",
        "chair:\n      member: kcc                      # illustrative\n      term_years: 3\n    vice_chair:\n      member: kent-police",
        C,
        "revised every three years",
        ("two",),
        ("three",),
        ("two", "three"),
        ("two", "three"),
    ),
    "how often a group meets": Case(
        "partnership.yaml",
        "frequency: quarterly\n      or_as_required: yes",
        "frequency: monthly\n      or_as_required: yes",
        C,
        "The group will meet monthly",
        ("quarterly",),
        ("monthly",),
        ("quarterly", "monthly"),
        ("quarterly", "monthly"),
    ),
    "a member that leaves": Case(
        "partnership.yaml",
        "      - {id: domestic-abuse-executive, organisation: domestic-abuse-executive, capacity: co-operating, counts_towards_quorum: no}\n",
        "",
        B,
        "It may also be attended by:",
        ("Domestic and Sexual Abuse Executive Group.",),
        (),
        ("‘Membership’", "Domestic and Sexual Abuse Executive Group"),
        ("Membership", "Domestic and Sexual Abuse Executive Group"),
    ),
    "words of a clause": Case(
        "terms/kcsp-working-group.md",
        "The group will use its best endeavours at all times to make",
        "The group will use its best endeavours to make",
        C,
        "use its best endeavours to make decisions",
        ("at all times",),
        (),
        ("‘Decision making’", "at all times"),
        ("best endeavours at all times to make", "best endeavours to make"),
    ),
    "a new clause of a group that was as it was": Case(
        "terms/dhr-steering-group.md",
        "- arrange seminars on",
        "- publish each report without names; {: #publication}\n- arrange seminars on",
        B,
        "publish each report without names;",
        (),
        ("publish each report without names;",),
        ("‘Responsibilities’", "publish each report without names"),
        ("publish each report without names;",),
    ),
}


@pytest.fixture(scope="module")
def texts(pack: dict[str, bytes], extract: Extractor) -> dict[str, list[str]]:
    return {name: list(lines(extract(pack[name]))) for name in (COVER, LOG)}


def lines(document: Any) -> Iterator[str]:
    """Each paragraph, and each row of a table."""
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for row in table.rows:
            yield " | ".join(row)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_paper_appendix_tracked_changes_and_log_all_move(
    case: Case,
    pack: dict[str, bytes],
    texts: dict[str, list[str]],
    rebuilt: Callable[..., dict[str, bytes]],
    extract: Extractor,
) -> None:
    changed = rebuilt(case.file, case.old, case.new)
    assert case.says in " ".join(lines(extract(changed[f"{case.appendix}.docx"])))
    tracked = f"{case.appendix}-tracked-changes.docx"
    before, after = struck_and_put_in(pack[tracked]), struck_and_put_in(changed[tracked])
    assert [text for text in after[0] if text not in before[0]] == list(case.struck)
    assert [text for text in after[1] if text not in before[1]] == list(case.put_in)
    (told,) = [
        text
        for text in lines(extract(changed[COVER]))
        if text not in texts[COVER] and all(words in text for words in case.told)
    ]
    (logged,) = [text for text in lines(extract(changed[LOG])) if text not in texts[LOG] and said(case.logged, text)]
    assert said([told_number(extract(changed[COVER]), told)], logged)


def said(words: Any, text: str) -> bool:
    return all(each in text for each in words)


def told_number(paper: Any, told: str) -> str:
    """The number of the paragraph that tells of it."""
    return next(paragraph.label for paragraph in paper.paragraphs if paragraph.text == told)


def test_what_is_not_touched_moves_in_none_of_them(
    pack: dict[str, bytes], rebuilt: Callable[..., dict[str, bytes]]
) -> None:
    changed = rebuilt("partnership.yaml", "quorum:\n      minimum: 4", "quorum:\n      minimum: 5")
    moved = {name for name, content in changed.items() if pack[name] != content}
    assert moved - {"manifest.json"} == {COVER, LOG, f"{C}.docx", f"{C}-tracked-changes.docx"}
