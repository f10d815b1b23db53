"""The quarters of financial years as places in the calendar: a financial year runs from 1 April to 31 March."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from kcsp_docs.model.values import FinancialYear, Quarter

_QUARTERS = tuple(Quarter)
_LAST_DAYS = {Quarter.Q1: (6, 30), Quarter.Q2: (9, 30), Quarter.Q3: (12, 31), Quarter.Q4: (3, 31)}


@dataclass(frozen=True, slots=True, order=True)
class DatedQuarter:
    """One quarter of one financial year; the earlier one is the lesser. ``begins`` is the year of its financial year's
    first day: 2024 in ``2024/25``."""

    begins: int
    quarter: Quarter

    @classmethod
    def of(cls, year: FinancialYear, quarter: Quarter) -> DatedQuarter:
        """``DatedQuarter.of("2024/25", Quarter.Q1)``."""
        return cls(int(year[:4]), quarter)

    @classmethod
    def around(cls, day: date) -> DatedQuarter:
        """The quarter that a day lies in: 4 July 2024 in the second of 2024/25."""
        begins = day.year if day.month >= 4 else day.year - 1
        return cls(begins, _QUARTERS[(day.month - 4) % 12 // 3])

    @property
    def year(self) -> FinancialYear:
        """``2024/25``."""
        return f"{self.begins:04}/{(self.begins + 1) % 100:02}"

    @property
    def label(self) -> str:
        """``Q1 2024/25``."""
        return f"{self.quarter.label} {self.year}"

    @property
    def before(self) -> DatedQuarter:
        return self._moved(-1)

    @property
    def after(self) -> DatedQuarter:
        return self._moved(1)

    @property
    def last_day(self) -> date | None:
        """30 June 2024 of the first quarter of 2024/25; None beyond the ends of the calendar."""
        year = self.begins + (self.quarter is Quarter.Q4)
        return date(year, *_LAST_DAYS[self.quarter]) if MINYEAR <= year <= MAXYEAR else None

    def _moved(self, quarters: int) -> DatedQuarter:
        years, place = divmod(_QUARTERS.index(self.quarter) + quarters, 4)
        return DatedQuarter(self.begins + years, _QUARTERS[place])


def last_quarter(day: date) -> DatedQuarter:
    """The last quarter that had ended before a day's own began: on 30 June it is January to March."""
    return DatedQuarter.around(day).before
