"""The action tracker as a build makes it: it has what the model says, and a changed fact changes it alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kcsp_docs import registry
from kcsp_docs.pipeline.building import BuildRequest, build_model

from ..example_models import copied

MODEL = "kcsp-2024"
NAME = "action-tracker.xlsx"

Cells = dict[tuple[str, str], object]
Build = Callable[..., Cells]


def made(model: Path, output: Path, as_of: date | None = None) -> Path:
    report = build_model(
        BuildRequest(model, output, only=("action-tracker",), as_of=as_of), registry.load(), lambda _: None
    )
    assert report.exit_code == 0, report.problems
    return output / NAME


def cells(path: Path) -> Cells:
    """What a reader sees, by sheet and cell: cached values, never formulas."""
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)
    seen = (sheet for sheet in book if sheet.sheet_state == "visible")
    return {
        (sheet.title, cell.coordinate): cell.value.date() if isinstance(cell.value, datetime) else cell.value
        for sheet in seen
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


@pytest.fixture(scope="module")
def built(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    return cells(made(examples / MODEL, tmp_path_factory.mktemp("tracker")))


@pytest.fixture
def rebuilt(examples: Path, tmp_path: Path) -> Build:
    """``rebuilt(file, old, new)``: the tracker with one place of the model changed."""

    def build(file: str, old: str, new: str) -> Cells:
        model = copied(examples, MODEL, tmp_path / MODEL)
        text = (model / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {file}"
        (model / file).write_text(text.replace(old, new), encoding="utf-8")
        return cells(made(model, tmp_path / "pack"))

    return build


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "then"),
    [
        pytest.param(
            "partnership.yaml",
            "name: Kent Police\n",
            "name: County Police\n",
            "Kent Police",
            "County Police",
            id="a body",
        ),
        pytest.param(
            "partnership.yaml",
            "post: Project Officer",
            "post: Programme Officer",
            "Project Officer",
            "Programme Officer",
            id="a post",
        ),
        pytest.param(
            "action-plan.yaml",
            "name: Road Safety\n",
            "name: Safer Roads\n",
            "Road Safety",
            "Safer Roads",
            id="a priority",
        ),
        pytest.param(
            "action-plan.yaml",
            "title: Kent Community Safety Agreement Action Plan 2024/25",
            "title: Our Plan",
            "Kent Community Safety Agreement Action Plan 2024/25",
            "Our Plan",
            id="the plan's title",
        ),
        pytest.param(
            "action-plan.yaml",
            "name: People reached with scams advice",
            "name: Homes reached",
            "People reached with scams advice",
            "Homes reached",
            id="a measure",
        ),
    ],
)
def test_a_name_changes_wherever_it_stands(
    file: str, old: str, new: str, said: str, then: str, built: Cells, rebuilt: Build
) -> None:
    expected = {place: value.replace(said, then) if isinstance(value, str) else value for place, value in built.items()}
    assert expected != built
    assert rebuilt(file, old, new) == expected


def changed(before: Cells, after: Cells) -> set[tuple[str, object, object]]:
    """Sheet, value before, value after, of each cell that differs."""
    places = before.keys() | after.keys()
    return {
        (place[0], before.get(place), after.get(place)) for place in places if before.get(place) != after.get(place)
    }


def test_a_rating_moves_the_position_and_the_trend(built: Cells, rebuilt: Build) -> None:
    """NC-02 from red to amber: one red fewer, one amber more, better by one, and no longer red for two quarters."""
    quarters = "rating: red\n    progress: Data sharing"
    found = changed(built, rebuilt("action-plan.yaml", quarters, quarters.replace("red", "amber")))
    assert found == {
        ("Position", 1, 0),
        ("Position", 0, 1),
        ("Position", 2, 3),
        ("Position", "Red for two quarters: NC-02; Amber for two quarters: DA-02.", "Amber for two quarters: DA-02."),
        (
            "Position",
            "Since last quarter: nothing better, worse, new or completed is on record.",
            "Since last quarter: better: NC-02.",
        ),
        ("Actions", "Red", "Amber"),
        ("Actions", "Red for two quarters", "Better than last quarter"),
        ("Overdue", "Red", "Amber"),
        ("Record", "Red", "Amber"),
        ("Record", "Same", "Better"),
        ("Record", "Red for two quarters", "Better than last quarter"),
    }


def test_a_figure_moves_the_measure_alone(built: Cells, rebuilt: Build) -> None:
    found = changed(built, rebuilt("action-plan.yaml", "value: 126", "value: 251"))
    assert found == {("Measures", 126, 251), ("Measures", "124 short of target", "Met")}


def test_the_day_is_the_option_s(examples: Path, tmp_path: Path) -> None:
    later = cells(made(examples / MODEL, tmp_path, date(2024, 10, 10)))
    assert date(2024, 10, 10) in {value for (sheet, _), value in later.items() if sheet == "Position"}
    assert ("Record", "Q2 2024/25") in {(sheet, value) for (sheet, _), value in later.items()}


def test_a_plan_without_actions_has_no_tracker(examples: Path, tmp_path: Path) -> None:
    model = copied(examples, MODEL, tmp_path / MODEL, "grant.yaml")
    plan = "title: Plan\nyear: 2024/25\nin_force: 2024-04-01\npriorities: []\n"
    (model / "action-plan.yaml").write_text(plan, encoding="utf-8")
    assert not made(model, tmp_path / "pack").exists()


def test_it_is_valid_and_speaks_of_the_partnership_alone(
    examples: Path, tmp_path: Path, assert_valid_xlsx: Callable[[bytes], None]
) -> None:
    content = made(examples / MODEL, tmp_path).read_bytes()
    assert_valid_xlsx(content)
    properties = openpyxl.load_workbook(BytesIO(content)).properties
    assert (properties.title, properties.creator, properties.subject) == (
        "Kent Community Safety Agreement Action Plan 2024/25: tracker",
        "Kent Community Safety Partnership",
        "Terms of Reference 2024",
    )
    assert properties.created is not None
    assert properties.created.date() == date(2024, 7, 4)
