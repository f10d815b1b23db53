"""verify: as built, edited, missing, stale, foreign; nothing is changed by looking."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.output import verify

MINE = "what the officer typed"


def states(desk):
    return {state.path: (state.artefact, str(state.state)) for state in verify(desk.folder)}


def test_each_file_and_how_it_stands(desk):
    names = {"built_docx": "old", "edited_docx": "old", "gone_md": "old", "failed_md": "old", "also_md": "old"}
    desk.build(*desk.pack(**names))
    desk.build(*desk.pack(built_docx="old", edited_docx="old", gone_md="old"), failed=["failed", "also"])
    desk.edit("edited.docx", MINE)
    desk.edit("also.md", MINE)
    (desk.folder / "gone.md").unlink()
    for name in ("mine.docx", "~$mine.docx", ".hidden", ".~lock.mine.docx#"):
        desk.edit(name, MINE)
    (desk.folder / "a folder").mkdir()
    before = desk.all_bytes()

    assert states(desk) == {
        "also.md": ("also", "edited"),
        "built.docx": ("built", "as built"),
        "edited.docx": ("edited", "edited"),
        "failed.md": ("failed", "stale"),
        "gone.md": ("gone", "missing"),
        "mine.docx": (None, "foreign"),
    }
    assert desk.all_bytes() == before


def test_a_kept_file_is_edited_and_the_rebuilt_one_as_built(desk):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", MINE)
    desk.build(*desk.pack(paper_docx="new"))

    assert states(desk) == {"paper.docx": ("paper", "edited"), "paper.rebuilt.docx": ("paper", "as built")}


def test_a_build_that_was_interrupted_leaves_nothing_that_looks_edited(desk, instants, in_child, die):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    for instant in instants:
        if (
            in_child(
                lambda: desk.build(*desk.pack(paper_docx="new", notes_md="new")),
                lambda number, at=instant: die() if number == at else None,
            )
            == 0
        ):
            return
        assert {state for _, state in states(desk).values()} <= {"as built", "stale", "missing"}, instant
        desk.build(*desk.pack(paper_docx="old", notes_md="old"))


def refusal(desk):
    with pytest.raises(OutputError) as caught:
        verify(desk.folder)
    return str(caught.value)


def test_a_folder_without_a_manifest(desk):
    desk.folder.mkdir()

    assert refusal(desk) == (
        f"{desk.folder}: There is no manifest.json in this folder. Name the folder that kcsp-docs build wrote, such as "
        "MODEL/out. [manifest-missing]"
    )


def test_a_folder_that_is_not_there(desk, make_desk):
    missing = "There is no such folder. Look at the spelling of its path. [folder-missing]"
    assert refusal(desk) == f"{desk.folder}: {missing}"

    desk.folder.write_text("text", encoding="utf-8")
    assert refusal(desk) == (
        f"{desk.folder}: This is a file and not a folder. Name the folder that kcsp-docs build wrote, such as MODEL/out. "
        "[folder-missing]"
    )
    within = make_desk(desk.folder / "within")
    assert refusal(within) == f"{within.folder}: {missing}"


@pytest.mark.parametrize("call", ["stat", "iterdir"])
def test_a_folder_that_is_closed(desk, monkeypatch, call):
    desk.build(*desk.pack(paper_docx="old"))

    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, call, refuse)
    said = refusal(desk)
    monkeypatch.undo()

    assert said == (
        f"{desk.folder}: This folder cannot be looked into: permission was denied. Mend the cause and verify again. "
        "[folder-closed]"
    )


def as_a_folder(path):
    path.mkdir()


def as_a_pipe(path):
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    os.mkfifo(path)


def as_a_link_to_a_pipe(path):
    as_a_pipe(path.with_name("pipe"))
    path.symlink_to("pipe")


@pytest.mark.parametrize(
    ("lay", "fault"),
    [(as_a_folder, "is not a file"), (as_a_pipe, "is not a file"), (as_a_link_to_a_pipe, "is a link")],
)
def test_a_manifest_that_is_no_file_is_damaged_for_verify_and_build(desk, lay, fault):
    desk.build(*desk.pack(paper_docx="old"))
    (desk.folder / "manifest.json").unlink()
    lay(desk.folder / "manifest.json")
    damaged = (
        f"{desk.folder / 'manifest.json'}: This manifest {fault}, so nobody can tell which files were edited; nothing "
        "was written. Put the last good one back, or delete it and build again: every file that differs is then kept. "
        "[manifest-damaged]"
    )

    assert refusal(desk) == damaged
    with pytest.raises(OutputError) as caught:
        desk.build(*desk.pack(paper_docx="new"))
    assert str(caught.value) == damaged
    assert desk.says("paper.docx") == "old"


def test_a_manifest_that_may_not_be_read(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old"))
    read = Path.read_bytes

    def refuse(path):
        if path.name == "manifest.json":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert "This manifest cannot be read (permission was denied), so nobody can tell which files" in refusal(desk)


@pytest.mark.parametrize("lay", [as_a_folder, as_a_pipe, lambda path: path.write_text("{", encoding="utf-8")])
def test_a_damaged_journal_stops_verify_and_build(desk, lay):
    desk.build(*desk.pack(paper_docx="old"))
    work = desk.folder / ".kcsp-docs"
    work.mkdir()
    lay(work / "journal.json")

    assert refusal(desk) == (
        f"{work}: A build was interrupted here and its journal cannot be read. Files that end in .old are what stood in "
        "the folder: take out what you need, then delete .kcsp-docs. [build-not-finished]"
    )
    with pytest.raises(OutputError, match="its journal cannot be read; nothing was written"):
        desk.build(*desk.pack(paper_docx="new"))


def test_a_work_folder_that_is_a_file_or_a_link_stops_verify_as_it_stops_build(desk, tmp_path):
    desk.build(*desk.pack(paper_docx="old"))
    work = desk.folder / ".kcsp-docs"
    work.write_text("text", encoding="utf-8")
    assert "This folder cannot be looked into: a file stands where a folder is needed." in refusal(desk)
    if sys.platform != "win32":
        work.unlink()
        work.symlink_to(tmp_path)
        assert "This folder cannot be looked into: .kcsp-docs is a link." in refusal(desk)


def test_a_pipe_in_the_place_of_the_manifest_while_a_journal_waits_is_not_opened(desk, in_child, die):
    desk.build(*desk.pack(paper_docx="old"))
    manifest = desk.folder / "manifest.json"
    in_child(lambda: desk.build(*desk.pack(paper_docx="new")), lambda number: die() if number == 10 else None)
    assert (desk.folder / ".kcsp-docs" / "journal.json").exists()
    manifest.unlink()
    os.mkfifo(manifest)

    with pytest.raises(OutputError, match=r"could not be finished: manifest\.json is not a file"):
        desk.build(*desk.pack(paper_docx="new"))


def test_a_damaged_manifest(desk):
    desk.build(*desk.pack(paper_docx="old"))
    (desk.folder / "manifest.json").write_text("{", encoding="utf-8")

    with pytest.raises(OutputError, match="This manifest is not JSON"):
        verify(desk.folder)
