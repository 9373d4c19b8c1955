"""Hours of many people over years, in one query: for lists."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Sum

from ceducation.models import HoursEntry


def hours_by_year(
    people: Collection[int], first: int, last: int
) -> Mapping[int, Mapping[int, Decimal]]:
    """Person → year → hours, both years included; who has none is not in it."""
    rows = HoursEntry.objects.filter(person__in=people, year__gte=first, year__lte=last)
    sums = rows.order_by().values_list("person", "year").annotate(hours=Sum("hours"))
    found: dict[int, dict[int, Decimal]] = {}
    for person, year, hours in sums:
        found.setdefault(person, {})[year] = hours
    return found
