"""What a person edited is kept, never overwritten, and named; the rest is written."""

from __future__ import annotations

import os
import sys
from hashlib import sha256

import pytest

from kcsp_docs.output import Outcome
from kcsp_docs.output.disk import UNREADABLE
from kcsp_docs.output.settle import set_aside

MINE = "what the officer typed"


def told(written):
    return {file.path: str(file.state) for file in written.files}


def test_an_edited_word_file_is_kept_and_the_new_one_laid_beside_it(desk):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    desk.edit("paper.docx", MINE)

    written = desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'paper.docx'}: paper.docx was edited since it was built, so it was kept; what would be "
            "written now is in paper.rebuilt.docx. Bring the edits into the model or its wording, then delete paper.docx "
            "and build again; --overwrite sets it aside and writes it anew. [file-edited]"
        )
    ]
    assert told(written) == {"notes.md": "written", "paper.docx": "kept", "paper.rebuilt.docx": "written"}
    assert [desk.says(name) for name in ("paper.docx", "paper.rebuilt.docx", "notes.md")] == [MINE, "new", "new"]
    assert desk.states() == {"notes": "built", "paper": "kept"}
    assert written.kept_back


def test_an_edited_workbook_is_kept_and_its_owner_sent_to_collect(desk):
    desk.build(*desk.pack(tracker_xlsx="old"))
    desk.edit("tracker.xlsx", MINE)

    written = desk.build(*desk.pack(tracker_xlsx="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'tracker.xlsx'}: tracker.xlsx was edited since it was built, so it was kept. Run kcsp-docs "
            "collect to bring its edits into the model, then build again. [file-edited]"
        )
    ]
    assert desk.says("tracker.xlsx") == MINE
    assert desk.names() == ["manifest.json", "tracker.xlsx"]


def test_an_edited_workbook_that_was_collected_is_made_anew(desk):
    desk.build(*desk.pack(tracker_xlsx="old"))
    desk.edit("tracker.xlsx", MINE)
    collected = [sha256((desk.folder / "tracker.xlsx").read_bytes()).hexdigest()]

    written = desk.build(*desk.pack(tracker_xlsx="new"), collected=collected)

    assert (told(written), written.problems) == ({"tracker.xlsx": "written"}, ())
    assert desk.says("tracker.xlsx") == "new"


def test_a_workbook_edited_again_after_it_was_collected_is_kept(desk):
    desk.build(*desk.pack(tracker_xlsx="old"))
    desk.edit("tracker.xlsx", "collected")
    collected = [sha256((desk.folder / "tracker.xlsx").read_bytes()).hexdigest()]
    desk.edit("tracker.xlsx", MINE)

    assert told(desk.build(*desk.pack(tracker_xlsx="new"), collected=collected)) == {"tracker.xlsx": "kept"}
    assert desk.says("tracker.xlsx") == MINE


def test_an_edited_file_is_kept_when_nothing_else_changed_too(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)

    assert told(desk.build(*desk.pack(paper_docx="old"))) == {"paper.docx": "kept", "paper.rebuilt.docx": "written"}
    assert desk.says("paper.docx") == MINE


def test_an_edit_is_kept_however_often_one_builds(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)

    for text in ("new", "newer", "newer"):
        desk.build(*desk.pack(paper_docx=text))
        assert (desk.says("paper.docx"), desk.says("paper.rebuilt.docx")) == (MINE, text)
    assert desk.names() == ["manifest.json", "paper.docx", "paper.rebuilt.docx"]


def test_an_edited_rebuilt_file_is_kept_as_well(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)
    desk.build(*desk.pack(paper_docx="new"))
    desk.edit("paper.rebuilt.docx", "typed into the new one")

    written = desk.build(*desk.pack(paper_docx="newer"))

    assert [problem.message for problem in written.problems] == [
        (
            "paper.docx and paper.rebuilt.docx were both edited, so both were kept and nothing newer was written beside "
            "them."
        )
    ]
    assert told(written) == {"paper.docx": "kept", "paper.rebuilt.docx": "kept"}
    assert (desk.says("paper.docx"), desk.says("paper.rebuilt.docx")) == (MINE, "typed into the new one")


@pytest.mark.parametrize("way", ["deleted", "put back as built", "replaced by the rebuilt file"])
def test_the_rebuilt_file_goes_when_the_edited_one_is_settled(desk, way):
    desk.build(*desk.pack(paper_docx="old"))
    built = (desk.folder / "paper.docx").read_bytes()
    desk.edit("paper.docx", MINE)
    desk.build(*desk.pack(paper_docx="new"))
    if way == "deleted":
        (desk.folder / "paper.docx").unlink()
    elif way == "put back as built":
        (desk.folder / "paper.docx").write_bytes(built)
    else:
        (desk.folder / "paper.rebuilt.docx").replace(desk.folder / "paper.docx")

    written = desk.build(*desk.pack(paper_docx="newer"))

    assert written.whole
    assert desk.names() == ["manifest.json", "paper.docx"]
    assert desk.says("paper.docx") == "newer"
    assert desk.states() == {"paper": "built"}


def test_an_edited_rebuilt_file_that_is_not_needed_any_more_is_kept_and_named_each_time(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", "first edit")
    desk.build(*desk.pack(paper_docx="new"))
    desk.edit("paper.rebuilt.docx", MINE)
    (desk.folder / "paper.docx").unlink()

    for _ in range(2):
        written = desk.build(*desk.pack(paper_docx="newer"))
        assert [str(problem) for problem in written.problems] == [
            (
                f"{desk.folder / 'paper.rebuilt.docx'}: paper.rebuilt.docx is no longer made, but it was edited since it "
                "was built, so it was kept. Take from it what you need, then move paper.rebuilt.docx out of the folder. "
                "[file-edited]"
            )
        ]
        assert desk.says("paper.rebuilt.docx") == MINE
        assert desk.says("paper.docx") == "newer"


def test_a_file_edited_into_what_would_be_written_is_not_an_edit(desk):
    desk.build(*desk.pack(paper_md="old"))
    desk.edit("paper.md", "new")

    written = desk.build(*desk.pack(paper_md="new"))

    assert told(written) == {"paper.md": "unchanged"}
    assert written.problems == ()
    assert desk.states() == {"paper": "built"}


def test_a_file_that_was_there_before_is_never_overwritten(desk):
    desk.folder.mkdir()
    desk.edit("paper.docx", MINE)
    desk.edit("notes.md", MINE)

    written = desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'notes.md'}: notes.md was there already and was not built by kcsp-docs, so it was kept. "
            "Move notes.md to another place and build again. [file-not-ours]"
        ),
        (
            f"{desk.folder / 'paper.docx'}: paper.docx was there already and was not built by kcsp-docs, so it was kept; "
            "what would be written now is in paper.rebuilt.docx. Move paper.docx to another place and build again. "
            "[file-not-ours]"
        ),
    ]
    assert (desk.says("paper.docx"), desk.says("notes.md")) == (MINE, MINE)
    desk.build(*desk.pack(paper_docx="newer", notes_md="newer"))
    assert (desk.says("paper.docx"), desk.says("notes.md")) == (MINE, MINE)


def test_overwrite_sets_the_edited_file_aside_and_says_where(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)

    written = desk.build(*desk.pack(paper_docx="new"), overwrite=True)

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'paper.edited.docx'}: paper.docx had been edited; the edited file is kept as "
            "paper.edited.docx. Take from it what you need; kcsp-docs does not touch paper.edited.docx again. "
            "[file-set-aside]"
        )
    ]
    assert told(written) == {"paper.docx": "written"}
    assert not written.kept_back
    assert (desk.says("paper.docx"), desk.says("paper.edited.docx")) == ("new", MINE)


def test_every_file_that_is_set_aside_has_a_name_of_its_own(desk):
    desk.build(*desk.pack(paper_docx="0"))
    for number, text in enumerate(["one", "two", "two", "three"], 1):
        desk.edit("paper.docx", text)
        desk.build(*desk.pack(paper_docx=str(number)), overwrite=True)

    assert desk.names() == [
        "manifest.json",
        "paper.docx",
        "paper.edited-2.docx",
        "paper.edited-3.docx",
        "paper.edited.docx",
    ]
    aside = [desk.says(f"paper.edited{number}.docx") for number in ("", "-2", "-3")]
    assert aside == ["one", "two", "three"]


def test_a_file_where_nothing_changed_is_not_touched(desk):
    desk.build(*desk.pack(paper_docx="same", notes_md="old"))
    long_ago = 946_684_800
    for name in ("paper.docx", "notes.md", "manifest.json"):
        os.utime(desk.folder / name, (long_ago, long_ago))

    written = desk.build(*desk.pack(paper_docx="same", notes_md="new"))

    assert told(written) == {"notes.md": "written", "paper.docx": "unchanged"}
    assert (desk.folder / "paper.docx").stat().st_mtime == long_ago
    assert (desk.folder / "notes.md").stat().st_mtime != long_ago


def test_a_build_that_changes_nothing_touches_nothing(desk):
    desk.build(*desk.pack(paper_docx="same"))
    long_ago = 946_684_800
    for name in desk.names():
        os.utime(desk.folder / name, (long_ago, long_ago))

    assert told(desk.build(*desk.pack(paper_docx="same"))) == {"paper.docx": "unchanged"}
    assert [path.stat().st_mtime for path in desk.folder.iterdir()] == [long_ago, long_ago]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only some users make a link")
@pytest.mark.parametrize("overwrite", [False, True])
def test_nothing_is_written_through_a_link(desk, tmp_path, overwrite):
    elsewhere = tmp_path / "elsewhere.docx"
    elsewhere.write_bytes(MINE.encode())
    desk.build(*desk.pack(notes_md="old"))
    (desk.folder / "paper.docx").symlink_to(elsewhere)

    written = desk.build(*desk.pack(paper_docx="new", notes_md="new"), overwrite=overwrite)

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'paper.docx'}: paper.docx is a link or a folder, not a file of its own, so it was left alone. "
            "Move paper.docx to another place and build again. [file-not-ours]"
        )
    ]
    assert elsewhere.read_bytes() == MINE.encode()
    assert (desk.folder / "paper.docx").is_symlink()
    assert desk.says("notes.md") == "new"
    assert written.files[1].state is Outcome.KEPT


@pytest.mark.parametrize("both", ["a folder", "unreadable"])
def test_what_cannot_be_compared_is_never_taken_for_a_copy_of_what_was_set_aside(desk, monkeypatch, both):
    """Set aside is removed only when its bytes are known to stand beside already."""
    desk.folder.mkdir()
    displaced = desk.folder / "1.old"
    for path in (displaced, desk.folder / "paper.edited.docx"):
        path.mkdir() if both == "a folder" else path.write_text(path.name, encoding="utf-8")
    if both == "unreadable":
        monkeypatch.setattr("kcsp_docs.output.settle.look", lambda path: UNREADABLE)

    assert set_aside(displaced, desk.folder, "paper.docx") == "paper.edited-2.docx"
    assert desk.names() == ["paper.edited-2.docx", "paper.edited.docx"]


def test_a_folder_where_a_file_should_be_is_left_alone(desk):
    (desk.folder / "paper.docx").mkdir(parents=True)

    assert told(desk.build(*desk.pack(paper_docx="new"))) == {"paper.docx": "kept"}
    assert (desk.folder / "paper.docx").is_dir()
