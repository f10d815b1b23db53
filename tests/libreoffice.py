"""LibreOffice as a reader that is not ours: what does a page say, once another program has laid it out?"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = "txt:Text (encoded):UTF8"
SECONDS = 120


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
