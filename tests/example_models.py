"""Copies of the example models to change: each lies beside the edition that it names as the one before."""

from __future__ import annotations

import shutil
from pathlib import Path

PREVIOUS = {"kcsp-2024": "kcsp-2023"}


def copied(examples: Path, name: str, to: Path, *left_out: str) -> Path:
    """The example as the folder ``to``, without what was built from it."""
    if name in PREVIOUS:
        shutil.copytree(examples / PREVIOUS[name], to.parent / PREVIOUS[name], dirs_exist_ok=True)
    return shutil.copytree(examples / name, to, ignore=shutil.ignore_patterns("out", *left_out))
