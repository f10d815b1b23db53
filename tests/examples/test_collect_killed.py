"""The command itself, killed after a random while: the model's files are old or new, whole, and the next run agrees."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time

import openpyxl
import pytest

from ..example_models import copied

TIMES = 8


@pytest.fixture
def edited(examples, tmp_path):
    """A model whose budget was built and edited, as it stands before it is collected."""
    model = copied(examples, "kcsp-2024", tmp_path / "before")
    command("build", model, "--only", "grant-budget").wait()
    workbook = model / "out" / "grant-budget.xlsx"
    book = openpyxl.load_workbook(workbook)
    spend = book["Spend"]
    columns = {cell.value: cell.column for row in spend.iter_rows() for cell in row if cell.value == "Q2 spend"}
    for row in range(1, spend.max_row + 1):
        if isinstance(spend.cell(row, columns["Q2 spend"] - 1).value, int | float):
            spend.cell(row, columns["Q2 spend"], 100 + row)
    book.save(workbook)
    return model


def command(*words):
    return subprocess.Popen(
        [sys.executable, "-c", "from kcsp_docs.cli import main; main()", *map(str, words)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def everything(model):
    files = (path for path in model.rglob("*") if path.is_file())
    return {path.relative_to(model).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
def test_killed_after_a_random_while(edited, tmp_path):
    model = tmp_path / "model"
    old = (edited / "grant.yaml").read_bytes()

    def collect():
        return command("collect", model, model / "out" / "grant-budget.xlsx")

    shutil.copytree(edited, model)
    start = time.monotonic()
    assert collect().wait() == 0
    lasts, uninterrupted = time.monotonic() - start, everything(model)
    new = uninterrupted["grant.yaml"]
    assert new != old

    chance, seen = random.Random(2024), set()
    for _ in range(TIMES):
        shutil.rmtree(model)
        shutil.copytree(edited, model)
        running = collect()
        time.sleep(lasts * (1 - chance.random() ** 3))  # mostly towards the end, where it writes
        running.kill()
        running.wait()
        now = (model / "grant.yaml").read_bytes()
        assert now in (old, new)
        seen.add(now)
        assert collect().wait() == 0
        assert everything(model) == uninterrupted
    assert old in seen
