"""templates/README.md: every filter and every wording file is named, and each example gives what it says."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from kcsp_docs.model.groups import Frequency, MeetingRule
from kcsp_docs.prose.filters import FILTERS
from kcsp_docs.prose.tree import Paragraph, plain
from kcsp_docs.prose.wording import TemplateSource, render

FOLDER = Path(__file__).parent.parent / "templates"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `(\{\{ .* \}\})` \| (.*) \|$", README, re.MULTILINE)
FACTS = {
    "day": date(2024, 7, 4),
    "time": time(10),
    "amount": Decimal(39661),
    "share": Decimal(50),
    "text": "text",
    "group": {"meetings": MeetingRule(frequency=Frequency.THREE_TIMES_A_YEAR)},
}


class NoTemplates:
    def find(self, name: str) -> None:
        return None


@pytest.mark.parametrize(("written", "printed"), EXAMPLES)
def test_an_example_prints_what_it_says(written: str, printed: str) -> None:
    template = TemplateSource(written.replace("\\|", "|"), "README.md")
    (paragraph,) = render(template, FACTS, NoTemplates())
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == printed


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_is_named(name: str) -> None:
    assert re.search(rf"(`|\| ){name}[`( ]", README)


def test_every_wording_file_is_named() -> None:
    for path in (FOLDER / "kcsp_docs_templates" / "wording").iterdir():
        assert f"| `{path.name}` |" in README
