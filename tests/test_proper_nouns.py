"""The product speaks of no partnership: the names come from the examples, and none stands in what is shipped."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from kcsp_docs import registry
from kcsp_docs.reading import read_edition

ROOT = Path(__file__).parent.parent
SHIPPED = ("kcsp_docs", "plugins", "templates")
EXAMPLES = sorted(path.parent for path in ROOT.glob("examples/*/partnership.yaml"))


def proper_nouns(model: Path) -> set[str]:
    """Names and abbreviations of the partnership, its bodies, people and groups, and the words of its area."""
    loaded = registry.load()
    governance = read_edition(model, loaded.sections, loaded.template_folders()).governance
    partnership = governance.partnership
    named = [*governance.organisations, *governance.groups, *governance.people, *governance.agreements, partnership]
    fields = ("name", "abbreviation", "short_name")
    names = {getattr(each, field, None) for each in named for field in fields}
    former = {name for each in named for name in getattr(each, "formerly", ())}
    return {*(name for name in names if name), *former, *partnership.area.split()}


def shipped_texts() -> dict[str, str]:
    """Every file that is shipped as text, Office files part by part."""
    texts = {}
    for folder in SHIPPED:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                texts |= _texts(path)
    return texts


def _texts(path: Path) -> dict[str, str]:
    name = path.relative_to(ROOT).as_posix()
    if not zipfile.is_zipfile(path):
        return {name: path.read_text(encoding="utf-8")}
    with zipfile.ZipFile(path) as package:
        return {f"{name}/{part}": package.read(part).decode("utf-8", "replace") for part in package.namelist()}


def test_the_examples_have_names_to_look_for() -> None:
    assert {"Kent", "KCSP", "Kent Police", "Shafick Peerbux", "OPCC"} <= proper_nouns(ROOT / "examples" / "kcsp-2024")


@pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: model.name)
def test_no_proper_noun_of_an_example_is_shipped(model: Path) -> None:
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(noun)}(?!\w)" for noun in sorted(proper_nouns(model))))
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, text in shipped_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
