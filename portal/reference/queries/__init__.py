"""Reading code tables, divisions, universities, majors and the calendar."""

from portal.reference.queries.calendar import (
    UNMAINTAINED,
    holiday_warning,
    holidays_maintained,
    is_working_day,
    working_day_after,
)
from portal.reference.queries.finders import (
    division_choice,
    find_divisions,
    find_majors,
    find_universities,
)
from portal.reference.queries.tables import (
    choices,
    code_for,
    division_of,
    divisions,
    divisions_under,
    holidays,
    label_of,
    provinces,
    search_divisions,
    search_majors,
    search_universities,
)

__all__ = [
    "UNMAINTAINED",
    "choices",
    "code_for",
    "division_choice",
    "division_of",
    "divisions",
    "divisions_under",
    "find_divisions",
    "find_majors",
    "find_universities",
    "holiday_warning",
    "holidays",
    "holidays_maintained",
    "is_working_day",
    "label_of",
    "provinces",
    "search_divisions",
    "search_majors",
    "search_universities",
    "working_day_after",
]
