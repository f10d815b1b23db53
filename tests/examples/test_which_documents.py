"""Which documents a model gives, and what stands in them besides the published wording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kcsp_docs import registry
from kcsp_docs.pipeline.building import BuildRequest, build_model


def made(model: Path) -> list[str]:
    report = build_model(BuildRequest(model, model / "out"), registry.load(), lambda _: None)
    assert report.exit_code == 0, report.problems
    return [file.path for file in report.files if file.state != "removed"]


def changed(model: Path, old: str, new: str) -> None:
    path = model / "partnership.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_group_that_has_ended_has_no_document(anyshire: Path) -> None:
    assert made(anyshire) == ["cover-paper.docx", "grant-budget.xlsx", "appendix-a-main-group.docx"]
    changed(anyshire, "    appendix: A\n", "    appendix: A\n    status: ended\n")
    assert made(anyshire) == ["cover-paper.docx", "grant-budget.xlsx"]


def test_a_group_without_a_letter_is_named_by_its_terms(anyshire: Path) -> None:
    changed(anyshire, "    appendix: A\n", "")
    assert made(anyshire) == ["cover-paper.docx", "grant-budget.xlsx", "terms-of-reference-main-group.docx"]


def test_without_a_review_there_is_no_cover_paper(anyshire: Path) -> None:
    (anyshire / "review.yaml").unlink()
    assert made(anyshire) == ["grant-budget.xlsx", "appendix-a-main-group.docx"]


def test_without_a_grant_there_is_no_budget(anyshire: Path) -> None:
    (anyshire / "grant.yaml").unlink()
    assert made(anyshire) == ["cover-paper.docx", "appendix-a-main-group.docx"]


def test_a_group_with_versions_ends_with_their_table(pack: dict[str, bytes], extract: Callable[[bytes], Any]) -> None:
    (table,) = extract(pack["appendix-a-kcsp.docx"]).tables
    assert (table.header_rows, table.rows) == (
        1,
        (
            ("Version", "Date", "Changes"),
            ("1.0", "12 July 2022", "First version of the county strategy group's terms in this form"),
            ("2.0", "12 July 2023", "Annual review"),
        ),
    )
    assert extract(pack["appendix-c-kcsp-working-group.docx"]).tables == ()


def test_the_cover_paper_leads_to_the_contact(pack: dict[str, bytes], extract: Callable[[bytes], Any]) -> None:
    address = "honey-leigh.topley@kent.gov.uk"
    assert extract(pack["cover-paper.docx"]).links == ((address, f"mailto:{address}"),)


def test_clauses_can_be_found_by_their_ids(pack: dict[str, bytes], extract: Callable[[bytes], Any]) -> None:
    """What edits of a Word file will be led back to their place in ``terms/`` by."""
    bookmarks = extract(pack["appendix-c-kcsp-working-group.docx"]).bookmarks
    assert bookmarks["quorum"].startswith("A meeting will be regarded as quorate")
    assert bookmarks["csa_action_plan"].startswith("Develop and performance manage the CSA Action Plan")
    assert bookmarks["probation"] == "The Probation Service"
