"""Filling in an application: begun once a year, saved as it is typed (X1)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F

from certification.dual_qualified.enums import Level
from certification.dual_qualified.errors import Refused, StaleApplication
from certification.dual_qualified.models import Application
from certification.dual_qualified.queries import applications
from certification.dual_qualified.queries.eligibility import derived_for, has_moved_on
from certification.dual_qualified.queries.facts import closed_because
from identity.queries import current_employment
from portal.audit.services import record
from portal.clock import now
from portal.plans.models import Plan

if TYPE_CHECKING:
    from accounts.models import User

NO_TRACK = "不能确定您的认定类型：{why}"


@transaction.atomic
def begin(plan: Plan, user: "User") -> Application:
    """The person's application of this plan's year: the one under way, or a new one.

    Refused outside the window, and where no track follows from the school.
    """
    if found := applications.under_way(user, plan.year):
        return found
    if closed := closed_because(plan):
        raise Refused(closed)
    person = user.person
    job = current_employment(person) if person else None
    derived = derived_for(person) if person else None
    if person is None or job is None or derived is None or derived.track is None:
        raise Refused(NO_TRACK.format(why=derived.why if derived else "账号没有对应的教师。"))
    made = Application(
        plan=plan, person=person, year=plan.year, unit=job.body, track=derived.track,
        created_at=now(), saved_at=now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        # Two tabs: the constraint let one of them begin.
        return Application.objects.get(person=person, year=plan.year, ended_at=None)
    note("dual_qualified.begin", made, user)
    return made


def note(
    action: str, application: Application, actor: Any, detail: Mapping[str, Any] | None = None
) -> None:
    """The audit entry of something done to an application."""
    record(
        action,
        actor=actor,
        subject=applications.subject_of(application),
        person_id=application.person_id,
        body_id=application.unit_id,
        detail=dict(detail or {}),
    )


@transaction.atomic
def save_answers(
    application: Application, answers: Mapping[str, Any], *, version: int
) -> Application:
    """Keep what was typed, right or wrong. StaleApplication when `version` is not the stored one.

    What a return did not reopen stays as it was sent (Y2).
    """
    latest = locked(application, version=version)
    open_answers = {
        name: value for name, value in answers.items() if applications.is_open(latest, name)
    }
    latest.data = {**latest.data, **open_answers}
    level = str(latest.data.get("level", ""))
    latest.level = level if level in Level.values else ""
    return store(latest)


def under_lock(application: Application) -> Application:
    """The stored row under lock. Without joins: who waits for it would get the case of before."""
    return Application.objects.select_for_update().get(pk=application.pk)


def locked(application: Application, *, version: int | None = None) -> Application:
    """The stored row under lock, while it may be edited; at `version`, when one is given."""
    latest = under_lock(application)
    if version is not None and latest.version != version:
        raise StaleApplication(latest)
    if not applications.may_be_edited(latest):
        raise Refused("申请已提交，现在不能修改。")
    return latest


def store(application: Application) -> Application:
    """One more version; the version in the WHERE clause decides where row locks do nothing."""
    same = Application.objects.filter(pk=application.pk, version=application.version)
    if not same.update(version=F("version") + 1):
        raise StaleApplication(Application.objects.select_related("case").get(pk=application.pk))
    application.version += 1
    application.saved_at = now()
    application.save()
    return application


@transaction.atomic
def derive_anew(application: Application) -> bool:
    """Bring track and unit up to date while the application may be edited (C2); True if changed.

    The clauses of another track are none of this one's: they are ticked anew.
    """
    if not applications.may_be_edited(application) or not has_moved_on(application):
        return False
    try:
        latest = locked(application)
    except Refused:
        return False
    job, derived = current_employment(latest.person), derived_for(latest.person)
    if job is None or derived.track is None:
        return False
    if latest.track != derived.track:
        latest.data = {**latest.data, "clauses": []}
    latest.track, latest.unit = derived.track, job.body
    store(latest)
    return True
