"""A third party's section may use what pydantic has: free keys, aliases, unions, references, types of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from kcsp_docs.errors import ModelError
from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, Refers
from kcsp_docs.model.values import IdentifierText, Line, Wording
from kcsp_docs.reading import read_edition
from kcsp_docs.reading.json_schema import schemas

if TYPE_CHECKING:
    from collections.abc import Callable


class Site(Fact):
    id: IdentifierText
    body: OrganisationId | None = None
    next_to: Annotated[IdentifierText, Refers("sites")] | None = None
    notes: dict[str, Wording] = Field(default_factory=dict)


class Visit(BaseModel):
    """Not a Fact: unknown keys are refused here as well."""

    kind: Literal["visit"]
    site: Annotated[str, Refers("sites")]


class Call(BaseModel):
    kind: Literal["call"]
    number: int


class Loose(BaseModel):
    model_config = ConfigDict(extra="allow")
    known: Line


class Diary(BaseModel):
    """A diary."""

    title: Line = Field(alias="heading")
    begun: date | None = None
    sites: list[Site] = []
    by_name: dict[str, Site] = {}
    entries: list[Annotated[Visit | Call, Field(discriminator="kind")]] = []
    actions: list[ActionId] = []
    loose: Loose | None = None


DIARY = """\
heading: Visits
begun: 2024-04-01
sites:
  - id: hall
    body: police
    notes:
      first: In {{ partnership.area }}.
  - id: park
    next_to: hall
by_name:
  the square:
    id: square
entries:
  - {kind: visit, site: hall}
  - {kind: call, number: 3}
loose:
  known: yes
  other: [free, 1]
"""


@pytest.fixture
def diary(model: Callable[[], Path]) -> Callable[[str, str], list[str]]:
    """Reads the diary with one thing changed; the problems, or nothing."""
    model()

    def read(before: str = "", after: str = "") -> list[str]:
        assert before in DIARY
        Path("site-diary.yaml").write_text(DIARY.replace(before, after, 1) if before else DIARY, encoding="utf-8")
        try:
            return [str(problem) for problem in read_edition(Path(), {"site-diary": Diary}, ()).problems]
        except ModelError as failure:
            return [str(problem) for problem in failure.problems]

    return read


def test_it_is_read_typed_with_its_wording(diary: Callable[[], list[str]]) -> None:
    assert diary() == []
    edition = read_edition(Path(), {"site-diary": Diary}, ())
    section = edition.governance.section(Diary)
    assert section is not None
    assert section.title == "Visits"
    assert section.begun == date(2024, 4, 1)
    assert section.by_name["the square"].id == "square"
    assert section.entries[1] == Call(kind="call", number=3)
    assert edition.governance.passage("site_diary.sites[hall].notes.first")
    assert edition.governance.sections[0][0] == "site-diary"
    place = edition.places.find("site_diary.sites[park].next_to")
    assert place is not None
    assert (place.file, place.line, place.column) == ("site-diary.yaml", 9, 14)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        pytest.param(
            "heading: Visits",
            "title: Visits",
            "1:1: site_diary.title: “title” is not a key that is read here. The keys here are heading, begun, sites, "
            "by_name, entries, actions and loose. [unknown-key]",
            id="an alias is the key",
        ),
        pytest.param(
            "body: police",
            "body: polise",
            "5:11: site_diary.sites[hall].body: “polise” is not the id of any of the organisations. "
            "Did you mean police? [unknown-reference]",
            id="reference to the core",
        ),
        pytest.param(
            "next_to: hall",
            "next_to: hell",
            "9:14: site_diary.sites[park].next_to: “hell” is not the id of any of the sites. Did you mean hall? "
            "[unknown-reference]",
            id="reference within the section",
        ),
        pytest.param(
            "site: hall",
            "site: hell",
            "14:25: site_diary.entries[0].site: “hell” is not the id of any of the sites. Did you mean hall? "
            "[unknown-reference]",
            id="reference within a union",
        ),
        pytest.param(
            "number: 3",
            "number: x",
            "15:26: site_diary.entries[1].number: Input should be a valid integer, unable to parse string as an "
            "integer. [not-accepted]",
            id="second of a union",
        ),
        pytest.param(
            "id: square",
            "id: a square",
            "12:9: site_diary.by_name.the square.id: “a square” cannot be an id. Use letters, digits and single "
            "hyphens, at most 60, such as working-group. [not-an-id]",
            id="under a free key",
        ),
        pytest.param(
            "id: park",
            "id: hall",
            "8:9: site_diary.sites[1].id: The id “hall” is taken on line 4 (capitals make no difference). "
            "Give each its own. [duplicate-id]",
            id="duplicate",
        ),
    ],
)
def test_its_faults_are_told_like_the_cores(
    before: str, after: str, problem: str, diary: Callable[[str, str], list[str]]
) -> None:
    found = diary(before, after)
    assert f"site-diary.yaml:{problem}" in found


def test_what_only_the_plugin_knows_of_may_look_like_a_wording(diary: Callable[[str, str], list[str]]) -> None:
    assert diary("other: [free, 1]", 'other: "{{ free }}"') == []


def test_an_action_is_looked_for_in_the_action_plan(diary: Callable[[str, str], list[str]]) -> None:
    assert diary("loose:", "actions: [RS-01]\nloose:") == [
        (
            "site-diary.yaml:16:11: site_diary.actions[0]: “RS-01” is not there: there are no actions. "
            "Add it to the actions in action-plan.yaml, or leave it out. [unknown-reference]"
        )
    ]


def test_its_schema_has_its_keys() -> None:
    schema = schemas({"site-diary": Diary})["site-diary"]
    assert "heading" in schema["properties"]
    assert schema["description"] == "A diary."
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Loose"]["additionalProperties"] is True
