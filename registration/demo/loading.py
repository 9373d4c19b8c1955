"""Five years as the demo's schools entered them, with gaps, and probations; written in bulk."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.utils.timezone import make_aware

from accounts.demo import ACTOR, SEED
from accounts.demo.loading import demo_province
from identity.models import Credential, Employment
from portal.audit.services import record
from portal.clock import today
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant
from registration.enums import Appraisal, Morals, Post, ProbationResult
from registration.models import Probation, ProbationChange, YearRecord, YearRecordChange
from registration.rules.due import REGISTERING

_YEARS = 5
_BATCH = 1000
_WAY = "demo"
# Of so many teachers one has a gap, a bad year, no probation on record.
_GAP, _BAD, _UNKNOWN = 9, 41, 6
# Schools that have not entered the last year yet.
_LATE = 4


@transaction.atomic
def load() -> int:
    """How many records were made; 0 when there are some, or no demo province."""
    if demo_province() is None or YearRecord.objects.exists():
        return 0
    keepers = _keepers()
    random = Random(SEED)  # noqa: S311 - invented data, nothing secret
    years = list(_years(keepers, random))
    YearRecord.objects.bulk_create(years, batch_size=_BATCH)
    YearRecordChange.objects.bulk_create(map(_change, years), batch_size=_BATCH)
    probations = list(_probations(keepers))
    Probation.objects.bulk_create(probations, batch_size=_BATCH)
    ProbationChange.objects.bulk_create(map(_probation_change, probations), batch_size=_BATCH)
    made = len(years) + len(probations)
    record("demo.prepare_registration", actor=ACTOR, detail={"records": made})
    return made


def _keepers() -> dict[int, int]:
    """Who enters for each school: its administrator."""
    rows = RoleGrant.objects.filter(role=Role.SCHOOL_ADMIN, ended_at=None)
    return dict(rows.values_list("body", "user"))


def _jobs() -> Iterator[Employment]:
    rows = Employment.objects.filter(ended_on=None, body__school_kind__in=REGISTERING)
    yield from rows.order_by("body", "pk")


def _years(keepers: dict[int, int], random: Random) -> Iterator[YearRecord]:
    last = today().year - 1
    for number, job in enumerate(_jobs()):
        for year in range(last - _YEARS + 1, last + 1):
            late = year == last and job.body_id % _LATE == 0
            gap = number % _GAP == 4 and year == last - number % _YEARS
            if year < job.started_on.year or late or gap:
                continue
            yield _year(job, year, number, keepers.get(job.body_id), random)


def _year(
    job: Employment, year: int, number: int, keeper: int | None, random: Random
) -> YearRecord:
    return YearRecord(
        person_id=job.person_id,
        year=year,
        appraisal=_appraisal(job, year, number, random),
        morals=Morals.COMPETENT,
        post=Post.CONTRACT if number % _BAD == 5 else Post.ESTABLISHED,
        body_id=job.body_id,
        entered_by_id=keeper,
        entered_at=_moment(date(year + 1, 1, 12)),
    )


def _appraisal(job: Employment, year: int, number: int, random: Random) -> Appraisal:
    if year == job.started_on.year:
        return Appraisal.UNGRADED
    if number % _BAD == 3 and year % _YEARS == 2:
        return Appraisal.BASIC
    # At most a fifth may be graded so.
    return Appraisal.EXCELLENT if random.random() < 0.18 else Appraisal.COMPETENT


def _probations(keepers: dict[int, int]) -> Iterator[Probation]:
    """Of those who hold a certificate that was never registered; some passed just now."""
    fresh = set(
        Credential.objects.filter(registrations=None).values_list("person", flat=True)
    ) - set(Credential.objects.exclude(registrations=None).values_list("person", flat=True))
    for number, job in enumerate(job for job in _jobs() if job.person_id in fresh):
        if number % _UNKNOWN == 1:
            continue
        recent = today() - timedelta(days=20 + number % 30)
        passed = recent if number % 2 else max(job.started_on, recent - timedelta(days=200))
        yield Probation(
            person_id=job.person_id,
            result=ProbationResult.PASSED,
            passed_on=passed,
            body_id=job.body_id,
            entered_by_id=keepers.get(job.body_id),
            entered_at=_moment(passed),
        )


def _moment(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(10)))


def _change(row: YearRecord) -> YearRecordChange:
    after = {"appraisal": row.appraisal, "morals": row.morals, "post": row.post}
    return YearRecordChange(
        record=row, version=1, body_id=row.body_id, by_id=row.entered_by_id, at=row.entered_at,
        way=_WAY, before=dict.fromkeys(after, ""), after=after,
    )  # fmt: skip


def _probation_change(row: Probation) -> ProbationChange:
    after = {"result": row.result, "passed_on": str(row.passed_on)}
    return ProbationChange(
        probation=row, version=1, body_id=row.body_id, by_id=row.entered_by_id,
        at=row.entered_at, after=after,
    )  # fmt: skip
