"""What a province asks for in a year: laid down and changed, on record."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from ceducation.errors import Refused
from ceducation.models import Requirement
from portal.audit.services import record
from portal.clock import now
from portal.organisations.models import Body

FIELDS = (
    "general",
    "professional",
    "elective",
    "total",
    "period_hours",
    "period_years",
    "entry_limit",
    "closes_on",
)
_STALE = "这一年的要求刚被他人修改过，请核对后重新保存。"


@transaction.atomic
def save_requirement(
    province: Body,
    year: int,
    values: Mapping[str, Any],
    *,
    version: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> Requirement:
    """Lays a year down (`version` 0), or changes it; Refused when somebody was quicker."""
    _demand_sum(values)
    chosen = {name: values[name] for name in FIELDS}
    row, before = _changed(province, year, chosen, version)
    record(
        "ceducation.set_requirement",
        actor=actor,
        subject=f"ceducation.requirement:{row.pk}",
        body_id=province.pk,
        detail={"year": year, "before": before, "after": _spoken(chosen)},
        request=request,
    )
    return row


def _demand_sum(values: Mapping[str, Any]) -> None:
    parts = values["general"] + values["professional"] + values["elective"]
    if parts > values["total"]:
        raise Refused(f"三类之和是 {parts} 学时，合计不能比它少。", "total")


def _changed(
    province: Body, year: int, chosen: Mapping[str, Any], version: int
) -> tuple[Requirement, dict[str, str]]:
    if not version:
        return _new(province, year, chosen), {}
    rows = Requirement.objects.filter(province=province, year=year)
    known = rows.first()
    changed = rows.filter(version=version).update(version=version + 1, changed_at=now(), **chosen)
    if known is None or not changed:
        raise Refused(_STALE)
    return known, _spoken({name: getattr(known, name) for name in FIELDS})


def _new(province: Body, year: int, chosen: Mapping[str, Any]) -> Requirement:
    try:
        with transaction.atomic():
            return Requirement.objects.create(
                province=province, year=year, changed_at=now(), **chosen
            )
    except IntegrityError:
        raise Refused(_STALE) from None


def _spoken(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
