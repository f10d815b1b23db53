"""Run by the Python that LibreOffice's bridge belongs to: accepts and rejects the changes of every .docx of a folder.

``/usr/bin/python3 uno_resolver.py SOFFICE FOLDER`` starts one LibreOffice for all files, and writes each file anew to
``FOLDER/accepted`` and ``FOLDER/rejected``.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

SECONDS = 60
ORDERS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}


def main(soffice: str, folder: Path) -> None:
    pipe = f"kcsp{folder.name}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext"
    options = ("--headless", "--norestore", "--nologo", "--nodefault")
    process = subprocess.Popen([soffice, profile, *options, accept])
    try:
        context = _connected(pipe)
        desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        for path in sorted(folder.glob("*.docx")):
            for name, order in ORDERS.items():
                _resolve(context, desktop, path, folder / name / path.name, order)
        desktop.terminate()
        process.wait(SECONDS)
    finally:
        process.kill()


def _connected(pipe: str):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    end = time.monotonic() + SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _resolve(context, desktop, source: Path, target: Path, order: str) -> None:
    target.parent.mkdir(exist_ok=True)
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (_value("Hidden", True),))
    dispatcher = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, order, "", 0, ())
    document.storeToURL(target.as_uri(), (_value("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def _value(name: str, value: object) -> PropertyValue:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
