"""Coded reasons for the page that keeps them."""

from django.db.models import QuerySet

from portal.approvals.models import ReasonCode


def every_reason() -> QuerySet[ReasonCode]:
    """All of them, those in use first within their transition."""
    return ReasonCode.objects.order_by("flow", "transition", "-is_active", "position", "code")


def reason(pk: int) -> ReasonCode:
    """ReasonCode.DoesNotExist when there is none."""
    return ReasonCode.objects.get(pk=pk)
