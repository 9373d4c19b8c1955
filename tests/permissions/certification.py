"""What the world has of certification: plans, applications in three states, a certificate."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import Attachment, IssueItem, IssueRun
from portal.audit.actors import SystemActor
from portal.clock import now
from portal.plans.models import Plan
from portal.printing.services import order
from portal.printing.services import render as render_print
from tests.certification.dual_qualified.world import World, offered, published_plan
from tests.factories.dual_qualified import CertificateFactory, entrusted, passed_application

if TYPE_CHECKING:
    from tests.permissions.world import World as Province


def things_of(world: "Province") -> dict[str, Any]:
    owner, teacher, province = (world.users[n] for n in ("owner", "teacher", "province"))
    plan = published_plan(world.province)
    before = published_plan(world.province, name="上年认定", year=plan.year - 1)
    inner = World(
        province=world.province, city=world.city, base=world.base, school=world.school,
        other_school=world.other_school, plan=plan,
        offer=offered(plan, Track.SECONDARY, Level.JUNIOR),
    )  # fmt: skip
    sent, draft = inner.sent(owner), inner.drafted(teacher)
    passed = passed_application(before, teacher=owner, unit=world.school, track=Track.SECONDARY)
    certificate = CertificateFactory(application=passed)
    subject = f"dual_qualified.certificate:{certificate.pk}"
    paper = render_print("dual_qualified.certificate", subject, actor=SystemActor("tests"))
    run = order("dual_qualified.certificate", [subject], owner=province, title="证书")
    return {
        "plan": plan.pk,
        "plan_before": before.pk,
        "plan_county": _entrusted_plan(world).pk,
        "entrustment": world.county.entrustments.get().pk,
        "application": sent.pk,
        "reference_certification": sent.case.reference,
        "evidence_sent": Attachment.objects.get(application=sent).document,
        "draft": draft.pk,
        "draft_version": draft.version,
        "evidence_draft": Attachment.objects.get(application=draft).document,
        "remove_attachment": f"remove:{Attachment.objects.get(application=draft).pk}",
        "application_passed": passed.pk,
        "certificate": certificate.pk,
        "issue_run": _issue_run(world, before).pk,
        "print": paper.pk,
        "print_code": paper.code,
        "print_run": run.pk,
    }


def _entrusted_plan(world: "Province") -> Plan:
    entrusted(world.county)
    return published_plan(
        world.county,
        name="县级认定",
        opens_at=now() - timedelta(days=9),
        closes_at=now() + timedelta(days=9),
    )


def _issue_run(world: "Province", plan: Plan) -> IssueRun:
    run = IssueRun.objects.create(plan=plan, user=world.users["province"], created_at=now())
    other = passed_application(plan, unit=world.school, track=Track.SECONDARY)
    IssueItem.objects.create(run=run, application=other)
    return run
