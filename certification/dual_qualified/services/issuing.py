"""Certificates: chosen, looked at as a specimen, ordered, and each issued once (C6, Y7)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from certification.dual_qualified.enums import CertificateState
from certification.dual_qualified.errors import Refused
from certification.dual_qualified.models import Application, Certificate, IssueItem, IssueRun
from certification.dual_qualified.notices_of_certificates import tell_issued
from certification.dual_qualified.queries import applications, certificates
from certification.dual_qualified.services import numbering
from certification.dual_qualified.services.composing import numbered, stem_of, unnumbered
from certification.dual_qualified.services.drafting import note
from portal.audit.enums import Look
from portal.audit.services import record, record_look
from portal.clock import now, today
from portal.documents.services import end_of_use
from portal.jobs.services import enqueue
from portal.plans.models import Plan
from portal.printing import services as printing
from portal.printing.enums import RunForm

if TYPE_CHECKING:
    from accounts.models import User

ISSUE_JOB = "dual_qualified.issue"
_BATCH = 500
_NEVER_STARTED = timedelta(days=1)


@transaction.atomic
def choose(plan: Plan, application_ids: Sequence[int], user: "User", *, token: UUID) -> IssueRun:
    """A run that is not started yet, with a specimen of its first certificate in the making.

    The same token twice is the same run. The caller knows the scope.
    """
    if known := IssueRun.objects.filter(token=token, user=user).first():
        return known
    run = _run(plan, application_ids, user, token)
    if run.preview is None:
        _preview(run, application_ids[0])
    return run


def _run(plan: Plan, application_ids: Sequence[int], user: "User", token: UUID) -> IssueRun:
    if not application_ids:
        raise Refused("没有可以签发证书的申请。")
    try:
        with transaction.atomic():
            run = IssueRun.objects.create(token=token, plan=plan, user=user, created_at=now())
    except IntegrityError:
        return IssueRun.objects.get(token=token, user=user)
    items = (IssueItem(run=run, application_id=pk) for pk in application_ids)
    IssueItem.objects.bulk_create(items, batch_size=_BATCH)
    return run


def _preview(run: IssueRun, application_id: int) -> None:
    """The page image shows a person's data: they can read that it was looked at (X9)."""
    application = applications.by_subject(f"{certificates.APPLICATION}{application_id}")
    subject = applications.subject_of(application)
    made = printing.order(
        certificates.PRINT_KIND,
        [subject],
        owner=run.user,
        form=RunForm.PREVIEW,
        title="证书样张",
        back_url=_page_of(run),
        next_url=_page_of(run),
    )
    run.preview = made.pk
    run.save(update_fields=["preview"])
    record_look(
        Look.DOCUMENT,
        actor=run.user,
        subject=subject,
        person_id=application.person_id,
        body_id=run.plan.body_id,
    )


def _page_of(run: IssueRun) -> str:
    return reverse("dual_qualified:issue-run", args=[run.pk])


@transaction.atomic
def start(run: IssueRun) -> IssueRun:
    """The job of a run; a second click finds the first one's."""
    latest = IssueRun.objects.select_for_update().get(pk=run.pk)
    if latest.started:
        return latest
    job = enqueue(
        ISSUE_JOB, {"run": run.pk}, owner=run.user, key=str(run.pk), next_url=_page_of(run)
    )
    # Where row locks are none (SQLite), the condition decides who was first.
    if IssueRun.objects.filter(pk=run.pk, job=None).update(job=job.pk):
        record(
            "dual_qualified.order_issue",
            actor=run.user,
            subject=f"dual_qualified.issuerun:{run.pk}",
            body_id=run.plan.body_id,
            detail={"cases": run.items.count()},
        )
    latest.refresh_from_db()
    return latest


@transaction.atomic
def order_issue(
    plan: Plan, application_ids: Sequence[int], user: "User", *, token: UUID
) -> IssueRun:
    """Chosen and started in one, without a specimen; the same token twice is the same run."""
    known = IssueRun.objects.filter(token=token, user=user).first()
    return start(known or _run(plan, application_ids, user, token))


@transaction.atomic
def issue_one(application_id: int, user: "User") -> Certificate:
    """The certificate of this application; the valid one there already is returned."""
    rows = Application.objects.select_for_update(of=("self",))
    application = rows.select_related("case", "plan__body", "person", "unit").get(pk=application_id)
    if known := _known(application):
        return known
    if application.case is None or application.case.state != "passed":
        raise Refused("这件申请现在不是“认定通过”，没有签发。")
    certificate = _numbered(application, user)
    certificate.save(force_insert=True)
    _keep_photo(certificate)
    note("dual_qualified.issue", application, user, {"certificate": certificate.pk})
    tell_issued(certificate)
    return certificate


def _known(application: Application) -> Certificate | None:
    """The valid one. A revoked one is followed by another only after another decision."""
    known = certificates.of_application(application)
    if known is None or known.state == CertificateState.VALID:
        return known
    ended, revoked = application.ended_at, known.revoked_at
    if ended is None or revoked is None or revoked >= ended:
        raise Refused(f"这件申请的证书（{known.number}）已经撤销，重新审核通过后才能再签发。")
    return None


def _numbered(application: Application, user: "User") -> Certificate:
    certificate = unnumbered(application, today())
    stem = stem_of(certificate)
    certificate.series, certificate.serial = numbering.next_in(stem)
    certificate.number = numbered(certificate.plan, stem, certificate.serial)
    certificate.issued_by, certificate.created_at = user, now()
    return certificate


def _keep_photo(certificate: Certificate) -> None:
    """A portrait that a certificate shows is kept as long as the certificate."""
    if certificate.photo:
        end_of_use([certificate.photo])


def forget_unstarted() -> int:
    """Runs that were chosen and never confirmed, a day later; returns how many."""
    old = IssueRun.objects.filter(job=None, created_at__lt=now() - _NEVER_STARTED)
    number = old.count()
    old.delete()
    return number
