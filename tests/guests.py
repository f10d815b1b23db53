"""Plugins of third parties, laid out in a folder as pip lays them out."""

from __future__ import annotations

import itertools
import re
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path
from textwrap import dedent

_numbers = itertools.count()


def without_numbers(message: str) -> str:
    """A message with ``bad.py`` in place of the number that its module has in this run, ``guest_7_bad.py``."""
    return re.sub(r"guest_[0-9]+_", "", message)


def lay_out(folder: Path, name: str, source: str) -> list[EntryPoint]:
    """A distribution ``name`` 1.2 with one module; gives its entry points. The folder must be on ``sys.path``."""
    module = f"guest_{next(_numbers)}_{name}"
    (folder / f"{module}.py").write_text(dedent(source), encoding="utf-8")
    info = folder / f"{name}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[kcsp_docs]\n{name} = {module}\n", encoding="utf-8")
    return list(Distribution.at(info).entry_points)
