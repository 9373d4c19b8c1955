"""Consequences of decisions: an application ends with its case, and begins again with it."""

from django.db import IntegrityError, transaction

from certification.dual_qualified.models import Application
from portal.approvals.errors import NotAllowed
from portal.approvals.workspace import Applied
from portal.clock import now


def end(applied: Applied) -> None:
    """A level's approval ends nothing; the last one's, a refusal and a stop do."""
    if not applied.case.is_open:
        Application.objects.filter(case=applied.case, ended_at=None).update(ended_at=now())


def reopen(applied: Applied) -> None:
    """An undone decision; NotAllowed when the person has begun another application since."""
    if not applied.case.is_open:
        return
    try:
        with transaction.atomic():
            Application.objects.filter(case=applied.case).update(ended_at=None)
    except IntegrityError as error:
        raise NotAllowed("申请人已另行申请，不能再恢复这一件。") from error
