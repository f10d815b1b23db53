"""The folder itself: made where it is missing, refused where it cannot be used, one build at a time."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from kcsp_docs.errors import OutputError
from kcsp_docs.output import place_check

NO_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets only some users make a link")


LEADS_OUT = (
    '{"operations": [{"number": 1, "path": "../x", "old": [], "new": null}], "touched": [], '
    '"before": {"artefacts": []}, "after": {"artefacts": []}}'
)


def refusal(desk):
    with pytest.raises(OutputError) as caught:
        desk.build(*desk.pack(paper_md="new"))
    (problem,) = caught.value.problems
    return str(problem)


def test_a_folder_that_is_missing_is_made(make_desk, tmp_path):
    desk = make_desk(tmp_path / "some" / "where" / "new")

    assert desk.build(*desk.pack(paper_md="new")).whole
    assert desk.names() == ["manifest.json", "paper.md"]


def test_a_file_where_the_folder_should_be(desk):
    desk.folder.write_text("a file", encoding="utf-8")

    assert refusal(desk) == (
        f"{desk.folder}: Nothing can be written into this folder: a file stands where a folder is needed. Every file "
        "is as it was. Mend the cause, or name another folder with -o. [folder-not-usable]"
    )
    assert desk.folder.read_text(encoding="utf-8") == "a file"


def test_a_folder_that_may_not_be_written_to(desk, monkeypatch):
    desk.build(*desk.pack(paper_md="old"))

    def refuse(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert refusal(desk) == (
        f"{desk.folder}: Nothing can be written into this folder: permission was denied. Every file is as it was. Mend "
        "the cause, or name another folder with -o. [folder-not-usable]"
    )
    assert desk.says("paper.md") == "old"


def test_a_path_that_is_too_long(make_desk, tmp_path):
    assert "the path is too long" in refusal(make_desk(tmp_path / ("x" * 300)))


@NO_LINKS
def test_a_work_folder_that_is_a_link_is_not_written_through(desk, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    desk.folder.mkdir()
    (desk.folder / ".kcsp-docs").symlink_to(elsewhere)

    assert ".kcsp-docs is a link" in refusal(desk)
    assert list(elsewhere.iterdir()) == []


@NO_LINKS
def test_a_manifest_that_is_a_link_is_not_written_through(desk, tmp_path):
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text('{"artefacts": []}', encoding="utf-8")
    desk.folder.mkdir()
    (desk.folder / "manifest.json").symlink_to(elsewhere)

    assert "This manifest is a link" in refusal(desk)
    assert elsewhere.read_text(encoding="utf-8") == '{"artefacts": []}'


def test_a_second_build_says_that_the_first_is_running(desk, monkeypatch):
    monkeypatch.setattr("kcsp_docs.output.lock.WAIT_SECONDS", 0.1)
    desk.build(*desk.pack(paper_md="old"))
    (desk.folder / ".kcsp-docs").mkdir()
    with FileLock(desk.folder / ".kcsp-docs" / "lock"):
        assert refusal(desk) == (
            f"{desk.folder}: Another build is running in this folder. Wait until it has ended, then build again. "
            "[folder-busy]"
        )
    assert desk.says("paper.md") == "old"


def test_many_builds_at_once_take_turns_and_leave_no_litter(desk):
    failures = []

    def build(number):
        try:
            for turn in range(5):
                written = desk.build(*desk.pack(paper_md=f"{number} {turn}", notes_docx=f"{number} {turn}"))
                failures.extend(written.problems)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=build, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert desk.says("paper.md") == desk.says("notes.docx")
    assert desk.names() == ["manifest.json", "notes.docx", "paper.md"]


def test_what_others_laid_into_the_work_folder_stays(desk):
    desk.build(*desk.pack(paper_md="old"))
    work = desk.folder / ".kcsp-docs"
    work.mkdir()
    for name in ("1.new", "1.old", "notes.txt"):
        (work / name).write_text("somebody's", encoding="utf-8")

    assert desk.build(*desk.pack(paper_md="new")).whole
    assert sorted(path.name for path in work.iterdir()) == ["1.new", "1.old", "notes.txt"]


@pytest.mark.parametrize("journal", ["", "{", "[]", '{"operations": []}', LEADS_OUT])
def test_a_journal_that_cannot_be_read_stops_the_build(desk, journal):
    desk.build(*desk.pack(paper_md="old"))
    work = desk.folder / ".kcsp-docs"
    work.mkdir()
    (work / "journal.json").write_text(journal, encoding="utf-8")

    assert refusal(desk) == (
        f"{work}: A build was interrupted here and its journal cannot be read; nothing was written. Files that end in "
        ".old are what stood in the folder: take out what you need, then delete .kcsp-docs. [build-not-finished]"
    )
    assert desk.says("paper.md") == "old"


@pytest.mark.parametrize(
    ("folder", "usable"),
    [
        ("model/out", True),
        ("model/drafts", True),
        ("elsewhere", True),
        ("model", False),
        (".", False),
        ("model/../model", False),
        ("model/terms", False),
        ("model/history/2024", False),
    ],
)
def test_a_pack_is_not_written_over_the_model(tmp_path, folder, usable):
    model = tmp_path / "model"
    model.mkdir()

    problem = place_check(tmp_path / folder, model)

    if usable:
        assert problem is None
    else:
        assert str(problem) == (
            f"{tmp_path / folder}: The model itself lies in this folder, so nothing is written into it. Name a folder "
            f"of its own with -o, or leave -o out to build into {model / 'out'}. [folder-holds-model]"
        )
