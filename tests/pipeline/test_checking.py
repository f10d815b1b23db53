"""What a check ends with."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kcsp_docs.pipeline.checking import check_model
from kcsp_docs.pipeline.report import ExitCode
from kcsp_docs.registry import load_from


@pytest.mark.parametrize(("strict", "code"), [(False, ExitCode.DONE), (True, ExitCode.MODEL_HAS_ERRORS)])
def test_a_warning_about_a_plugin_counts_when_strict(
    strict: bool, code: ExitCode, anyshire: Path, install: Callable[..., list[EntryPoint]]
) -> None:
    unmarked = "def kcsp_check(governance):\n    return []\n"
    report = check_model(anyshire, load_from(install(careless=unmarked), ()), strict=strict)
    assert [problem.code for problem in report.problems] == ["plugin-unmarked-hook"]
    assert report.exit_code is code
