"""plugins/README.md: its first plugin runs, and it names every hook and everything that a job has."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from kcsp_docs import registry
from kcsp_docs.artefact import Job
from kcsp_docs.pipeline.building import BuildRequest, build_model
from kcsp_docs.registry.hooks import HOOKS

README = (Path(__file__).parent.parent / "plugins" / "README.md").read_text(encoding="utf-8")


def test_the_first_plugin_runs_word_for_word(
    anyshire: Path, install: Callable[..., list[EntryPoint]], extract: Callable[[bytes], Any]
) -> None:
    (source,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    loaded = registry.load_from(install(members=source), ())
    report = build_model(BuildRequest(anyshire, anyshire / "out"), loaded, lambda _: None)
    assert (report.exit_code, report.problems) == (0, ())
    made = extract((anyshire / "out" / "members.docx").read_bytes())
    assert [(paragraph.style, paragraph.text) for paragraph in made.paragraphs] == [
        ("Heading 1", "Anyshire Community Safety Partnership"),
        ("List Bullet", "Anyshire Police"),
    ]


def test_every_hook_is_named_with_its_arguments() -> None:
    from kcsp_docs import hookspecs

    for name in HOOKS:
        arguments = ", ".join(inspect.signature(getattr(hookspecs, name)).parameters)
        assert f"`{name}({arguments})`" in README


def test_everything_that_a_job_has_is_named() -> None:
    for name in (name for name in vars(Job) if not name.startswith("_")):
        assert re.search(rf"^\| `{name}[`(]", README, re.MULTILINE), name
