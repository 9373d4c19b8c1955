"""Where a person works: one body at a time, the history stays."""

from datetime import date
from typing import Any

from django.db import transaction

from identity.errors import Refused
from identity.models import Employment, Person
from portal.audit import services as audit
from portal.clock import today
from portal.organisations.models import Body


@transaction.atomic
def employ(
    person: Person,
    body: Body,
    *,
    actor: Any,
    in_vocational_section: bool = False,
    started_on: date | None = None,
    request: Any = None,
) -> Employment:
    """Starts an employment; an open one elsewhere must be ended first."""
    Person.objects.select_for_update().get(pk=person.pk)
    if Employment.objects.filter(person=person, ended_on=None).exists():
        raise Refused("employed", "此人已有在职单位，请先办理离职或调动。", "unit")
    if not body.is_open:
        raise Refused("closed", "该单位已停用。", "unit")
    row = Employment.objects.create(
        person=person,
        body=body,
        in_vocational_section=in_vocational_section,
        started_on=started_on or today(),
    )
    _record("identity.employ", row, actor, request)
    return row


@transaction.atomic
def end_employment(
    employment: Employment, *, actor: Any, ended_on: date | None = None, request: Any = None
) -> Employment:
    """Ends it on that day (today when none is given); ending it twice changes nothing."""
    row = Employment.objects.select_for_update().get(pk=employment.pk)
    if row.ended_on is not None:
        return row
    row.ended_on = ended_on or today()
    if row.ended_on < row.started_on:
        raise Refused("order", "离职日期不能早于入职日期。", "ended_on")
    row.save(update_fields=["ended_on"])
    _record("identity.end_employment", row, actor, request)
    return row


def _record(action: str, row: Employment, actor: Any, request: Any) -> None:
    audit.record(
        action,
        actor=actor,
        subject=f"identity.employment:{row.pk}",
        person_id=row.person_id,
        body_id=row.body_id,
        request=request,
    )
