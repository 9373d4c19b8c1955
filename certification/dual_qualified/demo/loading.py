"""Loads the demo's plans and applications, once."""

from django.db import transaction

from accounts.models import User
from certification.dual_qualified.demo import plans, stories
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import Certificate
from certification.dual_qualified.queries.certificates import PRINT_KIND
from portal.clock import now, today
from portal.organisations.enums import BodyKind, Role, SchoolKind
from portal.organisations.models import Body
from portal.organisations.queries import holders
from portal.plans.models import Plan
from portal.printing.services import order

_COLLEGES = (SchoolKind.HIGHER_VOCATIONAL, SchoolKind.SECONDARY_VOCATIONAL)
_A_SCHOOL = 4


@transaction.atomic
def load() -> int:
    """How many applications were made; 0 when the plans are there already."""
    province = Body.objects.filter(kind=BodyKind.PROVINCE).first()
    if province is None or Plan.objects.filter(workflow=DUAL_QUALIFIED.name).exists():
        return 0
    year = today().year
    plans.make_plan(province, year=year - 1, opened_days_ago=400, open_days=45)
    present = plans.make_plan(province, year=year, opened_days_ago=20, open_days=45)
    if not present.is_open_at(now()):
        return 0
    told = stories.tell(present, _teachers())
    _print_certificates(province)
    return told


def _print_certificates(province: Body) -> None:
    """The PDFs of those issued, made by a worker once one runs."""
    subjects = [certificate.subject for certificate in Certificate.objects.order_by("pk")]
    keeper = holders(province, Role.BUREAU_ADMIN)
    if subjects and keeper:
        order(PRINT_KIND, subjects, owner=keeper[0], title="演示证书")


def _teachers() -> list[User]:
    """Some of every vocational school with a base; each school's first teacher is left free."""
    schools = Body.objects.filter(school_kind__in=_COLLEGES, base__isnull=False).order_by("pk")
    return [
        user
        for school in schools
        for user in User.objects.filter(
            person__employments__body=school,
            person__employments__ended_on=None,
            role_grants=None,
        ).order_by("pk")[1 : 1 + _A_SCHOOL]
    ]
