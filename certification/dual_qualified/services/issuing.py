"""Certificates: one for each application that passed, issued singly or for many (C6)."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import (
    Application,
    Certificate,
    IssueItem,
    IssueResult,
    IssueRun,
)
from certification.dual_qualified.notices_of_certificates import tell_issued
from certification.dual_qualified.rules.numbering import number_of
from certification.dual_qualified.services.drafting import note
from certification.dual_qualified.services.numbering import next_in, rule_of, stem_for
from portal.clock import now, today
from portal.jobs.run import JobRun
from portal.jobs.services import enqueue
from portal.plans.models import Plan

if TYPE_CHECKING:
    from accounts.models import User

ISSUE_JOB = "dual_qualified.issue"
_BATCH = 500


@transaction.atomic
def order_issue(
    plan: Plan, application_ids: list[int], user: "User", *, token: UUID, next_url: str
) -> IssueRun:
    """A run with its job; the same token twice is the same run. The caller knows the scope."""
    if known := IssueRun.objects.filter(token=token, user=user).first():
        return known
    if not application_ids:
        raise Refused("没有可以签发证书的申请。")
    run = IssueRun.objects.create(token=token, plan=plan, user=user, created_at=now())
    items = (IssueItem(run=run, application_id=pk) for pk in application_ids)
    IssueItem.objects.bulk_create(items, batch_size=_BATCH)
    job = enqueue(
        ISSUE_JOB, {"run": run.pk}, owner=user, key=str(run.pk),
        next_url=next_url.replace("0", str(run.pk)),
    )  # fmt: skip
    run.job = job.pk
    run.save(update_fields=["job"])
    return run


def work_off(run: JobRun) -> dict[str, int]:
    """The job: a certificate for every waiting item; killed, it goes on where it was."""
    issue = IssueRun.objects.select_related("user", "plan__body").get(pk=run.payload["run"])
    total = issue.items.count()
    waiting = list(
        issue.items.filter(result=IssueResult.WAITING).order_by("pk").values_list("pk", flat=True)
    )
    done = total - len(waiting)
    run.progress(done, total)
    for pk in waiting:
        _one(issue, pk)
        done += 1
        run.progress(done, total)
    IssueRun.objects.filter(pk=issue.pk, finished_at=None).update(finished_at=now())
    return {"done": issue.items.filter(result=IssueResult.DONE).count(), "total": total}


def _one(run: IssueRun, item_id: int) -> None:
    """Certificate and result are one transaction: nothing is issued without being reported."""
    try:
        with transaction.atomic():
            item = IssueItem.objects.select_for_update(of=("self",)).get(pk=item_id)
            if item.result == IssueResult.WAITING:
                certificate = issue_one(item.application_id, run.user)
                item.result, item.message = IssueResult.DONE, certificate.number
                item.save(update_fields=["result", "message"])
    except Refused as refused:
        IssueItem.objects.filter(pk=item_id).update(
            result=IssueResult.REFUSED, message=str(refused)[:300]
        )


@transaction.atomic
def issue_one(application_id: int, user: "User") -> Certificate:
    """The certificate of this application; the one there already is returned."""
    rows = Application.objects.select_for_update(of=("self",))
    application = rows.select_related("case", "plan__body", "person", "unit").get(pk=application_id)
    if known := Certificate.objects.filter(application=application).first():
        return known
    if application.case is None or application.case.state != "passed":
        raise Refused("这件申请现在不是“认定通过”，没有签发。")
    certificate = _made(application, user)
    certificate.save(force_insert=True)
    note("dual_qualified.issue", application, user, {"number": certificate.number})
    tell_issued(certificate)
    return certificate


def _made(application: Application, user: "User") -> Certificate:
    plan, person, sent = application.plan, application.person, application.submitted
    day = today()
    stem = stem_for(plan, plan.body, year=day.year, track=sent["track"], level=sent["level"])
    series, serial = next_in(stem)
    return Certificate(
        application=application,
        plan=plan,
        person=person,
        series=series,
        serial=serial,
        number=number_of(stem, serial, rule_of(plan).digits),
        name=person.name,
        track=sent["track"],
        level=sent["level"],
        major=sent.get("major", ""),
        unit=application.unit,
        unit_name=application.unit.name,
        issuer=plan.body,
        issuer_name=plan.body.name,
        photo=person.photo,
        issued_on=day,
        issued_by=user,
        valid_until=years_after(day, plan.valid_years),
        created_at=now(),
    )


def years_after(day: date, years: int) -> date:
    """The last day of so many years; 28 February where it would be a 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def subject_of(certificate: Certificate) -> str:
    return f"dual_qualified.certificate:{certificate.pk}"
