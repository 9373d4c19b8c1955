"""Imports of a school."""

from django.db.models import QuerySet

from portal.organisations.models import Body
from registration.models import YearImport


def imports_of(school: Body) -> QuerySet[YearImport]:
    """The newest first; their contents are not read."""
    rows = YearImport.objects.filter(unit=school).defer("content", "rows")
    return rows.select_related("user").order_by("-created_at", "-pk")


def import_in(school: Body, pk: int) -> YearImport:
    """YearImport.DoesNotExist for another school's."""
    rows = YearImport.objects.select_related("unit", "user").defer("content")
    return rows.get(pk=pk, unit=school)
