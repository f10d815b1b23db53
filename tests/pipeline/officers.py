"""A model folder, a plugin that takes edits back from a JSON file, and an officer who writes such files."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path

from kcsp_docs.pipeline.building import BuildRequest, build_model
from kcsp_docs.pipeline.collect_report import CollectReport
from kcsp_docs.pipeline.collecting import CollectRequest, collect_model
from kcsp_docs.registry import load_from

SHEET = """
import json
from kcsp_docs import Edit, File, NotMadeHereError, Problem, Severity, hookimpl

class Sheet:
    name = "sheet"
    summary = "A file of edits"

    def render(self, job):
        actions = {each.id: each.action for each in job.governance.action_plan.actions}
        yield File("sheet.json", json.dumps({"made-by": self.name, "actions": actions}).encode())

    def collect(self, job, file):
        try:
            held = json.loads(file.content)
        except ValueError:
            raise WorkbookError((Problem(Severity.ERROR, "not-json", "This is not JSON.", hint="Save it as JSON."),))
        if held.get("made-by") != self.name:
            raise NotMadeHereError
        if "raises" in held:
            raise RuntimeError(held["raises"])
        if "gives" in held:
            return held["gives"]
        for severity, message in held.get("says", ()):
            job.report(Problem(severity, "told", message))
        return [Edit(*edit) for edit in held.get("edits", ())]

from kcsp_docs.errors import ProblemsError

class WorkbookError(ProblemsError):
    pass

@hookimpl
def kcsp_register_artefacts():
    return [Sheet()]
"""

PLAN = """\
title: Action plan
year: 2024/25
in_force: 2024-04-01
priorities:
  - id: road-safety
    name: Road Safety
actions:
  - id: RS-01          # ours
    action: Roadside days
    due: 2025-03-31
    status: on-track   # said in May
  - id: RS-02
    action: A young driver course
"""

STATUS = ("action_plan.actions", "RS-01", "status")
TO_DELAYED = [*STATUS, "on-track", "delayed", "Actions!I9"]
TO_COMPLETE = [*STATUS, "on-track", "complete", "Actions!I9"]
DUE_CLEARED = ["action_plan.actions", "RS-01", "due", "2025-03-31", None, "Actions!H9"]
ADDED = [
    ["action_plan.actions", "RS-03", None, None, "RS-03", "Actions!A12"],
    ["action_plan.actions", "RS-03", "action", None, "Speed awareness", "Actions!C12"],
]
DELETED = ["action_plan.actions", "RS-02", None, "RS-02", None, "Actions"]


class Desk:
    """A model folder, a plugin that takes edits back, and an officer who writes files."""

    def __init__(self, model: Path, points: list[EntryPoint]) -> None:
        self.model = model
        self.points = points
        (model / "action-plan.yaml").write_text(PLAN, encoding="utf-8")

    def saves(self, name: str = "sheet.json", **held: object) -> Path:
        path = self.model.parent / name
        path.write_text(json.dumps({"made-by": "sheet", **held}), encoding="utf-8")
        return path

    def collects(self, *files: Path, **how: object) -> CollectReport:
        request = CollectRequest(self.model, files, **how)  # type: ignore[arg-type]
        return collect_model(request, load_from(self.points, ()), lambda _: None)

    def builds(self, **how: object):
        request = BuildRequest(self.model, self.model / "out", **how)  # type: ignore[arg-type]
        return build_model(request, load_from(self.points, ()), lambda _: None)

    @property
    def plan(self) -> str:
        return (self.model / "action-plan.yaml").read_text(encoding="utf-8")

    @property
    def history(self) -> list[str]:
        folder = self.model / "history"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
