"""The hooks of kcsp-docs: a plugin is a module (or object) that has one or more of them, marked ``@hookimpl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from kcsp_docs.artefact import Artefact, Pack
    from kcsp_docs.errors import Problem
    from kcsp_docs.model.governance import Governance

PROJECT = "kcsp_docs"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def kcsp_register_artefacts() -> Iterable[Artefact]:  # type: ignore[empty-body]
    """The artefacts that a plugin offers. Called once; the kernel drives each one by itself afterwards."""


@hookspec
def kcsp_check(governance: Governance, previous: Governance | None) -> Iterable[Problem]:  # type: ignore[empty-body]
    """A plugin's own rules over the model, before anything is rendered. Give each problem a model ``path``."""


@hookspec
def kcsp_review(pack: Pack) -> Iterable[Problem]:  # type: ignore[empty-body]
    """Checks over all that was rendered, before any of it is written."""


@hookspec
def kcsp_model_sections() -> Mapping[str, type[BaseModel]]:  # type: ignore[empty-body]
    """Model files of a plugin's own: ``{"briefings": Briefings}`` reads ``briefings.yaml`` as a Briefings."""
