"""What a certificate will say, from the application that passed."""

from datetime import date

from certification.dual_qualified.models import Application, Certificate
from certification.dual_qualified.rules.numbering import number_of
from certification.dual_qualified.services.numbering import rule_of, stem_for
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


def numbered(plan: Plan, stem: str, serial: int) -> str:
    return number_of(stem, serial, rule_of(plan).digits)


def years_after(day: date, years: int) -> date:
    """The last day of so many years; 28 February where it would be a 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
