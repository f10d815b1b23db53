"""kcsp-docs: a community safety partnership's governance facts, kept once; every paper and workbook from them.

What stands here is what a plugin needs. It is loaded on first use, so that ``kcsp-docs --help`` loads none of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.artefact import Artefact, Collectable, Job, Pack, Rendered
    from kcsp_docs.errors import NotMadeHereError, Problem, Severity
    from kcsp_docs.exchange import Edit, File
    from kcsp_docs.hookspecs import hookimpl
    from kcsp_docs.model.fact import Fact
    from kcsp_docs.model.governance import Governance

_HOMES = {
    "Artefact": "kcsp_docs.artefact",
    "Collectable": "kcsp_docs.artefact",
    "Edit": "kcsp_docs.exchange",
    "Fact": "kcsp_docs.model.fact",
    "File": "kcsp_docs.exchange",
    "Governance": "kcsp_docs.model.governance",
    "Job": "kcsp_docs.artefact",
    "NotMadeHereError": "kcsp_docs.errors",
    "Pack": "kcsp_docs.artefact",
    "Problem": "kcsp_docs.errors",
    "Rendered": "kcsp_docs.artefact",
    "Severity": "kcsp_docs.errors",
    "hookimpl": "kcsp_docs.hookspecs",
}

__all__ = [
    "Artefact",
    "Collectable",
    "Edit",
    "Fact",
    "File",
    "Governance",
    "Job",
    "NotMadeHereError",
    "Pack",
    "Problem",
    "Rendered",
    "Severity",
    "hookimpl",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
