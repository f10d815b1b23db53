"""What Python worked out is what another program works out from the formulas, to the penny."""

from __future__ import annotations

import io
import posixpath
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeAlias

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from kcsp_docs.model.governance import Governance
from kcsp_docs.model.grant import Grant

GRANTS = 300
FIRST_DAY = date(2024, 4, 1)
Values: TypeAlias = dict[tuple[str, str], str | Decimal]
"""By the sheet and the place of a cell: ``("Summary", "B5")``."""

WorkedOut: TypeAlias = Callable[[Sequence[bytes]], list[dict[str, list[list[str]]]]]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Made:
    """Grants made up from a number: every one of them may be odd in some way."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def maybe(self, likely: float, value: Callable[[], Any]) -> Any:
        return value() if self.dice.random() < likely else None

    def amount(self, most: int = 9_000) -> str:
        pounds = self.dice.choice([0, 1, self.dice.randint(0, most), self.dice.randint(0, 100 * most)])
        return f"{pounds}.{self.dice.choice([0, 0, 1, 10, 29, 70, 99]):02}"

    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=self.dice.randint(0, 365))).isoformat()

    def known(self, **facts: Any) -> dict[str, Any]:
        return {key: value for key, value in facts.items() if value is not None}

    def quarters(self) -> list[dict[str, Any]]:
        names = sorted(self.dice.sample(["q1", "q2", "q3", "q4"], self.dice.randint(0, 4)))
        return [
            self.known(
                quarter=name,
                profile=self.amount(),
                spend=self.maybe(0.5, self.amount),
                forecast=self.maybe(0.5, self.amount),
            )
            for name in names
        ]

    def approval(self) -> dict[str, Any]:
        return self.known(date=self.day(), amount=self.amount(), reference=self.maybe(0.3, lambda: "12/2024"))

    def project(self, number: int) -> dict[str, Any]:
        quarters = self.quarters()
        exact = sum(Decimal(each.get("spend", each.get("forecast", each["profile"]))) for each in quarters)
        return self.known(
            id=f"{self.dice.choice(['2024', '1e3', 'A', 'p'])}-{number}",
            name=self.dice.choice(["Seminars", '=1+1 & "quotes"', "Course <b>", "'apostrophe"]),
            lead=self.dice.choice(["kcc", "kfrs"]),
            amount=self.dice.choice([self.amount(), f"{exact:.2f}"]),
            partnership_approval=self.maybe(0.7, self.approval),
            commissioner_approval=self.maybe(0.7, self.approval),
            quarters=quarters,
        )

    def tranche(self, number: int) -> dict[str, Any]:
        due, paid = self.maybe(0.7, self.day), self.maybe(0.5, self.day)
        return self.known(id=f"t-{number}", amount=self.amount(40_000), due=due, paid=paid)

    def claim(self, number: int) -> dict[str, Any]:
        quarter = self.dice.choice(["q1", "q2", "q3", "q4"])
        sent, paid = self.maybe(0.6, self.day), self.maybe(0.4, self.day)
        return self.known(id=f"c-{number}", quarter=quarter, amount=self.amount(), sent=sent, paid=paid)

    def several(self, one: Callable[[int], dict[str, Any]], most: int) -> list[dict[str, Any]]:
        return [one(number) for number in range(self.dice.choice([0, 1, self.dice.randint(2, most)]))]

    def grant(self) -> Grant:
        projects = self.several(self.project, 6)
        approved = sum((Decimal(each["amount"]) for each in projects), Decimal(0))
        tranches = self.several(self.tranche, 4)
        paid_out = sum((Decimal(each["amount"]) for each in tranches), Decimal(0))
        allocation = self.dice.choice(
            [f"{approved:.2f}", f"{paid_out:.2f}", f"{paid_out + 1:.2f}", self.amount(40_000)]
        )
        facts = {"title": "Grant", "year": "2024/25", "funder": "Funder", "commissioner_plan": "Plan"}
        claims = self.several(self.claim, 5)
        return Grant.model_validate(
            {**facts, "allocation": allocation, "tranches": tranches, "projects": projects, "claims": claims}
        )

    def as_of(self) -> date:
        return date.fromisoformat(self.day())


def kept(content: bytes) -> Values:
    """The value that is kept with each formula."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {
            (name, cell.get("r")): value(cell.findtext(f"{MAIN}v") or "", is_text=cell.get("t") in {"str", "e"})
            for name, part in sheets(package)
            for cell in etree.fromstring(package.read(part)).iter(f"{MAIN}c")
            if cell.find(f"{MAIN}f") is not None
        }


def sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target") for each in relations}
    for sheet in etree.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        yield sheet.get("name"), posixpath.join("xl", targets[relation].removeprefix("/xl/"))


def value(said: str, *, is_text: bool = False) -> str | Decimal:
    """A number to the penny, half a penny up, as ROUND has it; a day as its number."""
    if day := re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", said):
        month, of_month, year = map(int, day.groups())
        return Decimal((date(year, month, of_month) - date(1899, 12, 30)).days)
    if is_text or not re.fullmatch(r"-?[0-9.]+(?:E-?[0-9]+)?", said):
        return said
    return Decimal(said).quantize(Decimal("0.01"), ROUND_HALF_UP) + 0


def differences(contents: Sequence[bytes], worked_out: WorkedOut) -> list[tuple[int, str, str, object, object]]:
    """Number of the workbook, sheet, cell, what is kept there and what it comes to."""
    found = []
    for number, (content, cells) in enumerate(zip(contents, worked_out(contents), strict=True)):
        for (sheet, at), expected in kept(content).items():
            column, row = coordinate_from_string(at)
            came_to = value(cells[sheet][row - 1][column_index_from_string(column) - 1])
            if came_to != expected:
                found.append((number, sheet, at, expected, came_to))
    return found


@pytest.mark.office
def test_the_example_comes_to_the_same_in_libreoffice(built: Callable[..., bytes], worked_out: WorkedOut) -> None:
    content = built()
    assert differences([content], worked_out) == []
    assert {sheet for sheet, _ in kept(content)} == {"Summary", "Tranches", "Projects", "Spend", "Claims", "Return"}


@pytest.mark.office
def test_what_a_file_brings_is_not_believed(built: Callable[..., bytes], worked_out: WorkedOut) -> None:
    """The oracle is asked: a wrong value that is kept with a formula is found."""
    content = built()
    wrong = changed(content, "xl/worksheets/sheet1.xml", rb"<v>156(\.0)?</v>", b"<v>157</v>")
    (found,) = differences([wrong], worked_out)
    assert (found[1], found[3:]) == ("Summary", (157, 156))


def changed(content: bytes, part: str, pattern: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(made, "w") as other:
        for name in package.namelist():
            text = package.read(name)
            assert name != part or len(re.findall(pattern, text)) == 1
            other.writestr(name, re.sub(pattern, new, text) if name == part else text)
    return made.getvalue()


@pytest.mark.office
@pytest.mark.slow
def test_three_hundred_made_up_grants_come_to_the_same_in_libreoffice(
    built: Callable[..., bytes], worked_out: WorkedOut
) -> None:
    made = [Made(seed) for seed in range(GRANTS)]
    assert differences([built(each.grant(), each.as_of()) for each in made], worked_out) == []


@pytest.mark.office
def test_formulas_follow_what_is_typed(
    built: Callable[..., bytes], worked_out: WorkedOut, governance: Governance
) -> None:
    """What is typed into a file comes to what a file made from the same values says."""
    assert governance.grant is not None
    facts = governance.grant.model_dump(mode="python", exclude_none=True)
    facts["allocation"] = Decimal(39000)
    facts["tranches"][1]["paid"] = date(2024, 7, 1)
    facts["claims"][0]["amount"] = Decimal("6232.91")
    facts["projects"][2]["quarters"][1]["spend"] = Decimal("999.99")
    facts["projects"][2]["name"] = "Packs against scams"
    wanted = kept(built(Grant.model_validate(facts), date(2024, 7, 2)))
    book = openpyxl.load_workbook(io.BytesIO(built()))
    for sheet, start, heading, typed in [
        ("Summary", "Allocation", None, 39000),
        ("Summary", "As at", None, date(2024, 7, 2)),
        ("Tranches", "second", "Paid", date(2024, 7, 1)),
        ("Claims", "claim-q1", "Amount", 6232.91),
        ("Projects", "scams-packs", "Project", "Packs against scams"),
        ("Spend", "scams-packs", "Q2 spend", 999.99),
    ]:
        type_into(book[sheet], start, heading, typed)
    saved = io.BytesIO()
    book.save(saved)
    (cells,) = worked_out([saved.getvalue()])
    came_to = {}
    for sheet, at in wanted:
        column, row = coordinate_from_string(at)
        came_to[sheet, at] = value(cells[sheet][row - 1][column_index_from_string(column) - 1])
    assert came_to == wanted


def type_into(sheet: Any, start: str, heading: str | None, typed: object) -> None:
    """Into the line that begins so, under a heading, or where its value stands."""
    rows = list(sheet.iter_rows())
    line = next(row for row in rows if row[0].value == start)
    if heading is None:
        at = next(number for number, cell in enumerate(line) if number and cell.value is not None)
    else:
        headings = next(row for row in rows if row[0].value == "Id")
        at = next(number for number, cell in enumerate(headings) if cell.value == heading)
    line[at].value = typed
