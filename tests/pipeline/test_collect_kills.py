"""A collect that is killed at any instant: each file whole, and the next run leaves what an uninterrupted one leaves."""

from __future__ import annotations

import shutil

import pytest

from kcsp_docs.pipeline.report import ExitCode

from .officers import ADDED, DUE_CLEARED, PLAN, TO_DELAYED

ENDED = 0


def everything(desk):
    files = (path for path in desk.model.rglob("*") if path.is_file())
    return {path.relative_to(desk.model).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def collect(desk):
    """Two files that bring edits; and what an uninterrupted run leaves of the model folder."""
    files = desk.saves("one.json", edits=[TO_DELAYED, *ADDED]), desk.saves("other.json", edits=[DUE_CLEARED])
    before = desk.model.with_name("before")
    shutil.copytree(desk.model, before)
    return lambda: desk.collects(*files)


@pytest.fixture
def each_kill(desk, collect, instants, in_child, die):
    """Kill the collect at its first call to the file system, its second … each time from the folder as it was."""

    def kill_each():
        before = desk.model.with_name("before")
        for instant in instants:
            ended = in_child(collect, lambda number, at=instant: die() if number == at else None)
            if ended == ENDED:
                assert instant > 20, "the instants were not counted"
                return
            yield instant
            shutil.rmtree(desk.model)
            shutil.copytree(before, desk.model)
        pytest.fail("the collect never ended")

    return kill_each


@pytest.fixture
def uninterrupted(desk, collect):
    collect()
    left = everything(desk)
    shutil.rmtree(desk.model)
    shutil.copytree(desk.model.with_name("before"), desk.model)
    return left


def test_the_next_collect_leaves_what_an_uninterrupted_one_leaves(desk, collect, each_kill, uninterrupted):
    for instant in each_kill():
        assert desk.plan in (PLAN, uninterrupted["action-plan.yaml"].decode()), instant

        assert collect().exit_code is ExitCode.DONE

        assert everything(desk) == uninterrupted, instant


def test_a_build_in_between_leaves_model_and_history_in_agreement(desk, collect, each_kill, uninterrupted):
    for instant in each_kill():
        desk.builds()
        records = [name for name in desk.history if name.endswith(".yaml")]
        is_new = desk.plan == uninterrupted["action-plan.yaml"].decode()

        assert (is_new, len(records)) in ((True, 2), (False, 0)), instant
        assert collect().exit_code is ExitCode.DONE
        shutil.rmtree(desk.model / "out")
        assert everything(desk) == uninterrupted, instant
