"""Fed with the published papers of 2024 as they are, the review finds their slips and nothing else."""

from __future__ import annotations

from pathlib import Path

from kcsp_docs_kit.documents import Numbering

from kcsp_docs import Pack

from .packs import found, with_files, word_file

PUBLISHED = Path(__file__).parents[2] / "published"
C = "appendix-c-kcsp-working-group.docx"

SLIPS = [
    # The guidance consultation had closed three days before the meeting.
    "cover-paper.docx: Paragraph 3.2 says “closes on the 1st July”, which had passed on the day of the pack (4 July 2024). Say that it is over. [date-passed]",
    "cover-paper.docx: Paragraph 4.1 says “KCSPs two subgroups”; KCSP is one body, so that it has no plural. Write “KCSP’s two subgroups”, if that is what belongs to it. [possessive-without-apostrophe]",
    f"cover-paper.docx: Paragraph 3.4 says “Domestic Abuse Projects and Partnership Teams”; section 4 (“KCC – Currently represented by…”) of {C} says “Domestic Abuse Projects and Partnership Team”. Write the name in one way. [name-nearly-the-same]",
    "cover-paper.docx: Paragraph 4.1 says “DHR Steering Groups”; paragraph 3.2 of cover-paper.docx says “DHR Steering Group”. Write the name in one way. [name-nearly-the-same]",
    f"{C}: Section 4 (“The KCSP Working Group may also be…”) says “Safer Roads for Kent Partnership”; the body is now called “Kent and Medway Safer Roads Partnership”, as in the model. Use the name of today in both places. [body-under-two-names]",
    f"{C}: Section 4 (“KCC – Currently represented by…”) has “Violence Reduction Unit” among the representatives of another body, and section 4 (“The KCSP Working Group may also be…”) by itself. Keep one of the two places. [body-in-two-lists]",
]
NOTES = [
    f"note: Only a part of the pack was made, and only that was reviewed: cover-paper.docx, {C}. Build everything to have the files compared with each other. [part-of-a-pack]",
    "note: cover-paper.docx: The paragraphs of this paper do not carry the changes that they tell, so that each change was looked for by its words; whether one is told twice is not known. A paper that is built from the model carries them. [changes-judged-by-words]",
]


def published(example: Pack) -> Pack:
    """The published files with the model of 2024 and its changes; the other two appendices were not published."""
    paper, terms = (
        (PUBLISHED / name).read_text(encoding="utf-8").splitlines() for name in ("cover-paper.txt", "appendix-c.txt")
    )
    files = (word_file("cover-paper.docx", paper), word_file(C, terms, Numbering.CLAUSES))
    pack = with_files(example, files)
    return Pack(pack.governance, pack.previous, pack.rendered, False, pack.changes, pack.as_of)


def test_the_published_papers(example: Pack) -> None:
    assert found(published(example)) == NOTES + SLIPS
