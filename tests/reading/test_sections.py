"""A third party's section may use what pydantic has: free keys, aliases, unions, references, types of its own."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl

from kcsp_docs.errors import ModelError
from kcsp_docs.model.fact import ActionId, Fact, OrganisationId, Refers
from kcsp_docs.model.values import IdentifierText, Line, Wording
from kcsp_docs.reading import read_edition
from kcsp_docs.reading.json_schema import schemas

if TYPE_CHECKING:
    from collections.abc import Callable


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("Seven is no rule")
    return number


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
            "15:26: site_diary.entries[1].number: “x” is not a whole number. Write digits alone, "
            "such as 4. [not-accepted]",
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


class Survey(BaseModel):
    """Types of pydantic's own, each with what it may refuse."""

    whole: int = 1
    number: float = 1
    exact: Decimal = Decimal(1)
    agreed: bool = True
    day: date | None = None
    moment: datetime | None = None
    clock: time | None = None
    words: str = "some words"
    address: HttpUrl | None = None
    score: Annotated[int, Field(gt=0, le=5)] = 1
    rest: Annotated[float, Field(ge=0.5, lt=10, multiple_of=0.5)] = 1
    code: Annotated[str, Field(min_length=2, max_length=4, pattern="^[A-Z]+$")] = "AB"
    wards: Annotated[list[str], Field(min_length=1, max_length=2)] = ["east"]
    reference: UUID | None = None
    rule: Annotated[int, AfterValidator(refuse_seven)] = 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("whole: soon", "“soon” is not a whole number. Write digits alone, such as 4.", id="int"),
        pytest.param("whole: 4.5", "“4.5” is not a whole number. Write digits alone, such as 4.", id="int of a part"),
        pytest.param("whole: [1]", "A whole number belongs here. Write digits alone, such as 4.", id="int of a list"),
        pytest.param("number: x", "“x” is not a number. Write digits, such as 120 or 4.5.", id="float"),
        pytest.param("exact: x", "“x” is not a number. Write digits, such as 120 or 4.5.", id="decimal"),
        pytest.param("agreed: maybe", "“maybe” is not yes or no. Write yes or no.", id="bool"),
        pytest.param("day: 4 July", "“4 July” is not a date. Write year-month-day, such as 2024-07-04.", id="date"),
        pytest.param(
            "moment: x", "“x” is not a date with a time. Write it as 2024-07-04T10:00.", id="date with a time"
        ),
        pytest.param(
            "clock: noon",
            "“noon” is not a time of day. Write hours and minutes of the 24-hour clock, such as 10:00.",
            id="time",
        ),
        pytest.param("words: [a]", "Text belongs here. Write words, without a list or keys beneath.", id="text"),
        pytest.param(
            "address: here",
            "“here” is not a web address. Write it whole, such as https://example.org/page.",
            id="address",
        ),
        pytest.param("score: 0", "“0” is not more than 0. Write more than 0.", id="too small"),
        pytest.param("score: 6", "“6” is not at most 5. Write at most 5.", id="too large"),
        pytest.param("rest: 0", "“0” is not at least 0.5. Write at least 0.5.", id="too small by a part"),
        pytest.param("rest: 10", "“10” is not less than 10. Write less than 10.", id="as large as the limit"),
        pytest.param("rest: 0.7", "“0.7” is not a multiple of 0.5. Write a multiple of 0.5.", id="between"),
        pytest.param("code: A", "“A” is too short. Write at least 2 characters.", id="short"),
        pytest.param("code: ABCDE", "“ABCDE” is too long. Write at most 4 characters.", id="long"),
        pytest.param("code: ab", "“ab” has not the form that belongs here. The form is ^[A-Z]+$.", id="form"),
        pytest.param("wards: []", "This list is too short. Write at least 1 item.", id="short list"),
        pytest.param("wards: [a, b, c]", "This list is too long. Write at most 2 items.", id="long list"),
        pytest.param("rule: 7", "Seven is no rule.", id="the plugin's own words"),
    ],
)
def test_what_pydantic_refuses_is_told_in_plain_words(line: str, said: str, model: Callable[[], Path]) -> None:
    assert survey_problems(model, line) == [f"{said} [not-accepted]"]


def test_what_pydantic_alone_can_say_is_told_with_the_section(model: Callable[[], Path]) -> None:
    (said,) = survey_problems(model, "reference: x")
    assert said.startswith("The check of the section “ward-survey” refuses this: Input should be a valid UUID")


def survey_problems(model: Callable[[], Path], line: str) -> list[str]:
    model()
    Path("ward-survey.yaml").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ModelError) as raised:
        read_edition(Path(), {"ward-survey": Survey}, ())
    return [str(problem).partition(": ward_survey.")[2].partition(": ")[2] for problem in raised.value.problems]


def test_its_schema_has_its_keys() -> None:
    schema = schemas({"site-diary": Diary})["site-diary"]
    assert "heading" in schema["properties"]
    assert schema["description"] == "A diary."
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Loose"]["additionalProperties"] is True
