"""A build killed at any instant: the next one finds its way, and nobody's work is lost."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from itertools import count
from pathlib import Path

import pytest

from kcsp_docs.output import Outcome, verify

ENDED = 0
MINE = "what the officer typed"


@pytest.fixture
def office(desk):
    """Last month's build, with a paper edited since, a file of the officer's own, and an edited file set aside."""
    desk.build(*desk.pack(paper_docx="old", notes_md="old", ended_md="old", edited_docx="old"))
    desk.edit("edited.docx", MINE)
    desk.edit("mine.txt", MINE)
    return desk


def this_month(desk):
    return desk.pack(paper_docx="new", notes_md="new", begun_md="new", edited_docx="new")


def each_end(desk, instants, build):
    """``build(1)``, ``build(2)`` … each from last month's folder, until one comes to its end."""
    before = desk.folder.with_name("before")
    shutil.copytree(desk.folder, before)
    for instant in instants:
        if build(instant) == ENDED:
            assert instant > 5, "the instants were not counted"
            return
        yield instant
        shutil.rmtree(desk.folder)
        shutil.copytree(before, desk.folder)
    pytest.fail("the build never ended")


@pytest.fixture
def each_kill(office, instants, in_child, die):
    """Kill this month's build at its first call to the file system, its second …"""

    def kill_each(**options):
        return each_end(
            office,
            instants,
            lambda instant: in_child(
                lambda: office.build(*this_month(office), **options),
                lambda number: die() if number == instant else None,
            ),
        )

    return kill_each


@pytest.fixture
def uninterrupted(office, make_desk, tmp_path):
    """What a build that nobody kills leaves."""
    desk = make_desk(tmp_path / "uninterrupted")
    shutil.copytree(office.folder, desk.folder)
    desk.build(*this_month(desk))
    return desk.all_bytes()


def test_the_next_build_leaves_what_an_uninterrupted_one_leaves(office, each_kill, uninterrupted):
    for instant in each_kill():
        office.build(*this_month(office))

        assert office.all_bytes() == uninterrupted, instant
        assert not (office.folder / ".kcsp-docs").exists(), instant


def test_half_done_work_is_never_taken_for_an_edit(office, each_kill):
    for instant in each_kill():
        written = office.build(*office.pack(paper_docx="newer", notes_md="newer", edited_docx="newer"))

        kept = [file.path for file in written.files if file.state is Outcome.KEPT]
        assert kept == ["edited.docx"], instant
        assert office.says("paper.docx") == office.says("notes.md") == office.says("edited.rebuilt.docx") == "newer"


def test_every_file_is_old_or_new_and_whole_when_the_next_build_makes_other_artefacts(office, each_kill):
    for instant in each_kill():
        office.build(*office.pack(other_md="new"), complete=False)

        assert office.says("paper.docx") in ("old", "new"), instant
        assert office.says("notes.md") in ("old", "new"), instant
        assert office.says("edited.docx") == MINE
        assert not (office.folder / ".kcsp-docs").exists(), instant
        states = {state.path: str(state.state) for state in verify(office.folder)}
        assert states["edited.docx"] == "edited"
        assert {states["paper.docx"], states["notes.md"]} <= {"as built", "stale"}, instant
        assert [path for path, state in states.items() if state == "foreign"] == ["mine.txt"], instant


def test_an_edit_made_after_the_kill_survives(office, each_kill):
    for instant in each_kill():
        office.edit("paper.docx", MINE)
        written = office.build(*this_month(office))

        assert office.says("paper.docx") == MINE, instant
        assert office.says("paper.rebuilt.docx") == "new", instant
        assert written.kept_back


def test_a_set_aside_edit_survives(office, each_kill):
    for instant in each_kill(overwrite=True):
        office.build(*this_month(office), overwrite=True)

        assert office.says("edited.docx") == "new", instant
        assert office.says("edited.edited.docx") == MINE, instant
        assert "edited.edited-2.docx" not in office.names(), instant


def test_a_file_half_on_the_disk_is_never_taken_for_anything(office, in_child, die, uninterrupted):
    """Killed at each fsync, with half of that file's bytes on the disk and half of them lost."""

    def build_torn_at(instant):
        calls = count(1)

        def tear(descriptor):
            if next(calls) == instant:
                if stat.S_ISREG(os.fstat(descriptor).st_mode):
                    os.truncate(descriptor, os.fstat(descriptor).st_size // 2)
                die()

        os.fsync = tear
        office.build(*this_month(office))

    for instant in each_end(
        office, range(1, 100), lambda instant: in_child(lambda: build_torn_at(instant), lambda _: None)
    ):
        office.build(*this_month(office))

        assert office.all_bytes() == uninterrupted, instant


def test_the_next_build_may_be_killed_too(office, each_kill, in_child, die, uninterrupted):
    """The first is killed anywhere, the second soon after it began to mend what the first left, or later."""
    for instant in each_kill():
        for second in (4, 8, 12, 20, 30):
            in_child(
                lambda: office.build(*this_month(office)), lambda number, at=second: die() if number == at else None
            )
        office.build(*this_month(office))

        assert office.all_bytes() == uninterrupted, instant
        assert not (office.folder / ".kcsp-docs").exists(), instant


def test_a_save_just_before_the_kill_is_found_once_where_it_was_made(office, instants, in_child, die):
    """The officer saves between the plan and the claim; the build is killed anywhere after that."""
    rename = Path.rename

    def save_first(path, goal):
        if path.name == "paper.docx" and goal.suffix == ".old" and office.says("paper.docx") != MINE:
            office.edit("paper.docx", MINE)
        return rename(path, goal)

    def build():
        Path.rename = save_first
        office.build(*this_month(office))

    def killed_at(instant):
        return in_child(build, lambda number: die() if number == instant else None)

    for instant in each_end(office, instants, killed_at):
        saved = any(
            MINE in text_of(path) for path in office.folder.rglob("*") if "paper" in path.name or path.suffix == ".old"
        )
        office.build(*this_month(office))

        assert office.says("paper.docx") == (MINE if saved else "new"), instant
        assert "paper.edited.docx" not in office.names(), instant


def text_of(path):
    if not zipfile.is_zipfile(path):
        return ""
    with zipfile.ZipFile(path) as package:
        return package.read("main/part.xml").decode("utf-8")
