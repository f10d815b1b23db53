"""An officer's desk."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from .officers import SHEET, Desk


@pytest.fixture
def desk(anyshire: Path, install: Callable[..., list[EntryPoint]]) -> Desk:
    return Desk(anyshire, install(sheet=SHEET))
