"""One owner per artefact name and per path; every clash names both."""

from __future__ import annotations

import pytest

from kcsp_docs.exchange import File
from kcsp_docs.output import Outcome


def test_two_artefacts_of_one_name_only_the_first_is_written(desk):
    first = desk.artefact("paper", desk.file("one.md", "1"))
    second = desk.artefact("paper", desk.file("two.md", "2"), distribution="guest")

    written = desk.build(first, second)

    assert [str(problem) for problem in written.problems] == [
        (
            "paper (guest 1.0) has the name of another artefact, paper (kcsp-docs 1.0); only the first was written. One of "
            "the two plugins must name its artefact otherwise; leave one out with --without until then. "
            "[artefact-name-taken]"
        )
    ]
    assert desk.names() == ["manifest.json", "one.md"]
    assert desk.states() == {"paper": "built"}


def test_two_artefacts_that_want_one_path_whatever_its_case(desk):
    first = desk.artefact("paper", desk.file("paper.md", "1"))
    second = desk.artefact("briefing", desk.file("other.md", "2"), desk.file("Paper.MD", "2"), distribution="guest")

    written = desk.build(first, second)

    assert [str(problem) for problem in written.problems] == [
        (
            "briefing (guest 1.0) wants to write Paper.MD, which belongs to paper (kcsp-docs 1.0); nothing of briefing was "
            "written. One of the two plugins must name its file otherwise; names that differ in case alone are one name. "
            "[file-name-taken]"
        )
    ]
    assert desk.names() == ["manifest.json", "paper.md"]
    assert desk.says("paper.md") == "1"


def test_two_paths_that_only_a_mac_takes_for_one(desk):
    files = (File("caf\u00e9.md", b"1"), File("cafe\u0301.md", b"2"))

    assert [problem.message for problem in desk.build(desk.artefact("menu", *files)).problems] == [
        (
            "menu (kcsp-docs 1.0) wants to write cafe\u0301.md, which belongs to menu (kcsp-docs 1.0); nothing of menu was "
            "written."
        )
    ]


def test_the_path_of_an_artefact_that_failed_stays_its_own(desk):
    desk.build(*desk.pack(paper_md="old"))

    written = desk.build(desk.artefact("briefing", desk.file("paper.md", "new")), failed=["paper"])

    assert [problem.message for problem in written.problems] == [
        (
            "briefing (kcsp-docs 1.0) wants to write paper.md, which belongs to paper, which was not built this time; "
            "nothing of briefing was written."
        ),
        "paper.md is from an earlier build, because paper failed this time.",
    ]
    assert desk.says("paper.md") == "old"


def test_the_path_of_an_artefact_that_a_part_build_leaves_out_stays_its_own(desk):
    desk.build(*desk.pack(paper_md="old"))

    written = desk.build(desk.artefact("briefing", desk.file("paper.md", "new")), complete=False)

    assert written.refused == ("briefing",)
    assert desk.says("paper.md") == "old"
    assert desk.states() == {"paper": "built"}


def test_an_artefact_may_take_over_the_path_of_one_that_is_no_more(desk):
    desk.build(*desk.pack(paper_md="old"))

    written = desk.build(desk.artefact("briefing", desk.file("paper.md", "new")))

    assert [(file.path, file.artefact, file.state) for file in written.files] == [
        ("paper.md", "briefing", Outcome.WRITTEN)
    ]
    assert desk.states() == {"briefing": "built"}
    assert desk.says("paper.md") == "new"


def test_a_file_whose_name_changes_its_case(desk):
    desk.build(desk.artefact("paper", desk.file("Paper.md", "old")))

    desk.build(desk.artefact("paper", desk.file("paper.md", "new")))

    assert [name.lower() for name in desk.names()] == ["manifest.json", "paper.md"]
    assert desk.says("paper.md") == "new"


def test_a_file_that_does_not_open_keeps_its_artefact_from_being_written_and_the_old_one_stays(desk):
    desk.build(*desk.pack(paper_docx="old"))

    written = desk.build(desk.artefact("paper", File("paper.docx", b"not a zip")), *desk.pack(good_md="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            "paper.docx would not open: it is not a whole zip package. This is a fault of the plugin that made it; nothing "
            "of this artefact was written. [file-does-not-open]"
        ),
        (
            f"{desk.folder / 'paper.docx'}: paper.docx is from an earlier build, because paper failed this time. "
            "Mend what failed and build again. [file-stale]"
        ),
    ]
    assert desk.says("paper.docx") == "old"
    assert desk.states() == {"good": "built", "paper": "stale"}


@pytest.mark.parametrize("first", ["the one that is refused", "the one that takes its path"])
def test_a_path_has_one_owner_when_its_old_one_is_refused(desk, first):
    desk.build(*desk.pack(paper_md="old"))
    bad = desk.artefact("paper", File("CON", b"text"))
    taker = desk.artefact("briefing", desk.file("paper.md", "new"))

    if first == "the one that is refused":
        written = desk.build(bad, taker)
        assert written.refused == ("paper", "briefing")
        assert desk.says("paper.md") == "old"
        assert desk.states() == {"paper": "stale"}
    else:
        written = desk.build(taker, bad)
        assert written.refused == ("paper",)
        assert desk.says("paper.md") == "new"
        assert desk.states() == {"briefing": "built", "paper": "stale"}
    desk.build(taker)
    assert desk.says("paper.md") == "new"
