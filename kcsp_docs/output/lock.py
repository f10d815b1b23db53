"""One piece of work at a time in a folder."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kcsp_docs.errors import OutputError, Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.names import WORK_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_SECONDS = 10.0
"""How long a build waits for another in the same folder: longer than most builds take."""

_LOCK = "lock"


@contextmanager
def one_at_a_time(folder: Path, work_name: str = "build", wait: float | None = None) -> Iterator[Path]:
    """Hold the folder; gives the work folder in it, and takes that away afterwards when nothing is left in it.

    ``work_name`` says what is done here, as a noun and a verb. Raises OutputError when another holds the folder for
    longer than ``wait`` seconds.
    """
    work = folder / WORK_FOLDER
    lock = FileLock(work / _LOCK)
    _acquire(lock, work, work_name, WAIT_SECONDS if wait is None else wait)
    try:
        yield work
    finally:
        _release(lock, work)


def _acquire(lock: FileLock, work: Path, work_name: str, wait: float) -> None:
    """A build that ends takes the work folder away under one that waits, so the folder is made anew until it holds."""
    until = time.monotonic() + wait
    while True:
        work.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=max(0.0, until - time.monotonic()))
        except FileNotFoundError:
            if time.monotonic() < until:
                continue
            raise
        except Timeout:
            raise OutputError((_busy(work.parent, work_name),)) from None
        return


def _release(lock: FileLock, work: Path) -> None:
    """The lock file goes while it is held: whoever waits for it sees that it has no name any more and tries again.

    Windows removes no open file; there filelock does it after the release. By now the build is done, so a system that
    refuses leaves an idle lock file behind, and that is all.
    """
    if sys.platform != "win32":
        with suppress(OSError):
            (work / _LOCK).unlink()
    with suppress(OSError):
        lock.release()
    with suppress(OSError):
        os.rmdir(work)  # noqa: PTH106 - only when nothing of an interrupted build is left in it


def _busy(folder: Path, work_name: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        code=OutputCode.FOLDER_BUSY,
        message=f"Another {work_name} is running in this folder.",
        file=str(folder),
        hint=f"Wait until it has ended, then {work_name} again.",
    )
