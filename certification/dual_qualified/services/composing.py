"""What a certificate will say, from the application that passed."""

from dataclasses import dataclass
from datetime import date

from certification.dual_qualified.enums import Level, Track
from certification.dual_qualified.models import Application, Certificate, IssueRun
from certification.dual_qualified.queries import certificates
from certification.dual_qualified.rules.numbering import number_of
from certification.dual_qualified.services.numbering import rule_of, stem_for
from portal.clock import today
from portal.plans.models import Plan
from portal.web.masking import mask_number

_NO_SERIAL = "×"


def unnumbered(application: Application, day: date) -> Certificate:
    """Not stored, and without what an issue adds: number, series, by whom."""
    plan, person, sent = application.plan, application.person, application.submitted
    return Certificate(
        application=application,
        plan=plan,
        person=person,
        name=person.name,
        sex=person.sex,
        id_number_shown=mask_number(person.id_number),
        track=sent["track"],
        level=sent["level"],
        major=sent.get("major", ""),
        unit=application.unit,
        unit_name=application.unit.name,
        issuer=plan.body,
        issuer_name=plan.body.name,
        photo=person.photo,
        issued_on=day,
        valid_until=years_after(day, plan.valid_years),
    )


def stem_of(certificate: Certificate) -> str:
    return stem_for(
        certificate.plan,
        certificate.issuer,
        year=certificate.issued_on.year,
        track=certificate.track,
        level=certificate.level,
    )


def placeholder_number(certificate: Certificate) -> str:
    """Of a specimen: the stem, and a × for each digit that the issue gives."""
    return f"{stem_of(certificate)}{_NO_SERIAL * rule_of(certificate.plan).digits}"


@dataclass(frozen=True)
class Coming:
    """The numbers that certificates of one track and level will have: a stem and serials."""

    label: str
    count: int
    first: str
    last: str


def coming_numbers(run: IssueRun) -> list[Coming]:
    """As things stand: whoever issues in between takes numbers first."""
    return [_coming(run.plan, *each) for each in certificates.kinds_in(run)]


def _coming(plan: Plan, track: str, level: str, count: int) -> Coming:
    stem = stem_for(plan, plan.body, year=today().year, track=track, level=level)
    serial = certificates.last_serial(stem)
    return Coming(
        f"{Track(track).label} · {Level(level).label}",
        count,
        numbered(plan, stem, serial + 1),
        numbered(plan, stem, serial + count),
    )


def numbered(plan: Plan, stem: str, serial: int) -> str:
    return number_of(stem, serial, rule_of(plan).digits)


def years_after(day: date, years: int) -> date:
    """The last day of so many years; 28 February where it would be a 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
