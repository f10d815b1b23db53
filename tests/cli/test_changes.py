"""``kcsp-docs changes``: what is printed, for a person and for a program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kcsp_docs.cli import kcsp_docs


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kcsp_docs, [str(each) for each in arguments])


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def two_years(anyshire: Path) -> Path:
    """This year's edition, with another quorum, a member more and the reason for one of the two; last year's beside."""
    before = shutil.copytree(anyshire, anyshire.with_name("last-year"))
    approved = "title: Terms of Reference 2023\n  status: approved\n  approval: {date: 2023-07-12}"
    last_years = ("id: anyshire-2024", "id: anyshire-2023")
    edit(before / "partnership.yaml", last_years, ("title: Terms of Reference 2024", approved))
    member = (
        "        counts_towards_quorum: yes\n      - id: probation\n        organisation: probation\n"
        "        capacity: responsible-authority\n        counts_towards_quorum: yes\n    quorum:\n      minimum: 2"
    )
    edit(
        anyshire / "partnership.yaml",
        ("\npartnership:", "\nprevious:\n  folder: ../last-year\npartnership:"),
        ("        counts_towards_quorum: yes\n    quorum:\n      minimum: 1", member),
    )
    with (anyshire / "review.yaml").open("a", encoding="utf-8") as review:
        review.write(
            "changes:\n  - id: quorum\n    group: main-group\n    explains: [quorum.changed]\n"
            "    reason: as there is a member more\n"
        )
    return anyshire


def digest_of(before: Path) -> str:
    return json.loads(run("changes", before.with_name("anyshire"), "--json").stdout)["previous"]["digest"]


def test_a_person_reads_each_change_with_its_name_and_reason(two_years: Path) -> None:
    result = run("changes", two_years)
    before = two_years.with_name("last-year")
    partnership = (two_years / "partnership.yaml").as_posix()
    assert result.output == (
        "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft)\n"
        f"compared with Terms of Reference 2023, approved on 12 July 2023 ({before.as_posix()})\n"
        "To be told when somebody changes that edition, write this under “previous” in partnership.yaml:\n"
        f"  digest: {digest_of(before)}\n"
        "\n"
        "ACSP (main-group): 2 changes\n"
        "  member.probation.added\n"
        "    The Probation Service: added\n"
        "    after   The Probation Service\n"
        "    no reason is given\n"
        "  quorum.changed\n"
        "    Quorum – the quorum\n"
        "    before  one\n"
        "    after   two\n"
        "    reason  as there is a member more\n"
        "\n"
        "2 changes in 1 group.\n"
        "\n"
        "2 warnings:\n"
        f"  {partnership}:33:9: groups[main-group].members[probation]: In the ACSP, The Probation Service was added, and"
        " its terms say what they said before. Let terms/main-group.md say it, or see whether the fact should have"
        " changed. [change-not-in-terms]\n"
        f"  {partnership}:33:9: groups[main-group].members[probation]: In the ACSP, The Probation Service was added, and"
        " review.yaml does not say why. Put this under changes in review.yaml, with the reason:"
        ' - {id: main-group-member-probation-added, group: main-group, explains: [member.probation.added], reason: ""}'
        " [change-without-reason]\n"
    )
    assert result.exit_code == 0


def test_a_program_gets_one_object(two_years: Path) -> None:
    said: Any = json.loads(run("changes", two_years, "--json").stdout)
    assert list(said) == ["exit_code", "model", "title", "previous", "changes", "problems"]
    assert (said["previous"]["title"], said["previous"]["approved"]) == ("Terms of Reference 2023", "2023-07-12")
    added, quorum = said["changes"]
    assert (added["id"], added["kind"], added["reason"]) == ("main-group.member.probation.added", "member-added", None)
    assert (quorum["before"], quorum["after"], quorum["section"]) == ("one", "two", "Quorum")
    assert (quorum["reason"], quorum["explained_by"]) == ("as there is a member more", "quorum")
    lines = (two_years / "partnership.yaml").read_text(encoding="utf-8").split("\n")
    assert Path(quorum["file"]) == two_years / "partnership.yaml"
    assert lines[quorum["line"] - 1].strip() == "minimum: 2"
    assert [problem["code"] for problem in said["problems"]] == ["change-not-in-terms", "change-without-reason"]


def test_a_pinned_edition_is_not_offered_again_and_its_drift_is_an_error(two_years: Path) -> None:
    before = two_years.with_name("last-year")
    edit(
        two_years / "partnership.yaml",
        ("  folder: ../last-year\n", f"  folder: ../last-year\n  digest: {digest_of(before)}\n"),
    )
    assert "digest" not in run("changes", two_years).output
    edit(before / "terms" / "main-group.md", ("must be there", "have to be there"))
    for command in ("changes", "check", "build"):
        result = run(command, two_years)
        assert (result.exit_code, result.output.count("[previous-edition-changed]")) == (1, 1)
    assert not (two_years / "out").exists()


def test_line_ends_are_no_drift(two_years: Path) -> None:
    """A folder that several people share may come back with other ones."""
    before = two_years.with_name("last-year")
    digest = digest_of(before)
    for path in (before / "partnership.yaml", before / "terms" / "main-group.md"):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert digest_of(before) == digest


def test_a_model_without_an_edition_before_has_nothing_to_compare(anyshire: Path) -> None:
    result = run("changes", anyshire)
    partnership = (anyshire / "partnership.yaml").as_posix()
    assert result.output == (
        "Anyshire Community Safety Partnership, Terms of Reference 2024 (draft)\n"
        "\n"
        "1 note:\n"
        f"  {partnership}:3:3: edition: The model names no edition before this one, so there is nothing to compare it with."
        " Add “previous:” with its folder to partnership.yaml, such as folder: ../terms-2023. [no-previous-edition]\n"
    )
    assert result.exit_code == 0


def test_a_model_that_cannot_be_read_is_told_as_by_check(two_years: Path) -> None:
    (two_years.with_name("last-year") / "partnership.yaml").write_text("edition: [", encoding="utf-8")
    result = run("changes", two_years)
    assert result.exit_code == 1
    assert "nothing can be compared until all is mended:" in result.output
    assert "last-year/partnership.yaml:1:" in result.output


def test_an_edition_that_is_as_it_was(two_years: Path) -> None:
    edit(two_years / "partnership.yaml", ("  folder: ../last-year\n", "  folder: ../this-year\n"))
    copy = shutil.copytree(two_years, two_years.with_name("this-year"))
    edit(copy / "partnership.yaml", ("previous:\n  folder: ../this-year\n", ""))
    assert "\nACSP (main-group): no changes\n\nNothing changed. Unchanged: ACSP.\n" in run("changes", two_years).output
