"""What is no longer made goes, unless it was edited; what failed stays; what was not asked for stays as it is."""

from __future__ import annotations

import pytest

MINE = "what the officer typed"


def told(written):
    return {file.path: str(file.state) for file in written.files}


def test_a_full_build_removes_what_it_no_longer_makes_and_names_it(desk):
    desk.build(*desk.pack(paper_docx="old", ended_docx="old"))

    written = desk.build(*desk.pack(paper_docx="new"))

    assert [str(problem) for problem in written.problems] == [
        f"{desk.folder / 'ended.docx'}: ended.docx is no longer made, so it was removed. [file-removed]"
    ]
    assert told(written) == {"ended.docx": "removed", "paper.docx": "written"}
    assert desk.names() == ["manifest.json", "paper.docx"]
    assert desk.states() == {"paper": "built"}
    assert written.whole
    assert not written.kept_back


def test_an_edited_file_that_is_no_longer_made_is_kept_and_named_until_somebody_moves_it(desk):
    desk.build(*desk.pack(paper_docx="old", ended_docx="old"))
    desk.edit("ended.docx", MINE)

    for _ in range(2):
        written = desk.build(*desk.pack(paper_docx="new"))
        assert [problem.message for problem in written.problems] == [
            "ended.docx is no longer made, but it was edited since it was built, so it was kept."
        ]
        assert desk.says("ended.docx") == MINE
        assert desk.states() == {"ended": "kept", "paper": "built"}
        assert written.kept_back

    (desk.folder / "ended.docx").unlink()
    assert desk.build(*desk.pack(paper_docx="new")).problems == ()
    assert desk.states() == {"paper": "built"}


@pytest.mark.parametrize("complete", [True, False])
def test_a_file_that_an_artefact_no_longer_makes_goes_in_a_part_build_too(desk, complete):
    desk.build(desk.artefact("terms", desk.file("a.md", "1"), desk.file("b.md", "1")))

    written = desk.build(desk.artefact("terms", desk.file("a.md", "1")), complete=complete)

    assert told(written) == {"a.md": "unchanged", "b.md": "removed"}
    assert desk.names() == ["a.md", "manifest.json"]


def test_files_that_the_manifest_does_not_list_are_never_touched(desk):
    desk.build(*desk.pack(paper_docx="old"))
    for name in ("letter.docx", "budget.xlsx", "~WRL0001.tmp", "desktop.ini", ".DS_Store"):
        desk.edit(name, MINE)

    desk.build(*desk.pack(notes_md="new"))

    assert desk.names() == [
        ".DS_Store",
        "budget.xlsx",
        "desktop.ini",
        "letter.docx",
        "manifest.json",
        "notes.md",
        "~WRL0001.tmp",
    ]


def test_the_files_of_an_artefact_that_failed_stay_and_are_stale(desk):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))

    written = desk.build(*desk.pack(notes_md="new"), failed=["paper"])

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'paper.docx'}: paper.docx is from an earlier build, because paper failed this time. Mend what "
            "failed and build again. [file-stale]"
        )
    ]
    assert told(written) == {"notes.md": "written", "paper.docx": "stale"}
    assert desk.says("paper.docx") == "old"
    assert desk.states() == {"notes": "built", "paper": "stale"}
    assert not written.whole

    desk.build(*desk.pack(paper_docx="new", notes_md="new"))
    assert desk.states() == {"notes": "built", "paper": "built"}


def test_an_artefact_that_failed_and_was_never_built_is_not_in_the_manifest(desk):
    desk.build(*desk.pack(notes_md="new"), failed=["paper"])

    assert desk.states() == {"notes": "built"}


def test_a_part_build_leaves_the_others_as_they_are(desk):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    paper = next(record for record in desk.manifest()["artefacts"] if record["name"] == "paper")
    desk.edit("paper.docx", MINE)

    written = desk.build(*desk.pack(notes_md="new"), complete=False)

    assert told(written) == {"notes.md": "written"}
    assert desk.says("paper.docx") == MINE
    assert paper in desk.manifest()["artefacts"]


def test_a_part_build_says_a_failure_of_its_own_and_leaves_the_others(desk):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))

    written = desk.build(failed=["paper"], complete=False)

    assert told(written) == {"paper.docx": "stale"}
    assert desk.states() == {"notes": "built", "paper": "stale"}


def test_a_file_that_somebody_deleted_is_made_anew(desk):
    desk.build(*desk.pack(paper_docx="old"))
    (desk.folder / "paper.docx").unlink()

    assert told(desk.build(*desk.pack(paper_docx="old"))) == {"paper.docx": "written"}
