"""plugins/README.md: its first plugin runs, and it names every hook and everything that a job has."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint, entry_points
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kcsp_docs import registry
from kcsp_docs.artefact import Job
from kcsp_docs.pipeline.building import BuildRequest, build_model
from kcsp_docs.pipeline.collecting import CollectRequest, collect_model
from kcsp_docs.registry.hooks import HOOKS

README = (Path(__file__).parent.parent / "plugins" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_first_plugin_runs_word_for_word(
    anyshire: Path, install: Callable[..., list[EntryPoint]], extract: Callable[[bytes], Any]
) -> None:
    source = blocks("python")[0]
    loaded = registry.load_from(install(members=source), ())
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())
    made = extract((anyshire / "out" / "members.docx").read_bytes())
    assert [(paragraph.style, paragraph.text) for paragraph in made.paragraphs] == [
        ("Heading 1", "Anyshire Community Safety Partnership"),
        ("List Bullet", "Anyshire Police"),
    ]


def install_briefings(site: Path) -> Distribution:
    """The second plugin, laid out as the README says and pip does."""
    package = site / "kcsp_docs_briefings"
    (package / "wording").mkdir(parents=True)
    (package / "__init__.py").write_text(blocks("python")[1], encoding="utf-8")
    (package / "wording" / "briefing.md.j2").write_text(blocks("jinja")[0], encoding="utf-8")
    info = site / "kcsp_docs_briefings-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: kcsp-docs-briefings\nVersion: 1.0\n", encoding="utf-8")
    points = blocks("toml")[1].replace("project.entry-points.", "").replace('"', "")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return Distribution.at(info)


def test_the_second_plugin_runs_word_for_word(
    anyshire: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extract: Callable[[bytes], Any]
) -> None:
    points = install_briefings(tmp_path / "site").entry_points
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    loaded = registry.load_from(
        points.select(group="kcsp_docs"),
        (*points.select(group="kcsp_docs.templates"), *entry_points(group="kcsp_docs.templates")),
    )
    own = blocks("yaml")[0]
    (anyshire / "briefings.yaml").write_text(own.replace("kcsp", "main-group"), encoding="utf-8")
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())
    made = extract((anyshire / "out" / "briefing-road-safety.docx").read_bytes())
    assert [(paragraph.style, paragraph.text) for paragraph in made.paragraphs] == [
        ("Title", "Road safety week"),
        ("Body Text", "For the Anyshire Community Safety Partnership, 4 July 2024."),
        ("Heading 1", "What is asked"),
        ("Body Text", "Members are asked to take part."),
    ]
    wrong = own.replace("kcsp", "main-grup").replace("take part.", "take part")
    (anyshire / "briefings.yaml").write_text(wrong, encoding="utf-8")
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert [(problem.code, problem.line) for problem in report.problems] == [("unknown-reference", 4)]
    (anyshire / "briefings.yaml").write_text(wrong.replace("grup", "group"), encoding="utf-8")
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert [(problem.code, problem.line) for problem in report.problems] == [("briefing-request", 5)]


def test_the_workbook_that_comes_back_runs_word_for_word(
    anyshire: Path, tmp_path: Path, install: Callable[..., list[EntryPoint]]
) -> None:
    risks = blocks("yaml")[1]
    (anyshire / "risks.yaml").write_text(risks, encoding="utf-8")
    loaded = registry.load_from(install(risks=blocks("python")[2]), ())
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())

    register = anyshire / "out" / "risk-register.xlsx"
    book = openpyxl.load_workbook(register)
    ids = {cell.value: cell.row for cell in book["Risks"]["A"]}
    book["Risks"].cell(ids["data-sharing"], 3, "Anyshire Community Safety Partnership")
    book["Risks"].cell(ids["new-2"], 2, "The quorum is missed twice running")
    book.save(register)
    collected = collect_model(CollectRequest(anyshire, (register,)), loaded, lambda _: None)

    assert (collected.exit_code, collected.problems) == (0, ())
    group = "    risk: Partners do not share data in time\n    group: main-group\n"
    added = "  - id: new-2\n    risk: The quorum is missed twice running\n"
    assert (anyshire / "risks.yaml").read_text(encoding="utf-8") == (
        risks.replace("    risk: Partners do not share data in time\n", group) + added
    )
    assert build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None).exit_code == 0

    book = openpyxl.load_workbook(register)
    assert [cell.value for cell in book["Risks"]["A"]][-5:] == ["new-3", "new-4", "new-5", "new-6", "new-7"]
    book["Risks"].cell(book["Risks"].max_row, 2, "A post stays vacant")
    book.save(register)
    collected = collect_model(CollectRequest(anyshire, (register,)), loaded, lambda _: None)
    assert (collected.exit_code, collected.problems) == (0, ())
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())
    ids = [cell.value for cell in openpyxl.load_workbook(register)["Risks"]["A"]]
    assert ids[-7:] == ["new-2", "new-7", "new-8", "new-9", "new-10", "new-11", "new-12"]


MARKET = """\
budget: 500
stalls:
  - id: books
    name: Books
    cost: 200.50
    paid: 100
  - id: stall-1
    name: Tea
    cost: 150
"""


def test_the_sheet_with_one_of_everything_runs_word_for_word(
    anyshire: Path, install: Callable[..., list[EntryPoint]], assert_valid_xlsx: Callable[[bytes], None]
) -> None:
    (anyshire / "market.yaml").write_text(MARKET, encoding="utf-8")
    loaded = registry.load_from(install(stalls=blocks("python")[3]), ())
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())

    made = anyshire / "out" / "market-day.xlsx"
    assert_valid_xlsx(made.read_bytes())
    shown = openpyxl.load_workbook(made, data_only=True)
    figures = {row[0]: row[1] for row in shown["Position"].iter_rows(values_only=True)}
    amounts = {label: figures[label] for label in ("Budget", "Left of the budget", "Paid", "To be paid", "Cost")}
    assert list(amounts.values()) == [500, 149.5, 100, 250.5, 350.5]
    assert figures["Outlook"] == "Within budget"
    rows = {row[0]: row[1:5] for row in shown["Stalls"].iter_rows(values_only=True)}
    assert (rows["books"], rows["stall-1"]) == (("Books", 200.5, 100, 100.5), ("Tea", 150, None, 150))
    assert list(rows)[-3:] == ["stall-2", "stall-3", "stall-4"]

    book = openpyxl.load_workbook(made)
    next(row for row in book["Position"].iter_rows() if row[0].value == "Budget")[1].value = 600
    next(row for row in book["Stalls"].iter_rows() if row[0].value == "stall-1")[3].value = 25
    book.save(made)
    collected = collect_model(CollectRequest(anyshire, (made,)), loaded, lambda _: None)
    assert (collected.exit_code, collected.problems) == (0, ())
    wanted = MARKET.replace("budget: 500", "budget: 600").replace("    cost: 150\n", "    cost: 150\n    paid: 25\n")
    assert (anyshire / "market.yaml").read_text(encoding="utf-8") == wanted


def test_every_hook_is_named_with_its_arguments() -> None:
    from kcsp_docs import hookspecs

    for name in HOOKS:
        arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
        assert f"`{name}({arguments})`" in README


def test_everything_that_a_job_has_is_named() -> None:
    for name in (name for name in vars(Job) if not name.startswith("_")):
        assert re.search(rf"^\| `{name}[`(]", README, re.MULTILINE), name
