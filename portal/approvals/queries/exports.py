"""Exports, for who asked for them."""

from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q

from portal.approvals.models import ListExport

if TYPE_CHECKING:
    from accounts.models import User


def export_for(user: "User", pk: int) -> ListExport:
    """The export if theirs, else ListExport.DoesNotExist; `ready` instead of the contents."""
    ready = ExpressionWrapper(Q(content__isnull=False), BooleanField())
    return ListExport.objects.defer("content").annotate(ready=ready).get(pk=pk, user=user)
