"""试用期考核 as the school enters it."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from ceducation.queries.teachers import works_at
from identity.models import Person
from portal.audit.services import record
from portal.clock import now, today
from portal.organisations.models import Body
from registration.enums import ProbationResult
from registration.errors import Refused, Stale
from registration.models import Probation, ProbationChange
from registration.services.entering import LONGEST_NOTE, by

_EARLIEST = date(1950, 1, 1)


@dataclass(frozen=True)
class ProbationValues:
    """`passed_on` only of one that was passed."""

    result: str
    passed_on: date | None = None
    note: str = ""


@transaction.atomic
def save_probation(
    school: Body,
    person: Person,
    values: ProbationValues,
    *,
    version: int,
    actor: Any,
    request: HttpRequest | None = None,
) -> Probation:
    """As `save_year`: Stale, Refused, and nothing for the same values again."""
    _demand(school, person, values)
    known = Probation.objects.filter(person=person).first()
    before = _stored(known)
    if known is not None and before == values:
        return known
    if (known.version if known else 0) != version:
        raise Stale
    row = _written(known, school, person, values, actor)
    ProbationChange.objects.create(
        probation=row, version=row.version, body=school, by=row.entered_by, at=row.entered_at,
        before=_plain(before), after=_plain(values),
    )  # fmt: skip
    record(
        "registration.enter_probation",
        actor=actor,
        subject=row.subject,
        person_id=person.pk,
        body_id=school.pk,
        detail={"result": row.result},
        request=request,
    )
    return row


def _demand(school: Body, person: Person, values: ProbationValues) -> None:
    if values.result not in ProbationResult.values:
        raise Refused("请选择考核结果。", "result")
    passed = values.result == ProbationResult.PASSED
    if passed and values.passed_on is None:
        raise Refused("请填写考核合格的日期。", "passed_on")
    if not passed and values.passed_on is not None:
        raise Refused("考核不合格的，不用填写合格日期。", "passed_on")
    if values.passed_on and not _EARLIEST <= values.passed_on <= today():
        raise Refused("考核合格日期不能晚于今天，也不能早于1950年。", "passed_on")
    if len(values.note) > LONGEST_NOTE:
        raise Refused(f"备注最多 {LONGEST_NOTE} 个字。", "note")
    if not works_at(school, person.pk):
        raise Refused("此人现在不是本校教师。")


def _stored(row: Probation | None) -> ProbationValues | None:
    return ProbationValues(row.result, row.passed_on, row.note) if row else None


def _plain(values: ProbationValues | None) -> dict[str, str]:
    if values is None:
        return {}
    return {name: str(value or "") for name, value in asdict(values).items()}


def _written(
    known: Probation | None, school: Body, person: Person, values: ProbationValues, actor: Any
) -> Probation:
    fields = {**asdict(values), "body": school, "entered_by": by(actor), "entered_at": now()}
    if known is None:
        try:
            with transaction.atomic():
                return Probation.objects.create(person=person, **fields)
        except IntegrityError:
            raise Stale from None
    fields["version"] = known.version + 1
    if not Probation.objects.filter(pk=known.pk, version=known.version).update(**fields):
        raise Stale
    known.refresh_from_db()
    return known
