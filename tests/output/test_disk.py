"""A move never replaces, on a disk with hard links and on one without."""

from __future__ import annotations

import errno
import os

import pytest

from kcsp_docs.output.disk import move_without_replacing


@pytest.fixture(params=["with hard links", "without hard links"])
def disk(request, tmp_path, monkeypatch):
    if request.param == "without hard links":

        def refuse(*_, **__):
            raise OSError(errno.EOPNOTSUPP, "Operation not supported")

        monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "new").write_text("new", encoding="utf-8")
    return tmp_path


def test_a_free_name_is_taken(disk):
    move_without_replacing(disk / "new", disk / "free")

    assert [path.name for path in disk.iterdir()] == ["free"]
    assert (disk / "free").read_text(encoding="utf-8") == "new"


def test_a_taken_name_is_left_alone_and_nothing_is_moved(disk):
    (disk / "taken").write_text("somebody's", encoding="utf-8")

    with pytest.raises(FileExistsError):
        move_without_replacing(disk / "new", disk / "taken")

    assert (disk / "taken").read_text(encoding="utf-8") == "somebody's"
    assert (disk / "new").read_text(encoding="utf-8") == "new"
