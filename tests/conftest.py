"""What every test may use: the oracles that a plain machine may lack, and the rule that CI lacks none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI") == "true"
ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow oracles run in CI, and elsewhere when they are asked for by name or by ``-m slow``."""
    for item in items:
        asked_for = "slow" in (item.config.option.markexpr or "")
        if item.get_closest_marker("slow") and not IN_CI and not asked_for:
            item.add_marker(pytest.mark.skip(reason="slow: runs with CI=true or -m slow"))


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example models."""
    return ROOT / "examples"
