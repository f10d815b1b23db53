"""The system refuses, at every call: a sentence, nothing lost, and the next build mends everything."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.output import Outcome, transaction, verify

DONE, REFUSED = 0, 3
MINE = "what the officer typed"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=["disk full", "denied", "disk fails"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_refusal_at_any_call_loses_nothing(desk, make_desk, tmp_path, instants, in_child, number, lasting):
    desk.build(*desk.pack(paper_docx="old", notes_md="old", ended_md="old", edited_docx="old"))
    desk.edit("edited.docx", MINE)
    new = desk.pack(paper_docx="new", notes_md="new", begun_md="new", edited_docx="new")
    before, mended = desk.folder.with_name("before"), make_desk(tmp_path / "mended")
    shutil.copytree(desk.folder, before)
    shutil.copytree(desk.folder, mended.folder)
    mended.build(*new)

    for instant in instants:
        refused = desk.folder.with_name("refused")

        def at(count, instant=instant, refused=refused):
            if count == instant or (lasting and count > instant):
                refused.touch()
                raise OSError(number, os.strerror(number))

        ended = in_child(lambda: desk.build(*new), at)
        if not refused.exists():
            assert instant > 30, "the calls were not counted"
            return
        refused.unlink()
        assert ended in (DONE, REFUSED), instant
        desk.build(*new)
        assert desk.all_bytes() == mended.all_bytes(), instant
        shutil.rmtree(desk.folder)
        shutil.copytree(before, desk.folder)
    pytest.fail("the build never ended")


def test_a_disk_that_fills_up_while_new_files_are_laid_ready_leaves_every_file_as_it_was(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    before = desk.all_bytes()

    def full(path, content):
        if path.suffix == ".new" and path.stem.isdecimal():
            raise OSError(errno.ENOSPC, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr("kcsp_docs.output.disk.write_new", full)
    monkeypatch.setattr("kcsp_docs.output.transaction.write_new", full)
    with pytest.raises(OutputError) as caught:
        desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert [str(problem) for problem in caught.value.problems] == [
        (
            f"{desk.folder}: Nothing can be written into this folder: the disk is full. Every file is as it was. "
            "Mend the cause, or name another folder with -o. [folder-not-usable]"
        )
    ]
    assert desk.all_bytes() == before
    assert desk.names() == ["manifest.json", "notes.md", "paper.docx"]


def test_one_file_that_the_system_refuses_does_not_stop_the_others(desk, monkeypatch):
    desk.build(*desk.pack(paper_md="old", notes_md="old"))

    def refuse(source, target):
        if target.name == "notes.md" and source.suffix == ".new":
            raise OSError(errno.ENAMETOOLONG, "File name too long")
        source.rename(target)

    monkeypatch.setattr("kcsp_docs.output.transaction.move_without_replacing", refuse)
    written = desk.build(*desk.pack(paper_md="new", notes_md="new"))

    assert [(file.path, file.state) for file in written.files] == [
        ("notes.md", Outcome.FAILED),
        ("paper.md", Outcome.WRITTEN),
    ]
    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder / 'notes.md'}: notes.md could not be written: the path is too long. What stood there before "
            "stands there still; mend the cause and build again. [file-not-written]"
        )
    ]
    assert (desk.says("notes.md"), desk.says("paper.md")) == ("old", "new")
    assert desk.states() == {"notes": "stale", "paper": "built"}
    assert written.kept_back
    assert not written.whole


def test_a_deleted_file_that_cannot_be_made_anew_is_missed(desk, monkeypatch):
    desk.build(*desk.pack(paper_md="old"))
    (desk.folder / "paper.md").unlink()

    def refuse(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(transaction, "move_without_replacing", refuse)
    desk.build(*desk.pack(paper_md="new"))

    assert [(state.path, str(state.state)) for state in verify(desk.folder)] == [("paper.md", "missing")]


def test_success_is_said_only_of_a_file_that_reads_back_as_it_was_built(desk, monkeypatch):
    def lose(source, target):
        source.unlink()

    monkeypatch.setattr("kcsp_docs.output.transaction.move_without_replacing", lose)
    written = desk.build(*desk.pack(paper_md="new"))

    assert [problem.message for problem in written.problems] == [
        "paper.md could not be written: it was gone again when it was read back."
    ]
    assert not written.whole


def test_a_manifest_that_cannot_be_written_is_told_and_mended_by_the_next_build(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old"))
    with monkeypatch.context() as patched:

        def refuse(folder, work, manifest):
            raise PermissionError(errno.EACCES, "Permission denied")

        patched.setattr("kcsp_docs.output.settle.write_manifest", refuse)
        written = desk.build(*desk.pack(paper_docx="new"))

    assert [str(problem) for problem in written.problems] == [
        (
            f"{desk.folder}: The build's account of itself could not be finished: permission was denied. Mend the "
            "cause and build again: the next build finishes this one first, and nothing is lost. [build-not-finished]"
        )
    ]
    assert desk.says("paper.docx") == "new"

    written = desk.build(*desk.pack(paper_docx="newer"))
    assert [file.state for file in written.files] == [Outcome.WRITTEN]
    assert not (desk.folder / ".kcsp-docs").exists()


def test_a_disk_that_is_full_when_an_edit_made_meanwhile_is_planned_for_leaves_what_was_written(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    place, full = transaction.move_without_replacing, []

    def save_then_place(source, target):
        if target.name == "paper.docx" and source.suffix == ".new":
            desk.edit("paper.docx", MINE)
            full.append(True)
        place(source, target)

    def write(path, content):
        if full:
            raise OSError(errno.ENOSPC, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(transaction, "move_without_replacing", save_then_place)
    monkeypatch.setattr(transaction, "write_new", write)
    written = desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert {file.path: str(file.state) for file in written.files} == {"notes.md": "written", "paper.docx": "kept"}
    assert (desk.says("paper.docx"), desk.says("notes.md")) == (MINE, "new")


def test_a_journal_that_could_not_be_settled_is_never_written_over(desk, monkeypatch):
    """A person saves twice while the build runs, and the disk refuses just when it should put both right."""
    desk.build(*desk.pack(paper_docx="old"))
    rename, refused = Path.rename, []

    def save_around(path, goal):
        if path.name == "paper.docx" and not refused:
            desk.edit("paper.docx", MINE)
            moved = rename(path, goal)
            desk.edit("paper.docx", "the second save")
            return moved
        return rename(path, goal)

    def refuse(*_):
        refused.append(True)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", save_around)
        patched.setattr("kcsp_docs.output.settle.set_aside", refuse)
        written = desk.build(*desk.pack(paper_docx="new"))
    assert len(refused) == 1
    assert "could not be finished: the disk failed." in written.problems[0].message

    desk.build(*desk.pack(paper_docx="new"))
    assert (desk.says("paper.docx"), desk.says("paper.edited.docx")) == ("the second save", MINE)


def test_an_edited_file_whose_place_cannot_be_taken_goes_back_to_it(desk, monkeypatch):
    desk.build(*desk.pack(paper_md="old"))
    desk.edit("paper.md", MINE)

    def refuse(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(transaction, "move_without_replacing", refuse)
    written = desk.build(*desk.pack(paper_md="new"), overwrite=True)

    assert [problem.message for problem in written.problems] == ["paper.md could not be written: the disk is full."]
    assert desk.says("paper.md") == MINE
    assert desk.names() == ["manifest.json", "paper.md"]
