"""Applications that passed, and their certificates: made without the way through review."""

from datetime import timedelta

import factory

from certification.dual_qualified.enums import CertificateState, Level, Track
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Application, Certificate
from certification.dual_qualified.services.composing import (
    numbered,
    stem_of,
    unnumbered,
)
from certification.dual_qualified.services.numbering import next_in
from portal.approvals.models import Case, Decision
from portal.clock import now, today
from portal.organisations.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.plans import EntrustmentFactory, PlanFactory

WORKFLOW = DUAL_QUALIFIED.name


class DualQualifiedPlanFactory(PlanFactory):
    """A published plan of this workflow; of a province of its own unless `body` is given."""

    workflow = WORKFLOW
    published = True


def entrusted(body):
    """The body may keep plans of this workflow."""
    return EntrustmentFactory(workflow=WORKFLOW, body=body)


def passed_application(plan=None, *, teacher=None, unit=None, track="", level="", **sent):
    """An application whose case has passed; the teacher is a new one with an account."""
    plan = plan or DualQualifiedPlanFactory()
    teacher = teacher or UserFactory()
    unit = unit or SchoolFactory(parent__parent=plan.body)
    track, level = track or Track.HIGHER, level or Level.JUNIOR
    application = Application.objects.create(
        plan=plan,
        person=teacher.person,
        year=plan.year,
        unit=unit,
        track=track,
        level=level,
        submitted={
            "track": track,
            "level": level,
            "unit": str(unit.pk),
            "major": "数控技术",
            **sent,
        },
        created_at=now(),
        saved_at=now(),
        ended_at=now(),
    )
    application.case = _passed_case(application)
    application.save(update_fields=["case"])
    return application


def _passed_case(application):
    """Sent, and approved by the one level of its route; nobody was told, no job waits."""
    person, body = application.person, application.plan.body
    case = Case.objects.create(
        reference=f"SS{application.year}{application.pk:08d}",
        flow=WORKFLOW,
        subject=f"dual_qualified.application:{application.pk}",
        state="passed",
        level=1,
        version=3,
        is_open=False,
        route=[{"body": body.pk, "label": "省级", "days": 20}],
        result="省级通过",
        person=person,
        name=person.name,
        id_number=person.id_number,
        unit=application.unit,
        plan=application.plan.name,
        stage=application.get_track_display(),
        subject_name=application.get_level_display(),
        created_at=now(),
        submitted_at=now(),
        changed_at=now(),
    )
    reviewer = UserFactory(person=None, display_name="省厅审核")
    _decided(case, 1, "submit", ("draft", 0), ("review", 1), None, None)
    _decided(case, 2, "approve", ("review", 1), ("passed", 1), reviewer, body)
    return case


def _decided(case, sequence, transition, before, after, user, body):
    return Decision.objects.create(
        case=case,
        sequence=sequence,
        version=sequence + 1,
        transition=transition,
        from_state=before[0],
        from_level=before[1],
        to_state=after[0],
        to_level=after[1],
        levels=1,
        stage="省级",
        role=Role.BUREAU_ADMIN if body else "",
        body=body,
        body_name=body.name if body else "",
        user=user,
        actor_kind="staff" if user else "applicant",
        actor_name=user.display_name if user else case.name,
        at=now(),
    )


class CertificateFactory(factory.Factory):
    """A numbered certificate, without its PDF. `application` is a passed one of its own."""

    class Meta:
        model = Certificate

    application = factory.LazyFunction(passed_application)
    issued_on = factory.LazyFunction(today)

    class Params:
        expired = factory.Trait(
            issued_on=factory.LazyFunction(lambda: today() - timedelta(days=3 * 366)),
            valid_until=factory.LazyFunction(lambda: today() - timedelta(days=1)),
        )
        revoked = factory.Trait(
            state=CertificateState.REVOKED,
            revoked_at=factory.LazyFunction(now),
            revoked_reason="材料不实",
        )

    @classmethod
    def _create(cls, model_class, *args, **values):
        certificate = unnumbered(values.pop("application"), values.pop("issued_on"))
        stem = stem_of(certificate)
        certificate.series, certificate.serial = next_in(stem)
        certificate.number = numbered(certificate.plan, stem, certificate.serial)
        certificate.created_at = now()
        certificate.issued_by = values.pop("issued_by", None) or UserFactory(person=None)
        for name, value in values.items():
            setattr(certificate, name, value)
        certificate.save(force_insert=True)
        return certificate
