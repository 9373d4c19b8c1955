"""Five years of hours for every teacher of the demo, written in bulk; then a few corrections."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.utils.timezone import make_aware

from accounts.demo import ACTOR, SEED
from accounts.demo.loading import demo_province
from accounts.models import User
from ceducation.enums import HoursKind, Source
from ceducation.models import HoursEntry, Requirement
from ceducation.rules import Learned
from ceducation.services import correct
from identity.models import Employment
from portal.audit.services import record
from portal.clock import now, today
from portal.organisations.enums import Role
from portal.organisations.models import RoleGrant

_YEARS = 5
_BATCH = 1000
_CORRECTED = 3
_GENERAL = ("人工智能与教育教学", "数字素养提升", "生态文明建设", "知识产权保护", "心理健康教育")
# Any two are enough for a year, one is not.
_PROFESSIONAL = (
    ("新课程标准解读研修", 24), ("学科教学能力提升培训", 32), ("教研组校本研修", 28),
    ("班主任专业能力培训", 30), ("信息技术应用能力提升", 25), ("骨干教师跟岗学习", 40),
)  # fmt: skip
_ELECTIVE = (
    ("师德师风专题学习", 8), ("急救与安全教育", 10), ("普通话水平提升", 10),
    ("家庭教育指导", 12), ("传统文化讲座", 12),
)  # fmt: skip


@transaction.atomic
def load() -> int:
    """How many entries were made; 0 when there are some, or no demo province."""
    province = demo_province()
    if province is None or HoursEntry.objects.exists():
        return 0
    Requirement.objects.create(province=province, year=today().year - _YEARS, changed_at=now())
    rows = list(_entries(Random(SEED)))  # noqa: S311 - invented data, nothing secret
    HoursEntry.objects.bulk_create(rows, batch_size=_BATCH)
    record("demo.credit_hours", actor=ACTOR, detail={"entries": len(rows)})
    return len(rows) + _corrections()


def _entries(random: Random) -> Iterator[HoursEntry]:
    keepers = _keepers()
    jobs = Employment.objects.filter(ended_on=None).order_by("pk")
    for number, job in enumerate(jobs):
        keeper = keepers.get(job.body_id)
        for year in range(today().year - _YEARS + 1, today().year + 1):
            lazy = number % 7 == 3 or (year == today().year and number % 3 > 0)
            yield from _year(job, year, keeper, lazy, random)


def _keepers() -> dict[int, int]:
    """Who enters for each school: its administrator."""
    rows = RoleGrant.objects.filter(role=Role.SCHOOL_ADMIN, ended_at=None)
    return dict(rows.values_list("body", "user"))


def _year(
    job: Any, year: int, keeper: int | None, lazy: bool, random: Random
) -> Iterator[HoursEntry]:
    """A full year, or one that is still (or stayed) short."""
    course = (HoursKind.GENERAL, _GENERAL[year % len(_GENERAL)], 30)
    yield _entry(job, course, None, _moment(year, random))
    if keeper is None:
        return
    count = 1 if lazy else 2
    trainings = [(HoursKind.PROFESSIONAL, *each) for each in random.sample(_PROFESSIONAL, count)]
    extras = [(HoursKind.ELECTIVE, *each) for each in random.sample(_ELECTIVE, count)]
    for learned in (*trainings, *extras):
        yield _entry(job, learned, keeper, _moment(year, random))


def _entry(
    job: Any, learned: tuple[HoursKind, str, int], keeper: int | None, at: datetime
) -> HoursEntry:
    """Without a keeper it is a course of the platform, which enters itself."""
    kind, title, hours = learned
    return HoursEntry(
        person_id=job.person_id,
        unit_id=job.body_id,
        year=at.year,
        kind=kind,
        hours=Decimal(hours),
        source=Source.SCHOOL_IMPORT if keeper else Source.PLATFORM,
        reference=f"demo:{job.person_id}:{at.year}:{title}",
        title=f"{at.year}年{title}",
        entered_by_id=keeper,
        at=at,
    )


def _moment(year: int, random: Random) -> datetime:
    """A working hour of that year that has passed."""
    first = make_aware(datetime.combine(today().replace(year=year, month=1, day=4), time(9)))
    last = min(first + timedelta(days=340), now())
    days = max((last - first).days, 1)
    return first + timedelta(days=random.randrange(days), minutes=random.randrange(480))


def _corrections() -> int:
    """The teacher the demo is shown with, and two more; how many entries it took."""
    chosen = HoursEntry.objects.filter(
        source=Source.SCHOOL_IMPORT, kind=HoursKind.ELECTIVE, year=today().year
    ).order_by("person", "pk")
    found = {entry.person_id: entry for entry in chosen[: _CORRECTED * 3]}
    for entry in list(found.values())[:_CORRECTED]:
        right = Learned(entry.year, entry.kind, entry.hours + 2, entry.title)
        keeper = User.objects.get(pk=entry.entered_by_id)
        correct(entry, "学时少登了 2 学时，按培训通知更正。", actor=keeper, replacement=right)
    return 2 * len(list(found)[:_CORRECTED])
