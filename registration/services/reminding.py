"""Reminders: a teacher once, when they become due; a school weekly, while records are missing.

Each school has a job of its own; whoever was told before is left out by the notice's key.
"""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse

from portal.clock import now
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.messaging.daytime import is_daytime
from portal.messaging.enums import Channel
from portal.messaging.services import notify
from portal.organisations.models import Body
from portal.organisations.queries import holders
from registration.notices import DUE, MISSING
from registration.queries import schools, told
from registration.queries.due import Standing, standings_of

REMIND_JOB = "registration.remind"
REMIND_SCHOOL_JOB = "registration.remind_school"
_WEEK = timedelta(days=7)
_TEACHERS_AT_ONCE = 100


def begin_reminders() -> int:
    """A job for each school that registers; none at night. The number of schools."""
    if not is_daytime(now()):
        return 0
    keys = list(schools.every_registering().values_list("pk", flat=True))
    for key in keys:
        enqueue(REMIND_SCHOOL_JOB, {"school": key}, key=str(key))
    return len(keys)


def remind(run: JobRun) -> dict[str, int]:
    """One school's: unless night has come meanwhile, or the school is no more."""
    school = schools.every_registering().filter(pk=run.payload["school"]).first()
    if school is None or not is_daytime(now()):
        return {"teachers": 0, "administrators": 0}
    found = standings_of([school])
    return {
        "teachers": _tell_teachers(run, [each for each in found if each.called]),
        "administrators": _tell_school(school, sum(not each.complete for each in found)),
    }


def key_of(standing: Standing) -> str:
    """The same for the same registration: what moves with it begins another."""
    due = standing.due
    return f"{DUE}:{standing.person_id}:{due.kind}:{due.since or ''}"


def _tell_teachers(run: JobRun, called: list[Standing]) -> int:
    waiting = {key_of(each): each for each in called}
    fresh = {key: waiting[key] for key in waiting.keys() - told.keys_told(waiting)}
    users = get_user_model().objects.filter(
        person__in=[each.person_id for each in fresh.values()], is_active=True
    )
    by_person = {user.person_id: user for user in users}
    count = 0
    for key, standing in fresh.items():
        if user := by_person.get(standing.person_id):
            _tell_teacher(user, standing, key)
            count += 1
        if count % _TEACHERS_AT_ONCE == 0:
            run.progress(count, len(by_person))
    return count


def _tell_teacher(user: Any, standing: Standing, key: str) -> None:
    due = standing.due
    notify(
        user,
        DUE,
        {
            "name": user.display_name,
            "kind": due.kind.label,
            "why": "".join(reason.text for reason in due.reasons),
        },
        subject=f"identity.person:{standing.person_id}",
        channels=(Channel.PORTAL, Channel.SMS),
        key=key,
        link=reverse("registration:mine"),
    )


def _tell_school(school: Body, missing: int) -> int:
    """Its administrators, each at most once in seven days."""
    if not missing:
        return 0
    subject = f"organisations.body:{school.pk}"
    count = 0
    for user in holders(school, *schools.KEEPERS):
        if told.told_since(MISSING, subject, user, now() - _WEEK):
            continue
        notify(
            user,
            MISSING,
            {"body": school.name, "count": missing},
            subject=subject,
            channels=(Channel.PORTAL,),
            link=f"{reverse('registration:teachers', args=[school.pk])}?shown=incomplete",
        )
        count += 1
    return count
