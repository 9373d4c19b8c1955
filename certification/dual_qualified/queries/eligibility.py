"""What the portal knows of a person, for the check before they start (X6)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from certification.dual_qualified.enums import CertificateState
from certification.dual_qualified.models import Application, Certificate, Offer
from certification.dual_qualified.queries.offers import wanted_of
from certification.dual_qualified.rules.eligibility import (
    Finding,
    Held,
    Record,
    TeacherCertificate,
    judge_all,
)
from certification.dual_qualified.rules.track import Derived, derive
from identity.models import Person
from identity.queries import current_employment, verified_credential
from portal.clock import today
from portal.reference.models import CodeTable
from portal.reference.queries import label_of
from portal.web.dates import parse_date


def derived_for(person: Person) -> Derived:
    """The person's track now, and why."""
    job = current_employment(person)
    if job is None:
        return Derived(None, "没有在职的工作单位，请联系学校管理员办理。")
    return derive(job.body.name, job.body.school_kind, job.in_vocational_section)


def has_moved_on(application: Application) -> bool:
    """Whether track or unit are other ones by now than the application says."""
    job = current_employment(application.person)
    unit = job.body_id if job else None
    track = derived_for(application.person).track
    return (track, unit) != (application.track, application.unit_id)


def check(
    person: Person, offer: Offer, data: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """Every condition of the offer against what is known; `data` is what was filled in so far."""
    return judge_all(wanted_of(offer), record_of(person, offer.level, data or {}))


def of_application(application: Application, offer: Offer) -> tuple[Finding, ...]:
    return check(application.person, offer, application.data)


def record_of(person: Person, level: str, data: Mapping[str, Any]) -> Record:
    job, derived = current_employment(person), derived_for(person)
    verified = person.name_verified_at
    return Record(
        today=today(),
        level=level,
        track=derived.track or "",
        track_why=derived.why,
        name_verified_on=localdate(verified) if verified else None,
        has_photo=person.photo is not None,
        unit=job.body.name if job else "",
        employed_since=job.started_on if job else None,
        birth_date=person.birth_date,
        education=person.education,
        education_label=label_of(CodeTable.EDUCATION, person.education) or "",
        held=held_by(person),
        certificate=certificate_of(person),
        typed_certificate=str(data.get("certificate_number", "")),
        typed_practice=periods_in(data),
    )


def held_by(person: Person) -> tuple[Held, ...]:
    """Certificates that are valid today."""
    rows = Certificate.objects.filter(
        person=person, state=CertificateState.VALID, valid_until__gte=today()
    )
    return tuple(Held(c.number, c.track, c.level, c.valid_until) for c in rows)


def certificate_of(person: Person) -> TeacherCertificate | None:
    """What the national database said, not what anybody typed."""
    known = verified_credential(person)
    if known is None or known.verified_at is None:
        return None
    return TeacherCertificate(
        kind=str(known.get_kind_display()),
        number=known.number,
        verified_on=localdate(known.verified_at),
        in_force=known.in_force,
        state=str(known.get_state_display()),
    )


def periods_in(data: Mapping[str, Any]) -> tuple[tuple[date, date], ...]:
    """The periods of practice that are typed whole and right."""
    days = [
        (parse_date(str(row.get("started", ""))), parse_date(str(row.get("ended", ""))))
        for row in data.get("practices", ())
    ]
    return tuple((first, last) for first, last in days if first and last and first <= last)
