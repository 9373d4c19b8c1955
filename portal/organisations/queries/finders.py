"""Answers of the search box for schools."""

from django.db.models import prefetch_related_objects

from portal.organisations.models import Body
from portal.organisations.queries import tree as queries
from portal.web.formfields import RemoteChoice
from portal.web.numbers import whole_number

MOST = 30


def find_schools(text: str, division: str = "") -> list[RemoteChoice]:
    """Open schools, best match first; the hint tells namesakes apart."""
    found = queries.first_schools(text, division, MOST)
    prefetch_related_objects(found, "names")
    return [_school(row) for row in found]


def school_choice(pk: str) -> RemoteChoice | None:
    found = queries.open_schools().filter(pk=whole_number(pk) or 0)
    row = found.select_related("division").prefetch_related("names").first()
    return _school(row) if row else None


def _school(row: Body) -> RemoteChoice:
    former = [name.name for name in row.names.all() if name.is_former]
    place = row.division.full_name if row.division else ""
    hint = f"{place}（原名{'、'.join(former)}）" if former else place
    return RemoteChoice(str(row.pk), row.name, hint)
