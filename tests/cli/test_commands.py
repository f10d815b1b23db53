"""The command as it is typed: what is printed, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kcsp_docs.cli import kcsp_docs


def run(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(kcsp_docs, [str(each) for each in arguments], env=environment or None)


def parsed(result: Result) -> Any:
    return json.loads(result.stdout)


def test_a_build_says_what_was_made(anyshire: Path) -> None:
    result = run("build", anyshire)
    assert result.output == (
        "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft), as of 4 July 2024\n"
        f"In {anyshire / 'out'}:\n"
        "  cover-paper\n"
        "    written    cover-paper.docx\n"
        "  grant-budget\n"
        "    written    grant-budget.xlsx\n"
        "  terms-of-reference\n"
        "    written    appendix-a-main-group.docx\n"
    )
    assert result.exit_code == 0
    again = run("build", anyshire)
    assert "    unchanged  cover-paper.docx\n" in again.output


def test_a_build_of_a_model_with_errors_names_them_and_writes_nothing(anyshire: Path) -> None:
    (anyshire / "grant.yaml").write_text("title: Grant\nallocation: lots\n", encoding="utf-8")
    result = run("build", anyshire)
    assert result.exit_code == 1
    grant = (anyshire / "grant.yaml").as_posix()
    assert result.output == (
        "\n4 errors; nothing was built:\n"
        f"  {grant}:1:1: grant.commissioner_plan: “commissioner_plan” is missing. Add a line “commissioner_plan: …” here. [missing-key]\n"
        f"  {grant}:1:1: grant.funder: “funder” is missing. Add a line “funder: …” here. [missing-key]\n"
        f"  {grant}:1:1: grant.year: “year” is missing. Add a line “year: …” here. [missing-key]\n"
        f"  {grant}:2:13: grant.allocation: “lots” is not an amount of money."
        " Write pounds, such as 39661 or 39,661.50. [not-money]\n"
    )
    assert not (anyshire / "out").exists()


def test_build_json_is_one_object(anyshire: Path) -> None:
    result = run("build", anyshire, "--json")
    assert parsed(result) == {
        "exit_code": 0,
        "models": [
            {
                "model": str(anyshire),
                "title": "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft)",
                "as_of": "2024-07-04",
                "output": str(anyshire / "out"),
                "files": [
                    {"artefact": "cover-paper", "path": "cover-paper.docx", "state": "written"},
                    {"artefact": "grant-budget", "path": "grant-budget.xlsx", "state": "written"},
                    {"artefact": "terms-of-reference", "path": "appendix-a-main-group.docx", "state": "written"},
                ],
            }
        ],
        "problems": [],
    }


def test_check_json_has_every_part_of_a_problem(anyshire: Path) -> None:
    review = anyshire / "review.yaml"
    review.write_text(review.read_text(encoding="utf-8").replace("meeting: summer", "meeting: sumer"), encoding="utf-8")
    result = run("check", anyshire, "--json")
    assert result.exit_code == 1
    assert parsed(result)["problems"] == [
        {
            "severity": "error",
            "code": "unknown-reference",
            "message": "“sumer” is not the id of any of the meetings.",
            "file": (anyshire / "review.yaml").as_posix(),
            "line": 1,
            "column": 10,
            "path": "review.meeting",
            "hint": "Did you mean summer?",
        }
    ]


def test_check_says_when_there_is_nothing_to_say(anyshire: Path) -> None:
    result = run("check", anyshire)
    title = "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft)"
    assert (result.output, result.exit_code) == (f"{title}\n{anyshire}: no problems.\n", 0)
    assert not (anyshire / "out").exists()


def test_a_warning_counts_only_when_strict(anyshire: Path) -> None:
    text = (anyshire / "partnership.yaml").read_text(encoding="utf-8")
    (anyshire / "partnership.yaml").write_text(text.replace("minimum: 1", "minimum: 3"), encoding="utf-8")
    assert run("check", anyshire).exit_code == 0
    strict = run("check", anyshire, "--strict")
    assert strict.exit_code == 1
    assert "asks for 3 bodies; the group has 1, and 1 of them counts towards a quorum." in strict.output


def test_only_and_without(anyshire: Path) -> None:
    assert "cover-paper.docx" not in run("build", anyshire, "--without", "cover-paper").output
    assert sorted(path.name for path in (anyshire / "out").iterdir()) == [
        "appendix-a-main-group.docx",
        "grant-budget.xlsx",
        "manifest.json",
    ]
    run("build", anyshire, "--only", "cover-paper")
    assert (anyshire / "out" / "cover-paper.docx").exists()


def test_the_day_to_speak_of_can_be_given(anyshire: Path) -> None:
    result = run("build", anyshire, "--as-of", "2024-08-01")
    assert result.output.startswith(
        "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft), as of 1 August 2024\n"
    )
    manifest = json.loads((anyshire / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert {artefact["inputs"]["as_of"] for artefact in manifest["artefacts"]} == {"2024-08-01"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--only", "cover-papre"], "Did you mean “cover-paper”?", id="a misspelt artefact"),
        pytest.param(["--as-of", "4/7/24"], "'4/7/24' does not match the format '%Y-%m-%d'", id="a date day first"),
        pytest.param(["--jobs", "0"], "Invalid value for '--jobs'", id="no jobs"),
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], said: str, anyshire: Path) -> None:
    result = run("build", anyshire, *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_an_edited_file_ends_with_4_and_its_replacement_lies_beside_it(anyshire: Path) -> None:
    run("build", anyshire)
    edited = anyshire / "out" / "cover-paper.docx"
    edited.write_bytes(edited.read_bytes() + b"an officer's words")
    result = run("build", anyshire)
    assert result.exit_code == 4
    assert "    kept       cover-paper.docx\n" in result.output
    assert edited.read_bytes().endswith(b"an officer's words")
    assert (anyshire / "out" / "cover-paper.rebuilt.docx").exists()
    verified = run("verify", anyshire / "out")
    assert verified.exit_code == 4
    assert "edited    cover-paper.docx" in verified.output


def test_verify(anyshire: Path) -> None:
    run("build", anyshire)
    result = run("verify", anyshire / "out")
    assert result.output == (
        "STATE     FILE                        ARTEFACT\n"
        "as built  appendix-a-main-group.docx  terms-of-reference\n"
        "as built  cover-paper.docx            cover-paper\n"
        "as built  grant-budget.xlsx           grant-budget\n"
    )
    assert result.exit_code == 0
    (anyshire / "out" / "cover-paper.docx").unlink()
    assert run("verify", anyshire / "out").exit_code == 4
    rows = parsed(run("verify", anyshire / "out", "--json"))["files"]
    assert [(row["path"], row["state"]) for row in rows] == [
        ("appendix-a-main-group.docx", "as built"),
        ("cover-paper.docx", "missing"),
        ("grant-budget.xlsx", "as built"),
    ]


def test_a_file_of_ones_own_in_the_folder_is_foreign_and_no_fault(anyshire: Path) -> None:
    run("build", anyshire)
    (anyshire / "out" / "notes.txt").write_text("Mine.", encoding="utf-8")
    result = run("verify", anyshire / "out")
    assert result.exit_code == 0
    assert "foreign   notes.txt" in result.output


def test_a_pack_is_not_built_over_the_model(anyshire: Path) -> None:
    result = run("build", anyshire, "-o", anyshire / "terms")
    assert result.exit_code == 2
    assert "so nothing is written into it" in result.output
    assert [path.name for path in (anyshire / "terms").iterdir()] == ["main-group.md"]


def test_verify_of_a_folder_that_nothing_was_built_in(tmp_path: Path) -> None:
    result = run("verify", tmp_path)
    assert result.exit_code == 4
    assert "1 error:" in result.output


def test_several_models_side_by_side_give_the_same_as_one_after_the_other(anyshire: Path, tmp_path: Path) -> None:
    other = anyshire.rename(tmp_path / "first")
    import shutil

    shutil.copytree(other, tmp_path / "second")
    models = [tmp_path / "first", tmp_path / "second"]
    one = run("build", *models, "-o", tmp_path / "one")
    two = run("build", *models, "-o", tmp_path / "two", "--jobs", "2")
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert two.output == one.output.replace(str(tmp_path / "one"), str(tmp_path / "two"))
    made = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.docx"))
    assert len(made) == 4
    for path in made:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_two_models_of_one_folder_name_cannot_share_an_output(anyshire: Path, tmp_path: Path) -> None:
    result = run("build", anyshire, tmp_path / "elsewhere" / "Anyshire", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "Two of the models have one folder name" in result.output


def test_list_and_plugins() -> None:
    listed = run("list")
    assert listed.exit_code == 0
    assert listed.output.splitlines()[0].split() == ["NAME", "SUMMARY", "DISTRIBUTION", "VERSION"]
    names = {artefact["name"] for artefact in parsed(run("list", "--json"))["artefacts"]}
    assert {"change-log", "cover-paper", "terms-of-reference"} <= names
    checked = parsed(run("plugins", "--check", "--json"))["plugins"]
    ours = {each["name"]: each for each in checked if each["distribution"] == "kcsp-docs"}
    assert ours["cover-paper"]["artefacts"] == ["change-log", "cover-paper"]
    assert (ours["pack-review"]["hooks"], ours["pack-review"]["artefacts"]) == (["kcsp_review"], [])
    assert not any(each["failed"] for each in ours.values())


def test_a_template_of_the_models_own_wins(anyshire: Path) -> None:
    own = anyshire / "templates" / "wording" / "membership.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{% macro represented_by(representation) %}-{% endmacro %}", encoding="utf-8")
    rows = {row["template"]: row for row in parsed(run("list", "--templates", anyshire, "--json"))["templates"]}
    assert rows["wording/membership.md.j2"]["file"] == own.as_posix()
    assert rows["wording/membership.md.j2"]["instead of"].endswith("kcsp_docs_templates/wording/membership.md.j2")
    assert rows["house_style.docx"]["instead of"] == ""
    assert own.as_posix() not in run("list", "--templates").output


def test_a_defect_is_one_sentence_and_a_traceback_only_when_asked_for() -> None:
    defect = "import kcsp_docs.cli as c; c.kcsp_docs = lambda: 1 / 0; c.main()"
    told = subprocess.run([sys.executable, "-c", defect], capture_output=True, text=True, check=False)
    assert told.returncode == 70
    assert told.stderr.splitlines() == [
        "kcsp-docs has a defect: ZeroDivisionError: division by zero",
        "Please report it, with what is printed when KCSP_DOCS_TRACE=1 is set.",
    ]
    traced = {**os.environ, "KCSP_DOCS_TRACE": "1"}
    told = subprocess.run([sys.executable, "-c", defect], capture_output=True, text=True, check=False, env=traced)
    assert "Traceback" in told.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"], ["plugins"]])
def test_help_and_the_list_of_plugins_load_no_plugin_and_no_format_library(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "from kcsp_docs.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'docx', 'lxml', 'openpyxl', 'xlsxwriter', 'typst', 'kcsp_docs_plugins', 'kcsp_docs_kit'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "loaded: []"


def test_the_kernel_loads_no_format_library_even_when_it_checks_a_model(anyshire: Path) -> None:
    code = (
        "import sys\n"
        f"sys.argv[1:] = ['check', {str(anyshire)!r}, '--no-plugins']\n"
        "from kcsp_docs.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "heavy = {'docx', 'lxml', 'openpyxl', 'xlsxwriter', 'typst', 'kcsp_docs_plugins', 'kcsp_docs_kit'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(
            b"junk",
            "The house style cannot be opened as a Word document. Save it in Word as a .docx file without a password."
            " [house-style-unreadable]",
            id="no Word file",
        ),
    ],
)
def test_a_house_style_of_ones_own_that_is_broken_is_named_once_and_is_the_models_fault(
    content: bytes, said: str, anyshire: Path
) -> None:
    own = anyshire / "templates" / "house_style.docx"
    own.parent.mkdir()
    own.write_bytes(content)
    result = run("build", anyshire)
    assert result.exit_code == 1
    assert result.output.count(said) == 1
    assert f"  {own.as_posix()}: {said}\n" in result.output
