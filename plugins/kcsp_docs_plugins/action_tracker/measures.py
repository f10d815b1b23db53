"""The sheet of measures: a row for each, its figures quarter by quarter, and where they are heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.schema import Column, Kind, Look, Row, Sheet, Table, Words

from kcsp_docs.model.action_plan import Direction
from kcsp_docs.model.quarters import DatedQuarter
from kcsp_docs.model.values import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from kcsp_docs_kit.workbooks.schema import Value

    from kcsp_docs.model.action_plan import Measure
    from kcsp_docs_plugins.action_tracker.tracker import Tracker

_BETTER, _WORSE = "Better", "Worse"


def measures_sheet(tracker: Tracker) -> Sheet:
    """Figures of this year's quarters and targets are typed; those of last year stand as they were."""
    table = Table(
        name="Measures",
        section="action_plan.measures",
        noun="measure",
        columns=tuple(_columns(tracker)),
        rows=tuple(Row(measure.id, dict(_values(measure, tracker))) for measure in tracker.plan.measures),
    )
    note = (
        f"Type targets and the figures of {tracker.plan.year}. Each figure is compared with the one before it, and the "
        "latest with the target."
    )
    return Sheet("Measures", "Measures", (Words((note,)), table))


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a measure is heading. ``latest`` and ``before`` are the last two of its figures."""

    direction: Direction
    target: Decimal | None
    latest: Decimal | None
    before: Decimal | None

    @property
    def trend(self) -> str:
        """``Better`` or ``Worse``, as the measure's direction has it."""
        if self.latest is None:
            return "No figure yet"
        if self.before is None:
            return "First figure"
        if self.latest == self.before:
            return "Unchanged"
        return _BETTER if (self.latest > self.before) == (self.direction is Direction.UP) else _WORSE

    @property
    def against_target(self) -> str:
        """``Met``, ``124 short of target`` or, of what should go down, ``124 over target``."""
        if self.latest is None or self.target is None:
            return "" if self.latest is None else "No target"
        missing = self.target - self.latest if self.direction is Direction.UP else self.latest - self.target
        return "Met" if missing <= 0 else f"{_plain(missing)} {_MISSED[self.direction]}"


def heading_of(measure: Measure, quarters: tuple[DatedQuarter, ...]) -> Heading:
    """From its figures of some quarters, the earliest first."""
    figures = {figure.dated: figure.value for figure in measure.figures}
    known = [figures[quarter] for quarter in quarters if quarter in figures]
    before, latest = (None, None, *known)[-2:]
    return Heading(measure.direction, measure.target, latest, before)


_MISSED = {Direction.UP: "short of target", Direction.DOWN: "over target"}


def _plain(number: Decimal) -> str:
    """With commas, and without noughts at the end of its decimals: ``1,345``, ``0.5``."""
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def _quarters(tracker: Tracker) -> tuple[tuple[DatedQuarter, ...], tuple[DatedQuarter, ...]]:
    """Those of last year that any measure has a figure of, and the four of the plan's year."""
    this_year = tuple(DatedQuarter.of(tracker.plan.year, quarter) for quarter in Quarter)
    last_year = tuple(DatedQuarter(quarter.begins - 1, quarter.quarter) for quarter in this_year)
    known = {figure.dated for measure in tracker.plan.measures for figure in measure.figures}
    return tuple(quarter for quarter in last_year if quarter in known), this_year


def _columns(tracker: Tracker) -> Iterator[Column]:
    last_year, this_year = _quarters(tracker)
    yield Column("name", "Measure", width=34, editable=False)
    yield Column("unit", "Unit", width=14, editable=False)
    yield Column("direction", "Should go", width=9, editable=False)
    yield Column("target", "Target", Kind.NUMBER, 11, guidance="A number; empty where there is none.")
    for quarter in last_year:
        yield Column(quarter.label, quarter.label, Kind.NUMBER, 11, editable=False)
    for quarter in this_year:
        yield Column(_key(quarter), quarter.label, Kind.NUMBER, 11, guidance="A number, once it is known.")
    yield from _worked_out((*last_year, *this_year))


def _worked_out(quarters: tuple[DatedQuarter, ...]) -> Iterator[Column]:
    figures = f"[@[{quarters[0].label}]:[{quarters[-1].label}]]"
    yield Column("latest", "Latest", Kind.NUMBER, 11, editable=False, formula=_from_the_end(figures, 1))
    yield Column("before", "One before", Kind.NUMBER, 11, editable=False, formula=_from_the_end(figures, 2))
    looks = ((_BETTER, Look.GREEN), (_WORSE, Look.RED))
    yield Column("trend", "Trend", width=14, editable=False, formula=_TREND, looks=looks)
    met = (("Met", Look.GREEN),)
    yield Column("against", "Latest against target", width=18, editable=False, formula=_AGAINST_TARGET, looks=met)


def _key(quarter: DatedQuarter) -> str:
    return f"figures[year={quarter.year},quarter={quarter.quarter}].value"


def _values(measure: Measure, tracker: Tracker) -> Iterator[tuple[str, Value]]:
    last_year, this_year = _quarters(tracker)
    figures = {figure.dated: figure.value for figure in measure.figures}
    heading = heading_of(measure, (*last_year, *this_year))
    yield "name", measure.name
    yield "unit", measure.unit
    yield "direction", measure.direction.label
    yield "target", measure.target
    yield from ((quarter.label, figures.get(quarter)) for quarter in last_year)
    yield from ((_key(quarter), figures.get(quarter)) for quarter in this_year)
    yield "latest", "" if heading.latest is None else heading.latest
    yield "before", "" if heading.before is None else heading.before
    yield "trend", heading.trend
    yield "against", heading.against_target


def _from_the_end(figures: str, place: int) -> str:
    """The last of the row's figures, or the one before it: AGGREGATE (14: the greatest; 6: without errors) passes over
    columns without a number, which divide by nought."""
    first = figures.split(":")[0].removeprefix("[@")
    columns = f"(COLUMN({figures})-COLUMN([@{first}])+1)/ISNUMBER({figures})"
    return f'=IFERROR(INDEX({figures},AGGREGATE(14,6,{columns},{place})),"")'


_TREND = (
    '=IF([@Latest]="","No figure yet",IF([@[One before]]="","First figure",IF([@Latest]=[@[One before]],"Unchanged",'
    f'IF(([@Latest]>[@[One before]])=([@[Should go]]="Up"),"{_BETTER}","{_WORSE}"))))'
)
_GAP = "ROUND(ABS([@Target]-[@Latest]),6)"
_AGAINST_TARGET = (
    '=IF([@Latest]="","",IF(NOT(ISNUMBER([@Target])),"No target",'
    'IF(IF([@[Should go]]="Up",[@Latest]>=[@Target],[@Latest]<=[@Target]),"Met",'
    f'IF({_GAP}=INT({_GAP}),TEXT({_GAP},"#,##0"),TEXT({_GAP},"#,##0.######"))'
    f'&IF([@[Should go]]="Up"," {_MISSED[Direction.UP]}"," {_MISSED[Direction.DOWN]}"))))'
)
