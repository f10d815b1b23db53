"""What officers type into the budget stands in ``grant.yaml`` afterwards, and nothing else does."""

from __future__ import annotations

import difflib
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from kcsp_docs.cli import kcsp_docs

from ...example_models import copied

NAME = "grant-budget"


def run(*arguments: object) -> str:
    result = CliRunner().invoke(kcsp_docs, [str(each) for each in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def first_build(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(examples, "kcsp-2024", tmp_path_factory.mktemp("first") / "kcsp-2024", "history")
    run("build", folder, "--only", NAME)
    return folder


@pytest.fixture
def model(first_build: Path, tmp_path: Path) -> Path:
    """The example with its budget built, to change."""
    shutil.copytree(first_build.with_name("kcsp-2023"), tmp_path / "kcsp-2023")
    return shutil.copytree(first_build, tmp_path / "kcsp-2024")


def collected(model: Path, edit: Callable[[Any], None]) -> list[str]:
    """The lines of ``grant.yaml`` that go and come once an officer has edited the workbook and it is collected."""
    facts, workbook = model / "grant.yaml", model / "out" / f"{NAME}.xlsx"
    before = facts.read_text(encoding="utf-8").splitlines()
    book = openpyxl.load_workbook(workbook)
    edit(book)
    book.save(workbook)
    run("collect", model, workbook)
    after = facts.read_text(encoding="utf-8").splitlines()
    return [line for line in difflib.ndiff(before, after) if line[0] in "+-"]


def put(book: Any, sheet: str, row: str, heading: str, typed: object) -> None:
    rows = list(book[sheet].iter_rows())
    headings = next(line for line in rows if line[0].value == "Id")
    column = next(cell.column for cell in headings if cell.value == heading)
    line = next(line for line in rows if line[0].value == row)
    book[sheet].cell(line[0].row, column).value = typed


EDITS = {
    "a spend": (
        [("Spend", "young-drivers", "Q2 spend", 1399.5)],
        [
            "-       - {quarter: q2, profile: 1400, forecast: 1400}",
            "+       - {quarter: q2, profile: 1400, spend: 1399.50, forecast: 1400}",
        ],
    ),
    "an approval's reference": (
        [("Projects", "young-drivers", "Partnership reference", "12/2024")],
        [
            "-     partnership_approval: {date: 2024-03-14, amount: 5600}",
            "+     partnership_approval: {date: 2024-03-14, amount: 5600, reference: 12/2024}",
        ],
    ),
    "a tranche that has come": (
        [("Tranches", "second", "Paid", date(2025, 1, 30))],
        [
            "-   - {id: second, share: 33.3333%, amount: 13220, due: 2025-01-31}",
            "+   - {id: second, share: 33.3333%, amount: 13220, due: 2025-01-31, paid: 2025-01-30}",
        ],
    ),
    "a claim": (
        [("Claims", "claim-1", "Quarter", "Q2"), ("Claims", "claim-1", "Amount", 100)],
        ["+   - {id: claim-1, quarter: q2, amount: 100}"],
    ),
    "a project with one approval": (
        [
            ("Projects", "project-1", "Project", "Bike marking"),
            ("Projects", "project-1", "Lead", "Kent Police"),
            ("Projects", "project-1", "Amount", 150),
            ("Projects", "project-1", "Partnership date", date(2024, 7, 4)),
            ("Projects", "project-1", "Partnership amount", 150),
        ],
        [
            "+   - id: project-1",
            "+     name: Bike marking",
            "+     lead: kent-police",
            "+     amount: 150",
            "+     partnership_approval: {date: 2024-07-04, amount: 150}",
        ],
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_is_typed_stands_in_the_model(what: str, model: Path) -> None:
    typed, expected = EDITS[what]

    def edit(book: Any) -> None:
        for each in typed:
            put(book, *each)

    assert collected(model, edit) == expected


def test_the_allocation_and_the_day_are_typed_on_the_front(model: Path) -> None:
    def edit(book: Any) -> None:
        values = {row[0].value: row[1] for row in book["Summary"].iter_rows()}
        values["Allocation"].value, values["As at"].value = 39700, date(2024, 10, 1)

    assert collected(model, edit) == ["- allocation: 39,661", "+ allocation: 39,700"]
    (kept,) = (model / "history").glob("*.xlsx")
    assert kept.name.startswith("0001-2024-10-01-grant-budget-")


def test_nothing_typed_changes_nothing(model: Path) -> None:
    before = (model / "grant.yaml").read_bytes()
    assert collected(model, lambda book: None) == []
    assert (model / "grant.yaml").read_bytes() == before


def test_the_budget_is_made_anew_with_what_came_back(model: Path, read: Any) -> None:
    collected(model, lambda book: put(book, "Spend", "young-drivers", "Q2 spend", 1399.5))
    run("build", model, "--only", NAME)
    workbook = read((model / "out" / f"{NAME}.xlsx").read_bytes())
    assert workbook.figure("Summary", "Spent to date") == 7632.40  # 6232.90 + 1399.50
    assert workbook.row("Spend", "young-drivers")["Q2 spend"] == 1399.5


def test_every_file_is_valid(model: Path, assert_valid_xlsx: Callable[[bytes], None]) -> None:
    content = (model / "out" / f"{NAME}.xlsx").read_bytes()
    assert_valid_xlsx(content)
    assert openpyxl.load_workbook(BytesIO(content)).properties.title == "Crime Reduction Grant 2024/25: budget"
