"""Every code is documented, and is what some test of this folder expects."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from pathlib import Path

import pytest

from kcsp_docs.output import OutputCode, codes


def documented():
    """The members that a docstring follows."""
    (members,) = [node.body for node in ast.parse(inspect.getsource(codes)).body if isinstance(node, ast.ClassDef)]
    return {
        one.targets[0].id
        for one, other in pairwise(members)
        if isinstance(one, ast.Assign) and isinstance(other, ast.Expr)
    }


@pytest.mark.parametrize("code", OutputCode)
def test_the_code_says_what_it_means_and_is_tested(code):
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))

    assert code.name in documented()
    assert f"[{code}]" in tests
