"""The built example, to review and to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from kcsp_docs import Pack

from .packs import pack_of


@pytest.fixture(scope="session")
def example(examples: Path) -> Pack:
    """The pack of 2024."""
    return pack_of(examples / "kcsp-2024")
