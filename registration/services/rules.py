"""A province's rules of a year: laid down and changed, on record."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from portal.audit.services import record
from portal.clock import now
from portal.organisations.models import Body
from registration.errors import Stale
from registration.models import RegistrationRule
from registration.queries.terms import terms_of
from registration.rules.due import Terms


@transaction.atomic
def save_rule(
    province: Body,
    year: int,
    terms: Terms,
    *,
    version: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> RegistrationRule:
    """Lays a year down (`version` 0), or changes it; Stale when somebody was quicker."""
    row, before = _written(province, year, asdict(terms), version)
    record(
        "registration.set_rule",
        actor=actor,
        subject=f"registration.registrationrule:{row.pk}",
        body_id=province.pk,
        detail={"year": year, "before": before, "after": asdict(terms)},
        request=request,
    )
    return row


def _written(
    province: Body, year: int, values: Mapping[str, Any], version: int
) -> tuple[RegistrationRule, dict[str, Any]]:
    rows = RegistrationRule.objects.filter(province=province, year=year)
    known = rows.first()
    if known is None and not version:
        return _new(province, year, values), {}
    changed = rows.filter(version=version).update(version=version + 1, changed_at=now(), **values)
    if known is None or not changed:
        raise Stale
    return known, asdict(terms_of(known))


def _new(province: Body, year: int, values: Mapping[str, Any]) -> RegistrationRule:
    try:
        with transaction.atomic():
            return RegistrationRule.objects.create(
                province=province, year=year, changed_at=now(), **values
            )
    except IntegrityError:
        raise Stale from None
