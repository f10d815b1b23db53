"""Several files of a model get new content: all or none, killed or refused at any instant, with people saving."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.history import Replacement, recover, transaction, unfinished, write_all
from kcsp_docs.output.lock import one_at_a_time

ENDED, REFUSED = 0, 3
OLD = {"action-plan.yaml": b"old plan", "grant.yaml": b"old grant"}
NEW = {"action-plan.yaml": b"new plan", "grant.yaml": b"new grant", "history/0001-record.yaml": b"record"}


@dataclass
class Model:
    """A model folder with two files to change and a record to add."""

    folder: Path

    def __post_init__(self) -> None:
        (self.folder / "history").mkdir(parents=True)
        for name, content in OLD.items():
            (self.folder / name).write_bytes(content)

    def collect(self) -> None:
        with one_at_a_time(self.folder / "history", "collect") as work:
            recover(self.folder, work)
            write_all(self.folder, work, [Replacement(name, OLD.get(name), content) for name, content in NEW.items()])

    def recover(self):
        with one_at_a_time(self.folder / "history", "collect") as work:
            return recover(self.folder, work)

    def holds(self) -> dict[str, bytes]:
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def model(tmp_path):
    return Model(tmp_path / "model")


def each(model, instants, run):
    before = model.folder.with_name("before")
    shutil.copytree(model.folder, before)
    for instant in instants:
        ended = run(instant)
        yield instant, ended
        shutil.rmtree(model.folder)
        shutil.copytree(before, model.folder)
        if ended == ENDED:
            assert instant > 20, "the instants were not counted"
            return
    pytest.fail("it never ended")


def test_all_files_are_written_and_nothing_else_is_left(model):
    model.collect()

    assert model.holds() == NEW


def test_killed_at_any_instant_each_file_is_old_or_new_and_the_next_run_makes_all_of_them_agree(
    model, instants, in_child, die
):
    seen = set()
    for instant, _ in each(
        model, instants, lambda at: in_child(model.collect, lambda number: die() if number == at else None)
    ):
        for name, content in OLD.items():
            assert (model.folder / name).read_bytes() in (content, NEW[name]), instant
        model.recover()
        seen.add(model.holds() == NEW)
        assert model.holds() in (OLD, NEW), instant
    assert seen == {True, False}


def test_killed_a_second_time_while_the_first_is_mended(model, instants, in_child, die):
    def killed_in(run, at):
        return in_child(run, lambda number: die() if number == at else None)

    for instant, _ in each(model, instants, lambda at: killed_in(model.collect, at)):
        killed_in(model.recover, 1 + instant % 11)
        model.recover()
        assert model.holds() in (OLD, NEW), instant


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=["disk full", "denied", "disk fails"])
def test_a_refusal_at_any_call_leaves_all_old_or_all_new(model, instants, in_child, number):
    def refused_at(instant):
        refused = model.folder.with_name("refused")

        def at(count):
            if count == instant:
                refused.touch()
                raise OSError(number, os.strerror(number))

        ended = in_child(model.collect, at)
        if refused.exists():
            refused.unlink()
            return ended if ended == REFUSED else -1
        return ENDED

    for instant, ended in each(model, instants, refused_at):
        model.recover()
        assert model.holds() in ((OLD,) if ended == REFUSED else (OLD, NEW)), instant


def test_what_somebody_saved_meanwhile_is_kept_and_the_other_file_is_taken_back(model):
    (model.folder / "grant.yaml").write_bytes(b"a keeper's")

    with pytest.raises(OutputError) as refused:
        model.collect()

    assert [str(each) for each in refused.value.problems] == [
        f"{(model.folder / 'grant.yaml').as_posix()}: Somebody saved this file while edits were being written into it, so it was kept and nothing was written. Run the command again: it reads the file anew. [model-saved-meanwhile]"
    ]
    assert model.holds() == {"action-plan.yaml": b"old plan", "grant.yaml": b"a keeper's"}


def test_what_somebody_writes_into_a_file_in_the_very_moment_is_put_back(model, monkeypatch):
    plan = model.folder / "action-plan.yaml"
    look = transaction.look

    def looked_then_saved(path):
        seen = look(path)
        if path.name == "1.displaced" and plan.read_bytes() == b"old plan":
            plan.write_bytes(b"a keeper's")  # into the file itself, as most editors do
        return seen

    monkeypatch.setattr(transaction, "look", looked_then_saved)

    with pytest.raises(OutputError):
        model.collect()

    assert model.holds() == {"action-plan.yaml": b"a keeper's", "grant.yaml": b"old grant"}


def test_a_file_saved_after_the_kill_is_kept_and_the_others_are_taken_back(model, instants, in_child, die):
    met = False
    for instant, _ in each(
        model, instants, lambda at: in_child(model.collect, lambda number: die() if number == at else None)
    ):
        plan = (model.folder / "action-plan.yaml").read_bytes()
        is_half_done = unfinished(model.folder / "history" / ".kcsp-docs")
        (model.folder / "grant.yaml").write_bytes(b"a keeper's")
        told = model.recover()
        met = met or (is_half_done and plan == b"new plan")
        if is_half_done:
            assert model.holds() == {"action-plan.yaml": b"old plan", "grant.yaml": b"a keeper's"}, instant
            assert [each.code for each in told] == ["collect-taken-back"]
    assert met


def test_a_file_keeps_its_permissions(model):
    (model.folder / "grant.yaml").chmod(0o640)

    model.collect()

    assert (model.folder / "grant.yaml").stat().st_mode & 0o777 == 0o640


def test_a_link_within_the_model_stays_a_link(model):
    (model.folder / "grant.yaml").rename(model.folder / "of-this-year.yaml")
    (model.folder / "grant.yaml").symlink_to("of-this-year.yaml")

    model.collect()

    assert (model.folder / "grant.yaml").is_symlink()
    assert (model.folder / "of-this-year.yaml").read_bytes() == b"new grant"


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"[]",
        b'{"operations": [{"number": 1, "path": "../x", "old": null, "new": "0"}]}',
        b'{"operations": [{"number": 1, "path": "/x", "old": null, "new": "0"}]}',
    ],
    ids=["empty", "a list", "leads out", "absolute"],
)
def test_a_journal_that_is_none_is_told_and_nothing_is_touched(model, journal):
    work = model.folder / "history" / ".kcsp-docs"
    work.mkdir()
    (work / "journal.json").write_bytes(journal)

    with pytest.raises(OutputError) as refused:
        model.recover()

    assert [str(each) for each in refused.value.problems] == [
        f"{work.as_posix()}: A collect was interrupted here and cannot be brought to its end: its journal cannot be read or no longer fits the files. Files ending in .old hold what the model held before: take what you need, then delete the folder. [collect-not-finished]"
    ]
    assert (model.folder / "grant.yaml").read_bytes() == b"old grant"
