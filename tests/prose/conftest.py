"""Renders a wording as a user would have it: a template, facts, and other templates by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kcsp_docs.errors import WordingError
from kcsp_docs.prose.wording import TemplateSource, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from kcsp_docs.prose.tree import Block

FILE = "terms/board.md"


class Shelf:
    """Templates by name."""

    def __init__(self, templates: dict[str, str]) -> None:
        self._templates = templates

    def find(self, name: str) -> TemplateSource | None:
        text = self._templates.get(name)
        return None if text is None else TemplateSource(text, f"templates/wording/{name}")


@pytest.fixture(scope="session")
def prose() -> Callable[..., tuple[Block, ...]]:
    """``prose(text, templates, first_line, fact=…)``: the blocks."""

    def rendered(
        text: str, templates: dict[str, str] | None = None, first_line: int = 1, /, **facts: object
    ) -> tuple[Block, ...]:
        return render(TemplateSource(text, FILE, first_line), facts, Shelf(templates or {}))

    return rendered


@pytest.fixture(scope="session")
def problems(prose) -> Callable[..., list[str]]:
    """What is wrong with a wording, as it is printed for the user; nothing where all is well."""

    def found(text: str, templates: dict[str, str] | None = None, first_line: int = 1, /, **facts: object) -> list[str]:
        try:
            prose(text, templates, first_line, **facts)
        except WordingError as error:
            return [str(problem) for problem in error.problems]
        return []

    return found
