"""The first three administrators of a new portal, who appoint everybody else."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from identity.rules import check_mobile, normalise_mobile
from portal.audit.services import SystemActor
from portal.clock import now
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body, RoleGrant
from portal.organisations.services import create_body, grant_role

FIRST_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
_FOUNDER = SystemActor("first_administrators")


class AlreadyFounded(Exception):
    """The portal has administrators; they appoint the others."""


@dataclass(frozen=True)
class Appointee:
    name: str
    mobile: str


@dataclass(frozen=True)
class Appointed:
    """`password` is shown once, and must be changed at the first sign-in."""

    role: Role
    username: str
    password: str


@transaction.atomic
def found(province: str, appointees: Mapping[Role, Appointee]) -> list[Appointed]:
    """The province's body and its three administrators (三员分立: three different people).

    AlreadyFounded when there is any administrator; ValueError for a mobile that is none.
    """
    if RoleGrant.objects.filter(role__in=FIRST_ROLES, ended_at=None).exists():
        raise AlreadyFounded
    body = Body.objects.filter(kind=BodyKind.PROVINCE).first() or create_body(
        kind=BodyKind.PROVINCE, name=province, parent=None, actor=_FOUNDER
    )
    return [_appoint(role, appointees[role], body) for role in FIRST_ROLES]


def _appoint(role: Role, appointee: Appointee, body: Body) -> Appointed:
    mobile = normalise_mobile(appointee.mobile)
    if problems := check_mobile(mobile):
        raise ValueError(f"{appointee.mobile}: {problems[0].message}")
    password = f"{secrets.token_urlsafe(9)}-Aa1"
    user = User(
        username=role.value.removesuffix("_admin"),
        display_name=appointee.name,
        mobile=mobile,
        must_change_password=True,
        created_at=now(),
    )
    user.set_password(password)
    user.save()
    grant_role(user, body, role, actor=_FOUNDER)
    return Appointed(role, user.username, password)
