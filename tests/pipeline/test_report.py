"""One exit code for several runs: what weighs most is told."""

from __future__ import annotations

import pytest

from kcsp_docs.pipeline.report import ExitCode, Report, exit_code

DONE, MODEL, USAGE, PLUGIN, KEPT = ExitCode


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        pytest.param([DONE, DONE], DONE, id="all done"),
        pytest.param([DONE, KEPT], KEPT, id="one file kept back"),
        pytest.param([KEPT, PLUGIN], PLUGIN, id="a plugin failed and a file was kept back"),
        pytest.param([PLUGIN, MODEL, KEPT], MODEL, id="a model has errors"),
        pytest.param([MODEL, USAGE], USAGE, id="wrong use"),
    ],
)
def test_the_code_that_weighs_most(codes: list[ExitCode], told: ExitCode) -> None:
    assert exit_code([Report("model", (), code) for code in codes]) is told
