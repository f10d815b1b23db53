"""Progress on long work: one line on a terminal, nothing when piped."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 1.0
"""Seconds before anything is shown: quick work needs no progress."""
_CLEAR_LINE = "\r\x1b[2K"


class Progress:
    """A line on standard error that says what is being done; used as a context manager, gone when it ends."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._done = 0
        self._start = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write(_CLEAR_LINE)

    def __call__(self, step: str) -> None:
        """Say that the next step has begun."""
        self._done += 1
        if sys.stderr.isatty() and time.monotonic() - self._start >= PATIENCE:
            from kcsp_docs.cli.printing import visible

            sys.stderr.write(f"{_CLEAR_LINE}{self._done} of {self._steps}: {visible(step)}")
            sys.stderr.flush()
            self._shown = True
