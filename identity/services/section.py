"""是否属于高职中专部: a fact about the present employment that the teacher may correct."""

from typing import Any

from django.db import transaction

from identity.models import Employment
from portal.audit import services as audit


@transaction.atomic
def set_vocational_section(
    employment: Employment, value: bool, *, actor: Any, request: Any = None
) -> None:
    """Writes the answer, with an audit entry when it changed."""
    same = Employment.objects.filter(pk=employment.pk, ended_on=None)
    if not same.exclude(in_vocational_section=value).update(in_vocational_section=value):
        return
    audit.record(
        "identity.set_vocational_section",
        actor=actor,
        subject=f"identity.employment:{employment.pk}",
        person_id=employment.person_id,
        body_id=employment.body_id,
        detail={"in_vocational_section": value},
        request=request,
    )
