"""Who to sign in as: one account for each role, and the teacher the demo is shown with."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.demo import PASSWORD
from accounts.demo.loading import demo_province
from accounts.models import User
from portal.organisations.enums import BUREAUS, Role
from portal.organisations.models import RoleGrant


@dataclass(frozen=True)
class Account:
    role: str
    body: str
    name: str
    sign_in: str
    password: str
    mobile: str


def accounts() -> list[Account]:
    """Empty when the demo province is not loaded."""
    if demo_province() is None:
        return []
    found = [_teacher(user) for user in _plain_teachers()[:1]]
    grants = [grant for role in Role for grant in _shown(role)]
    return found + [_account(g.user, g.get_role_display(), g.body.name) for g in grants]


def _plain_teachers() -> QuerySet[User]:
    rows = User.objects.filter(person__isnull=False, role_grants=None, is_active=True)
    return rows.select_related("person").order_by("pk")


def _shown(role: Role) -> list[RoleGrant]:
    """One of each role; bureaus at all three levels, the school with the most sign-ups."""
    rows = RoleGrant.objects.filter(role=role, ended_at=None).exclude(user__mobile_hash="")
    rows = rows.select_related("user__person", "body")
    if role == Role.SCHOOL_ADMIN:
        waiting = Count("body__unit_cases")
        return list(rows.annotate(waiting=waiting).order_by("-waiting", "pk")[:1])
    if role == Role.BUREAU_ADMIN:
        return [rows.filter(body__kind=kind).order_by("body__pk")[0] for kind in BUREAUS]
    return list(rows.order_by("body__pk", "pk")[:1])


def _teacher(user: User) -> Account:
    employment = user.person.employments.select_related("body").first() if user.person else None
    return _account(user, "教师", employment.body.name if employment else "")


def _account(user: User, role: str, body: str) -> Account:
    sign_in = user.person.id_number if user.person else user.username
    return Account(role, body, user.display_name, sign_in, PASSWORD, user.mobile)
