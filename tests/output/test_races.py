"""A person saves while a build runs: at every instant, in each way in which programs save. Nothing typed is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kcsp_docs.output.disk import look

DONE = 0
MINE = b"what the officer typed"


def in_place(path):
    """As LibreOffice does, and most small programs: empty the file, then write."""
    path.write_bytes(MINE)


def by_replacing(path):
    """As Word does: write beside, then give the new file the old one's name."""
    beside = path.with_name("~WRD0001.tmp")
    beside.write_bytes(MINE)
    beside.replace(path)


def by_way_of_a_backup(path):
    """As Excel does: the old file gets another name first, then the new one its own."""
    beside, backup = path.with_name("A1B2C300"), path.with_name("D4E5F600")
    beside.write_bytes(MINE)
    if path.exists():
        path.rename(backup)
    beside.rename(path)
    backup.unlink(missing_ok=True)


def by_appending(path):
    """A program that keeps what is there and adds to it."""
    with path.open("ab") as file:
        file.write(MINE)


WAYS = [in_place, by_replacing, by_way_of_a_backup, by_appending]


@pytest.fixture
def each_instant(desk, instants, in_child):
    """Build again and again, and save at the first instant, the second …"""
    return lambda save, build: saved_at_each(desk, instants, in_child, save, build)


def saved_at_each(desk, instants, in_child, save, build):
    before = desk.folder.with_name("before")
    shutil.copytree(desk.folder, before)
    for instant in instants:
        saved = desk.folder.with_name("saved")

        def at(number, instant=instant, saved=saved):
            if number == instant:
                save()
                saved.touch()

        ended = in_child(build, at, reads=True)
        if not saved.exists():
            assert instant > 30, "the instants were not counted"
            return
        saved.unlink()
        assert ended == DONE, instant
        yield instant
        shutil.rmtree(desk.folder)
        shutil.copytree(before, desk.folder)
    pytest.fail("the build never ended")


def typed(desk):
    """The names of the files in which what the officer typed is found."""
    return [name for name, content in desk.all_bytes().items() if MINE in content]


@pytest.mark.parametrize("way", WAYS)
def test_a_save_while_a_file_is_written_anew(desk, each_instant, way):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    new = desk.pack(paper_docx="new", notes_md="new")

    for instant in each_instant(lambda: way(desk.folder / "paper.docx"), lambda: desk.build(*new)):
        assert typed(desk) == ["paper.docx"], instant
        assert desk.says("notes.md") == "new", instant
        assert not (desk.folder / ".kcsp-docs").exists(), instant

        desk.build(*new)
        assert typed(desk) == ["paper.docx"], instant
        assert desk.says("paper.rebuilt.docx") == "new", instant


@pytest.mark.parametrize("way", WAYS)
def test_a_save_while_a_file_is_removed(desk, each_instant, way):
    desk.build(*desk.pack(paper_md="old", notes_md="old"))
    new = desk.pack(notes_md="new")

    for instant in each_instant(lambda: way(desk.folder / "paper.md"), lambda: desk.build(*new)):
        assert typed(desk) == ["paper.md"], instant
        assert desk.says("notes.md") == "new", instant


@pytest.mark.parametrize("way", WAYS)
def test_a_save_while_an_edited_file_is_set_aside(desk, each_instant, way):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", "typed before")
    new = desk.pack(paper_docx="new")

    for instant in each_instant(lambda: way(desk.folder / "paper.docx"), lambda: desk.build(*new, overwrite=True)):
        assert typed(desk) in (["paper.docx"], ["paper.edited.docx"], ["paper.edited-2.docx"]), instant


@pytest.mark.parametrize("way", [in_place, by_replacing])
def test_a_save_where_the_rebuilt_file_comes_to_stand(desk, each_instant, way):
    desk.build(*desk.pack(paper_docx="old"))
    desk.edit("paper.docx", "typed before")
    new = desk.pack(paper_docx="new")

    for instant in each_instant(lambda: way(desk.folder / "paper.rebuilt.docx"), lambda: desk.build(*new)):
        assert typed(desk) == ["paper.rebuilt.docx"], instant
        assert desk.says("paper.docx") == "typed before", instant


def test_two_saves_while_one_file_is_claimed_and_compared_are_both_kept(desk, monkeypatch):
    desk.build(*desk.pack(paper_docx="old", notes_md="old"))
    claimed = []

    def claim(path, goal, rename=Path.rename):
        if goal.suffix == ".old" and not claimed:
            desk.edit(path.name, "the first save")
        return rename(path, goal)

    def compare(path):
        if path.suffix == ".old" and not claimed:
            claimed.append(path)
            desk.edit("paper.docx", "the second save")
        return look(path)

    monkeypatch.setattr(Path, "rename", claim)
    monkeypatch.setattr("kcsp_docs.output.transaction.look", compare)
    written = desk.build(*desk.pack(paper_docx="new", notes_md="new"))

    assert desk.says("paper.docx") == "the second save"
    assert desk.says("paper.edited.docx") == "the first save"
    assert desk.says("paper.rebuilt.docx") == "new"
    assert {file.path: str(file.state) for file in written.files} == {
        "notes.md": "written",
        "paper.docx": "kept",
        "paper.rebuilt.docx": "written",
    }
    assert [problem.message for problem in written.problems] == [
        "paper.docx had been edited; the edited file is kept as paper.edited.docx.",
        "paper.docx was edited since it was built, so it was kept; what would be written now is in paper.rebuilt.docx.",
    ]


def test_a_program_that_holds_the_file_open_and_writes_late(desk, each_instant):
    """It opened the file before the build began, and what it writes goes to wherever that file has been moved."""
    desk.build(*desk.pack(paper_docx="old"))
    holder = {}

    def build():
        holder["file"] = (desk.folder / "paper.docx").open("r+b", buffering=0)
        desk.build(*desk.pack(paper_docx="new"))

    kept = [bool(typed(desk)) for _ in each_instant(lambda: late(holder), build)]

    # Until the old file is compared for the last time and goes, what is written into it is found. What a program
    # writes into a file that has gone nobody can keep; Word, Excel and LibreOffice mark a file that they have open.
    assert kept[1:] == sorted(kept[1:], reverse=True)
    assert any(kept)


def late(holder):
    if "file" in holder:
        holder["file"].write(MINE)


SAVER = """
import os, sys, time
folder = sys.argv[1]
for number in range(1, 2000):
    token = f"token-{number:05}"
    beside = os.path.join(folder, "~WRD.tmp")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(token)
    os.rename(beside, os.path.join(folder, "paper.md"))
    time.sleep(0.003)
"""


def test_two_programs_that_run_at_once_for_real(desk):
    """A person's program saves again and again while builds run: a save is only ever replaced by the person's next."""
    desk.build(*desk.pack(paper_md="built"))
    saver = subprocess.Popen([sys.executable, "-c", SAVER, str(desk.folder)])
    seen = []
    try:
        until = time.monotonic() + 1.5
        number = 0
        while time.monotonic() < until:
            number += 1
            desk.build(*desk.pack(paper_md=f"built {number}"))
            seen.append(desk.says("paper.md"))
    finally:
        saver.kill()
        saver.wait()

    tokens = [text for text in seen if text.startswith("token-")]
    assert tokens == sorted(tokens)
    assert not any(text.startswith("built") for text in seen[seen.index(tokens[0]) :])
    assert len(tokens) > 5
