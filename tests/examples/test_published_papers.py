"""The built papers say what the published ones say, unit by unit: every sentence and item, with its number or bullet.

``tests/published/*-as-published.txt`` hold the text of the published files; the files beside them hold the same words,
one line for each heading, paragraph and item, with its label before a tab.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PUBLISHED = Path(__file__).parent.parent / "published"

Unit = tuple[str, str]

SLIPS = {
    "for the KCSPs two subgroups": "for the KCSP’s two subgroups",  # a missing apostrophe
    "and the DHR Steering Groups)": "and the DHR Steering Group)",  # there is one such group
    "Projects and Partnership Teams.": "Projects and Partnership Team.",  # its own appendix says "Team"
    "which closes on the 1st July.": "which closed on the 1st July.",  # the paper is of 4 July
}
"""What is wrong in the published paper and is not copied."""

LINES_OF_ONE_PARAGRAPH = ("Honey-Leigh Topley", "Community Safety Officer, Kent Community Safety Team")
"""The contact's lines are one paragraph with line breaks."""


def published(name: str) -> list[Unit]:
    lines = (PUBLISHED / name).read_text(encoding="utf-8").splitlines()
    return [(label, text) for label, _, text in (line.partition("\t") for line in lines)]


def words(text: str) -> list[str]:
    return re.findall(r"[^\s_]+", text)


@pytest.mark.parametrize("name", ["cover-paper", "appendix-c"])
def test_the_units_hold_every_word_of_the_published_text_in_order(name: str) -> None:
    raw = (PUBLISHED / f"{name}-as-published.txt").read_text(encoding="utf-8")
    raw = raw.split("\n\t3.\t")[0]  # the outline that the PDF carries behind its last page
    stray = {".", "mailto:honey-leigh.topley@kent.gov.uk"}  # FACTS: before 4.1 and 4.3; the target of a link
    units = [word for unit in published(f"{name}.txt") for word in words(" ".join(unit))]
    assert units == [word for word in words(raw) if word not in stray]


def built_units(content: bytes, extract: Callable[[bytes], Any]) -> list[Unit]:
    """Each line of each paragraph; the tab after a term such as By: is a blank."""
    return [
        (paragraph.label if first else "", line.replace("\t", " "))
        for paragraph in extract(content).paragraphs
        for first, line in ((at == 0, line) for at, line in enumerate(paragraph.text.split("\n")))
    ]


def test_the_cover_paper_says_what_the_published_one_says(
    pack: dict[str, bytes], extract: Callable[[bytes], Any]
) -> None:
    expected = []
    for label, text in published("cover-paper.txt"):
        for slip, mended in SLIPS.items():
            text = text.replace(slip, mended)
        expected.append((label, text))
    assert built_units(pack["cover-paper.docx"], extract) == expected


def test_few_paragraphs_are_authored(examples: Path, pack: dict[str, bytes], extract: Callable[[bytes], Any]) -> None:
    """All others are made of the model's facts; what stands in ``review.yaml`` has its id from there."""
    texts = {paragraph.text: paragraph.label for paragraph in extract(pack["cover-paper.docx"]).paragraphs}
    review = (examples / "kcsp-2024" / "review.yaml").read_text(encoding="utf-8")
    bookmarks = extract(pack["cover-paper.docx"]).bookmarks
    paragraphs = review.partition("\nparagraphs:")[2].partition("\nlegislation:")[0]
    ids = re.findall(r"^  - id: (\S+)$", paragraphs, re.MULTILINE)
    assert [texts[bookmarks[id_.replace("-", "_")]] for id_ in ids] == ["1.1", "1.2", "3.1"]
    assert "text:" not in review.partition("\nlegislation:")[2]


def test_every_slip_stands_in_the_published_paper() -> None:
    text = "\n".join(text for _, text in published("cover-paper.txt"))
    assert all(text.count(slip) == 1 for slip in SLIPS)


def test_appendix_c_says_what_the_published_one_says(pack: dict[str, bytes], extract: Callable[[bytes], Any]) -> None:
    """Headings stand in capitals in the published file; ours are in sentence case, which reads better aloud."""
    expected = published("appendix-c.txt")
    built = built_units(pack["appendix-c-kcsp-working-group.docx"], extract)
    assert [_plain_case(unit) for unit in built] == [_plain_case(unit) for unit in expected]


def _plain_case(unit: Unit) -> Unit:
    """Capitals count everywhere but in headings: those that the published file has in capitals throughout."""
    label, text = unit
    is_heading = re.fullmatch(r"\d\.", label) or text.casefold() in HEADINGS_WITHOUT_NUMBER
    return (label, text.casefold() if is_heading else text)


HEADINGS_WITHOUT_NUMBER = ("kent community safety partnership working group", "terms of reference")


@pytest.mark.office
@pytest.mark.parametrize(
    ("file", "transcript"),
    [("cover-paper.docx", "cover-paper.txt"), ("appendix-c-kcsp-working-group.docx", "appendix-c.txt")],
)
def test_libreoffice_shows_every_label_where_the_published_paper_has_it(
    file: str, transcript: str, pack: dict[str, bytes], converted: Callable[[bytes, str], bytes]
) -> None:
    """Numbers are native: they are no characters of the file, and LibreOffice works out the same ones."""
    shown = converted(pack[file], "txt:Text (encoded):UTF8").decode("utf-8-sig")
    lines = [" ".join(line.split()) for line in shown.splitlines() if line.strip()]
    labelled = [(label, text) for label, text in published(transcript) if label]
    assert labelled
    for label, text in labelled:
        start = f"{label} {' '.join(text.split()[:4])}".casefold()
        assert any(line.casefold().startswith(start) for line in lines), f"{start!r} is not shown"
