"""LibreOffice as a reader that is not ours: what does a page say, once another program has laid it out?"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
UNO_PYTHON = "/usr/bin/python3"
"""The Python that python3-uno is for."""
TEXT = "txt:Text (encoded):UTF8"
SECONDS = 120

Cells: TypeAlias = dict[str, list[list[str]]]
"""By the name of a sheet its rows; a number as it is and not as it is shown, a day as ``MM/DD/YYYY``."""

_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
_WORK_OUT_ANEW = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Without it the values that a file brings are believed."""


def has_uno() -> bool:
    """Whether a program can tell LibreOffice what to do."""
    if SOFFICE is None or not Path(UNO_PYTHON).exists():
        return False
    return subprocess.run([UNO_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def converted(content: bytes, to: str) -> bytes:
    """A Word file in another format, such as ``pdf`` or :data:`TEXT`.

    Each call has a profile of its own, since two programs cannot share one, and looks for the file: soffice ends with
    0 when it made none.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        made = folder / "out" / f"document.{to.split(':')[0]}"
        assert made.exists(), f"LibreOffice made no {made.name}: {done.stdout}{done.stderr}"
        return made.read_bytes()


def worked_out(workbooks: Sequence[bytes]) -> list[Cells]:
    """What LibreOffice works out from the formulas of each workbook, whatever values the file brings; two at a time."""
    halves = [workbooks[::2], workbooks[1::2]]
    with ThreadPoolExecutor() as pool:
        first, second = pool.map(_worked_out_in_turn, halves)
    return [(second if at % 2 else first)[at // 2] for at in range(len(workbooks))]


def recalculated(workbooks: Sequence[bytes]) -> list[bytes]:
    """The workbooks as LibreOffice saves them, every formula worked out anew."""
    with tempfile.TemporaryDirectory() as name:
        made = [folder / f"{stem}.xlsx" for folder, stem in _opened(workbooks, "xlsx", Path(name))]
        assert all(path.exists() for path in made), "LibreOffice left workbooks out"
        return [path.read_bytes() for path in made]


def resolved(files: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    """Each Word file with every tracked change accepted, and with every one rejected; one LibreOffice for all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = [f"{number:04}.docx" for number in range(len(files))]
        for each, content in zip(names, files, strict=True):
            (folder / each).write_bytes(content)
        command = [UNO_PYTHON, str(Path(__file__).with_name("uno_resolver.py")), SOFFICE, str(folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS + len(files))
        return [
            ((folder / "accepted" / each).read_bytes(), (folder / "rejected" / each).read_bytes()) for each in names
        ]


def _worked_out_in_turn(workbooks: Sequence[bytes]) -> list[Cells]:
    if not workbooks:
        return []
    with tempfile.TemporaryDirectory() as name:
        cells = [_cells(folder, stem) for folder, stem in _opened(workbooks, _EVERY_SHEET, Path(name))]
        assert all(cells), "LibreOffice left workbooks out"
        return cells


def _opened(workbooks: Sequence[bytes], to: str, folder: Path) -> list[tuple[Path, str]]:
    """Where what becomes of each workbook lies, and what its name begins with."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_WORK_OUT_ANEW, encoding="utf-8")
    sources = [folder / f"{number}.xlsx" for number in range(len(workbooks))]
    for source, content in zip(sources, workbooks, strict=True):
        source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), *map(str, sources)]
    subprocess.run(command, capture_output=True, timeout=SECONDS + 10 * len(sources), check=False)
    return [(folder / "out", source.stem) for source in sources]


def _cells(folder: Path, stem: str) -> Cells:
    found = {}
    for path in sorted(folder.glob(f"{stem}-*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            found[path.stem.removeprefix(f"{stem}-")] = list(csv.reader(lines))
    return found
