"""One fact, one place: a changed fact changes every document that states it, and nothing else of the clean terms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kcsp_docs import registry
from kcsp_docs.errors import ModelError
from kcsp_docs.reading import read_edition

from ..example_models import copied

COVER = "cover-paper.docx"
A = "appendix-a-kcsp.docx"
B = "appendix-b-dhr-steering-group.docx"
C = "appendix-c-kcsp-working-group.docx"


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "then", "documents"),
    [
        pytest.param(
            "partnership.yaml",
            "name: The Probation Service",
            "name: The Justice Service",
            "The Probation Service",
            "The Justice Service",
            {COVER, A, C},
            id="a body's name (Appendix B keeps the name as then written)",
        ),
        pytest.param(
            "partnership.yaml",
            "quorum:\n      minimum: 4",
            "quorum:\n      minimum: 5",
            "no less than four of",
            "no less than five of",
            {C},
            id="a quorum",
        ),
        pytest.param(
            "meetings.yaml",
            "2024-07-04",
            "2024-07-11",
            "4th July 2024",
            "11th July 2024",
            {COVER},
            id="a meeting's day",
        ),
        pytest.param(
            "partnership.yaml",
            "name: Kent and Medway Information Sharing Agreement",
            "name: County Information Sharing Agreement",
            "Kent and Medway Information Sharing Agreement",
            "County Information Sharing Agreement",
            {COVER, A, C},
            id="an agreement's name",
        ),
        pytest.param(
            "partnership.yaml",
            "            - the Domestic Abuse Projects and Partnership Team\n",
            "            - the Domestic Abuse Team\n",
            "the Domestic Abuse Projects and Partnership Team",
            "the Domestic Abuse Team",
            {COVER, C},
            id="a team that represents a body",
        ),
        pytest.param(
            "partnership.yaml",
            "short_name: DHR Steering Group",
            "short_name: DHR Board",
            "DHR Steering Group",
            "DHR Board",
            {COVER, A, B},
            id="a group's short name",
        ),
        pytest.param(
            "partnership.yaml",
            "name: Shafick Peerbux",
            "name: A Successor",
            "Shafick Peerbux",
            "A Successor",
            {COVER},
            id="the author's name",
        ),
        pytest.param(
            "partnership.yaml",
            "term_years: 3",
            "term_years: 4",
            "for three years",
            "for four years",
            {B},
            id="a chair's term",
        ),
    ],
)
def test_a_fact_changes_everywhere_and_nothing_else_does(
    file: str,
    old: str,
    new: str,
    said: str,
    then: str,
    documents: set[str],
    pack: dict[str, bytes],
    rebuilt: Callable[..., dict[str, bytes]],
    extract: Callable[[bytes], Any],
) -> None:
    changed = rebuilt(file, old, new)
    before, after = ({name: extract(each[name]).outline() for name in (COVER, A, B, C)} for each in (pack, changed))
    assert {name for name, outline in before.items() if said in outline} == documents
    assert {name for name, outline in after.items() if then in outline} >= documents
    del before[COVER], after[COVER]  # which tells of it, too, where the edition before has it otherwise
    assert after == {name: outline.replace(said, then) for name, outline in before.items()}


def test_a_person_who_is_not_published_appears_in_no_document(
    rebuilt: Callable[..., dict[str, bytes]], extract: Callable[[bytes], Any]
) -> None:
    pack = rebuilt(
        "partnership.yaml", "email: honey-leigh.topley@kent.gov.uk\n    published: yes", "email: x@kent.gov.uk"
    )
    cover = extract(pack[COVER]).outline()
    assert "Community Safety Officer, Kent Community Safety Team" in cover
    for name, content in pack.items():
        text = extract(content).outline() + str(extract(content).properties)
        assert "Honey-Leigh" not in text, name
        assert "x@kent.gov.uk" not in text, name


def test_wording_that_names_a_private_person_is_a_problem_at_its_line(examples: Path, tmp_path: Path) -> None:
    model = copied(examples, "kcsp-2024", tmp_path / "kcsp-2024")
    terms = model / "terms" / "kcsp.md"
    with terms.open("a", encoding="utf-8") as file:
        file.write('\nAsk the {{ people["project-officer"].post }}, {{ people["project-officer"].name }}.\n')
    line = len(terms.read_text(encoding="utf-8").splitlines())
    with pytest.raises(ModelError) as caught:
        read_edition(model, {}, registry.load().template_folders())
    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (line, "unknown-field")
    assert "“name”" in problem.message


def test_a_draft_says_so_at_the_top_of_every_page(
    rebuilt: Callable[..., dict[str, bytes]], extract: Callable[[bytes], Any]
) -> None:
    pack = rebuilt("partnership.yaml", "status: for-decision", "status: draft")
    assert {name: extract(content).headers for name, content in pack.items()} == {
        **dict.fromkeys((COVER, "change-log.docx"), ("Draft – Kent Community Safety Partnership",)),
        A: ("Draft – Appendix A",),
        B: ("Draft – Appendix B",),
        C: ("Draft – Appendix C",),
        "appendix-a-kcsp-tracked-changes.docx": ("Draft – Appendix A – Changes are tracked",),
        "appendix-b-dhr-steering-group-tracked-changes.docx": ("Draft – Appendix B – Changes are tracked",),
        "appendix-c-kcsp-working-group-tracked-changes.docx": ("Draft – Appendix C – Changes are tracked",),
    }


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        pytest.param(
            "[kcsp-working-group]",
            "approve the Terms of Reference for the KCSP Working Group.",
            id="one of two subgroups is not counted",
        ),
        pytest.param(
            "[dhr-steering-group, kcsp-working-group]",
            "approve the Terms of Reference for the KCSP’s two subgroups (DHR Steering Group and the KCSP Working Group).",
            id="both in another order",
        ),
        pytest.param(
            "[kcsp, kcsp-working-group]",
            "approve the Terms of Reference for the Kent Community Safety Partnership and the KCSP Working Group.",
            id="the partnership and a subgroup",
        ),
    ],
)
def test_a_recommendation_reads_well_whatever_it_is_about(
    groups: str, said: str, rebuilt: Callable[..., dict[str, bytes]], extract: Callable[[bytes], Any]
) -> None:
    pack = rebuilt("review.yaml", "groups: [kcsp-working-group, dhr-steering-group]", f"groups: {groups}")
    recommended = next(each.text for each in extract(pack[COVER]).paragraphs if each.label == "4.1")
    assert recommended.endswith(said)


def test_a_part_of_the_paper_without_paragraphs_has_no_heading(
    rebuilt: Callable[..., dict[str, bytes]], extract: Callable[[bytes], Any]
) -> None:
    whole = (Path(__file__).parents[2] / "examples" / "kcsp-2024" / "review.yaml").read_text(encoding="utf-8")
    start, end = whole.index("  - id: county-strategy-group"), whole.index("  - id: subgroups")
    pack = rebuilt("review.yaml", whole[start:end], "")
    headings = [each.text for each in extract(pack[COVER]).paragraphs if each.label.endswith(".0")]
    assert headings == ["KCSP Terms of Reference", "KCSP Subgroups Terms of Reference", "Recommendations"]
