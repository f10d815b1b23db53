"""Work that is interrupted or refused at every call to the file system, in a child process."""

from __future__ import annotations

import os
import signal
import sys
import traceback
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from kcsp_docs.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

DONE, REFUSED, BROKEN = 0, 3, 1
"""How a child of ``in_child`` ends: a Written, an OutputError, anything else."""


def _run(work: Callable[[], object]) -> int:
    try:
        work()
    except OutputError:
        return REFUSED
    except BaseException:  # the child's own end: nothing may fall through into the parent's test run
        traceback.print_exc()
        return BROKEN
    return DONE


@pytest.fixture
def in_child() -> Callable[..., int]:
    """Run ``work`` in a child process in which ``at(count)`` is called before each call to the file system.

    Python's audit events are the instants: every open, rename, link, unlink, mkdir, rmdir and lock, and every fsync.
    Opening for reading counts with ``reads`` alone. Gives the child's exit code, negative for a signal that ended it.
    """
    if sys.platform == "win32":
        pytest.skip("Windows does not fork")

    def run(work: Callable[[], object], at: Callable[[int], None], *, reads: bool = False) -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # a thread of the test runner's is no matter here
            child = os.fork()
        if child == 0:
            _watch(at, reads)
            os._exit(_run(work))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return run


def _watch(at: Callable[[int], None], reads: bool) -> None:
    count, busy = 0, False

    def instant() -> None:
        nonlocal count, busy
        if busy:
            return
        busy, count = True, count + 1
        try:
            at(count)
        finally:
            busy = False

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not reads and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        if event == "open" and str(arguments[0]).endswith((".py", ".pyc")):
            return
        if event == "open" or event.startswith(("os.", "fcntl.")):
            instant()

    def synced(descriptor: int, fsync: Callable[[int], None] = os.fsync) -> None:
        instant()
        fsync(descriptor)

    os.fsync = synced
    sys.addaudithook(audited)


@pytest.fixture
def instants(request: pytest.FixtureRequest) -> range:
    """The instants to try: in CI and by ``-m slow`` every one, else some; the tests stop where the build ends.

    One call more or less than 400 would be another build than any here.
    """
    every = os.environ.get("CI") == "true" or "slow" in (request.config.option.markexpr or "")
    return range(1, 400, 1 if every else 7)


@pytest.fixture
def die() -> Callable[[], None]:
    """kill -9 of oneself."""
    return lambda: os.kill(os.getpid(), signal.SIGKILL)
