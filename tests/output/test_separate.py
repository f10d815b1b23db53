"""Files outside of any pack: what stands there already is a person's, unless they say otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.exchange import File
from kcsp_docs.output import write_separately

NEW = File("a.json", b"new")


def write(folder, **options):
    """The state of the one file, and the problem."""
    (outcome,) = write_separately(folder, [NEW], **options)
    return str(outcome.state), str(outcome.problem) if outcome.problem else None


def test_a_file_is_written_and_one_that_is_the_same_is_not_touched(tmp_path):
    folder = tmp_path / "some" / "where"
    assert write(folder) == ("written", None)
    before = (folder / "a.json").stat()

    assert write(folder) == write(folder, overwrite=True) == ("unchanged", None)

    assert (folder / "a.json").read_bytes() == b"new"
    after = (folder / "a.json").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_file_that_differs_is_kept_until_it_may_be_replaced(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(b"mine")

    assert write(tmp_path) == (
        "kept",
        (
            f"{path}: a.json was there already and differs from what would be written, so it was kept. --overwrite replaces "
            "it. [file-not-ours]"
        ),
    )
    assert path.read_bytes() == b"mine"

    assert write(tmp_path, overwrite=True) == ("written", None)
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("stands", ["a folder", "a link"])
def test_a_folder_and_a_link_are_left_alone(tmp_path, stands, overwrite):
    folder, outside = tmp_path / "folder", tmp_path / "outside.json"
    folder.mkdir()
    outside.write_bytes(b"elsewhere")
    if stands == "a folder":
        (folder / "a.json").mkdir()
    elif sys.platform == "win32":
        pytest.skip("Windows lets only some users make a link")
    else:
        (folder / "a.json").symlink_to(outside)

    assert write(folder, overwrite=overwrite) == (
        "kept",
        (
            f"{folder / 'a.json'}: a.json is a link or a folder, not a file of its own, so it was left alone. Move it to "
            "another place, then write it again. [file-not-ours]"
        ),
    )
    assert outside.read_bytes() == b"elsewhere"


def test_a_file_that_the_system_refuses_is_told(tmp_path, monkeypatch):
    (tmp_path / "a.json").write_bytes(b"mine")

    def refuse(path, target):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "replace", refuse)

    assert write(tmp_path, overwrite=True) == (
        "failed",
        (
            f"{tmp_path / 'a.json'}: a.json could not be written: permission was denied. Mend the cause, and try again. "
            "[file-not-written]"
        ),
    )
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.json", b"mine")]


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_bytes(b"x")

    with pytest.raises(OutputError) as caught:
        write(tmp_path / "file" / "folder")

    assert str(caught.value) == (
        f"{tmp_path / 'file' / 'folder'}: Nothing can be written into this folder: a file stands where a folder is "
        "needed. Every file is as it was. Mend the cause, or name another folder with -o. [folder-not-usable]"
    )
