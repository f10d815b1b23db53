"""A file that Word, Excel or LibreOffice has open is named, and the rest is written."""

from __future__ import annotations

from pathlib import Path

import pytest


def told(written):
    return {file.path: str(file.state) for file in written.files}


@pytest.mark.parametrize(
    ("name", "marker", "program"),
    [
        ("cover-paper.docx", "~$ver-paper.docx", "Word"),
        ("tracker.xlsx", "~$tracker.xlsx", "Excel"),
        ("cover-paper.docx", ".~lock.cover-paper.docx#", "LibreOffice"),
    ],
)
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_that_an_office_program_has_open_is_left_as_it_is(desk, name, marker, program, overwrite):
    desk.build(desk.artefact("paper", desk.file(name, "old")), *desk.pack(notes_md="old"))
    (desk.folder / marker).write_bytes(b"A. Officer")

    written = desk.build(
        desk.artefact("paper", desk.file(name, "new")), *desk.pack(notes_md="new"), overwrite=overwrite
    )

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / name}: {name} is open in {program}, so it was left as it was. Close it and build again; if "
            f"nobody has it open, delete {marker}. [file-open]"
        )
    ]
    assert told(written) == {name: "locked", "notes.md": "written"}
    assert (desk.says(name), desk.says("notes.md")) == ("old", "new")
    assert desk.states() == {"notes": "built", "paper": "stale"}
    assert written.kept_back

    (desk.folder / marker).unlink()
    assert desk.build(desk.artefact("paper", desk.file(name, "new")), *desk.pack(notes_md="new")).whole
    assert desk.states() == {"notes": "built", "paper": "built"}


def test_an_open_file_in_which_nothing_changes_is_no_matter(desk):
    desk.build(*desk.pack(paper_docx="same"))
    (desk.folder / "~$paper.docx").write_bytes(b"")

    written = desk.build(*desk.pack(paper_docx="same"))

    assert told(written) == {"paper.docx": "unchanged"}
    assert written.problems == ()


def test_a_mark_that_was_left_behind_without_its_file_is_no_matter(desk):
    desk.folder.mkdir()
    (desk.folder / "~$paper.docx").write_bytes(b"")

    assert told(desk.build(*desk.pack(paper_docx="new"))) == {"paper.docx": "written"}


def test_an_open_file_that_is_no_longer_made_is_not_removed(desk):
    desk.build(*desk.pack(ended_docx="old"))
    (desk.folder / "~$ended.docx").write_bytes(b"")

    assert told(desk.build(*desk.pack(notes_md="new"))) == {"ended.docx": "locked", "notes.md": "written"}
    assert desk.says("ended.docx") == "old"


def test_a_file_that_windows_will_not_let_go_of_is_named_and_the_rest_is_written(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    rename = Path.rename

    def held(path, target):
        if path.name == "paper.docx":
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return rename(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", held)
        written = desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'paper.docx'}: paper.docx is open in Word, so it was left as it was. Close it and build "
            "again. [file-open]"
        )
    ]
    assert told(written) == {"notes.md": "written", "paper.docx": "locked"}
    assert (desk.says("paper.docx"), desk.says("notes.md")) == ("old", "new")
    assert not (desk.folder / ".kcsp-docs").exists()

    assert desk.build(*desk.pack(paper_docx="new", notes_md="new")).whole


def test_a_file_that_cannot_even_be_read_counts_as_open(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old"))
    read = Path.read_bytes

    def held(path):
        if path.name == "paper.docx":
            raise PermissionError(13, "Permission denied")
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", held)
        written = desk.build(*desk.pack(paper_docx="new"))

    assert told(written) == {"paper.docx": "locked"}
    assert desk.says("paper.docx") == "old"
