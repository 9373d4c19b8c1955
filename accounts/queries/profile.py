"""What a person's own pages show."""

from dataclasses import dataclass
from typing import Any

from accounts.models import SignUp, User
from accounts.rules.profile import (
    EDITABLE_FIELDS,
    FIXED_FIELDS,
    IDENTITY_FIELDS,
    FixedField,
    missing,
)
from identity.models import Person
from identity.queries import current_employment
from portal.reference import queries as reference
from portal.reference.models import CodeTable
from portal.web.masking import mask_number


@dataclass(frozen=True)
class FixedRow:
    field: FixedField
    value: str


def missing_identity_fields(user: User) -> tuple[str, ...]:
    """Which required identity fields the person still has to complete (A9)."""
    if user.person_id is None or user.person is None:
        return ()
    return missing({name: getattr(user.person, name) for name in IDENTITY_FIELDS})


def earlier_subjects(person: Person) -> list[str]:
    """The person's sign-up, its case and its pictures: looked at before there was an account."""
    sign_up = SignUp.objects.filter(user__person=person).first()
    if sign_up is None:
        return []
    pictures = [f"documents.document:{key}" for key in (sign_up.card, sign_up.photo) if key]
    return [f"accounts.signup:{sign_up.pk}", f"approvals.case:{sign_up.case_id}", *pictures]


def editable_values(person: Person) -> dict[str, Any]:
    """The present values of what the person may change."""
    values = {name: getattr(person, name) for name in EDITABLE_FIELDS}
    employment = current_employment(person)
    section = employment.in_vocational_section if employment else False
    return {**values, "in_vocational_section": "yes" if section else "no"}


def fixed_rows(user: User, person: Person) -> list[FixedRow]:
    """What is shown but not changed here, each with the reason."""
    employment = current_employment(person)
    ethnicity = dict(reference.choices(CodeTable.ETHNICITY)).get(person.ethnicity, "")
    values = {
        "name": person.name,
        "id_number": mask_number(person.id_number),
        "sex": person.get_sex_display(),
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "ethnicity": ethnicity,
        "unit": employment.body.name if employment else "",
        "mobile": mask_number(user.mobile),
    }
    return [FixedRow(field, values[field.name]) for field in FIXED_FIELDS]
