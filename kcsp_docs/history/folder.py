"""The folder ``history`` of a model: held by one run at a time, and gone again where nothing is kept in it."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.history.codes import HistoryCode
from kcsp_docs.history.transaction import recover, unfinished
from kcsp_docs.output.disk import reason
from kcsp_docs.output.lock import one_at_a_time
from kcsp_docs.output.names import WORK_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "history"


@contextmanager
def hold(model: Path) -> Iterator[Path]:
    """Hold a model folder for a collect; gives the work folder. Raises OutputError where that cannot be done."""
    folder = model / FOLDER
    try:
        with one_at_a_time(_own(folder, model), "collect") as work:
            yield work
    except OSError as failure:
        raise OutputError((unusable(folder, failure),)) from failure
    finally:
        with suppress(OSError):
            folder.rmdir()


def mend(model: Path) -> tuple[Problem, ...]:
    """Bring a collect that was interrupted to its end before the model is read. Raises OutputError."""
    if not unfinished(model / FOLDER / WORK_FOLDER):
        return ()
    with hold(model) as work:
        return recover(model, work)


def _own(folder: Path, model: Path) -> Path:
    """Refuse a folder that is a link to somewhere else, or a work folder that is one: what it leads to is not ours."""
    real = Path(os.path.realpath(folder / WORK_FOLDER))
    if not real.is_relative_to(os.path.realpath(model)):
        raise NotADirectoryError(0, "it is a link that leads out of the model", str(folder))
    return folder


def unusable(folder: Path, failure: OSError) -> Problem:
    """The folder refuses, as a Problem."""
    return Problem(
        Severity.ERROR,
        HistoryCode.NOT_WRITTEN,
        f"Nothing can be written into this folder: {reason(failure)}.",
        file=folder.as_posix(),
        hint="Every file is as it was. Mend the cause, or ask for leave to write there.",
    )
