"""Teachers of a school, entries of the ledger, workbooks to import."""

import io
import uuid
from decimal import Decimal

import factory
from openpyxl import Workbook

from ceducation.enums import HoursKind, Source
from ceducation.models import HoursEntry, Requirement
from ceducation.rules import Learned
from ceducation.services import credit
from ceducation.services.importing import upload
from ceducation.workbooks.columns import COLUMNS
from portal.clock import now, today
from tests.factories.accounts import UserFactory
from tests.factories.identity import EmploymentFactory, PersonFactory
from tests.factories.organisations import BodyFactory, SchoolFactory

HEADING = tuple(COLUMNS.values())


class RequirementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Requirement

    province = factory.SubFactory(BodyFactory)
    year = factory.LazyFunction(lambda: today().year)
    changed_at = factory.LazyFunction(now)


class HoursEntryFactory(factory.django.DjangoModelFactory):
    """What a school vouches for, put there without the rules' leave."""

    class Meta:
        model = HoursEntry

    person = factory.SubFactory(PersonFactory)
    unit = factory.SubFactory(SchoolFactory)
    year = factory.LazyFunction(lambda: today().year)
    kind = HoursKind.PROFESSIONAL
    hours = Decimal(8)
    source = Source.SCHOOL_ENTRY
    reference = factory.Sequence(lambda n: f"t{n}")
    title = factory.Sequence(lambda n: f"第{n}期教师研修")
    entered_by = factory.LazyFunction(lambda: UserFactory(person=None, display_name="经办"))
    at = factory.LazyFunction(now)


def teacher_at(school, name="", **fields):
    """A person who works there; with an account of their own."""
    person = PersonFactory(**({"name": name} if name else {}))
    EmploymentFactory(person=person, body=school)
    UserFactory(person=person, **fields)
    return person


def learned(hours=8, title="教师研修", *, kind=HoursKind.PROFESSIONAL, year=None, proof=""):
    return Learned(year or today().year, kind, Decimal(str(hours)), title, proof)


def credited(person, school, what=None, *, source=Source.SCHOOL_ENTRY, actor=None, reference=""):
    """Through the service."""
    return credit(
        person,
        school,
        what or learned(),
        source=source,
        reference=reference or uuid.uuid4().hex,
        actor=actor or UserFactory(person=None, display_name="经办"),
    )


def row_of(person, hours=8, title="暑期研修", *, kind="专业", year=None, proof=""):
    """As the template has it."""
    return [person.name, person.id_number, year or today().year, kind, hours, title, proof]


def workbook(*rows, heading=HEADING, above=()):
    """The bytes of an .xlsx; `above` are lines over the heading."""
    book = Workbook()
    sheet = book.active
    for line in (*above, heading, *rows):
        sheet.append(list(line))
    return saved(book)


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def uploaded(school, user, *rows, name="hours.xlsx"):
    """An import that waits for its dry run."""
    return upload(school, user, name=name, content=workbook(*rows), token=uuid.uuid4())
