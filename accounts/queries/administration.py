"""Users and grants as administrators see them: only those of their scope."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Replace

from accounts.models import User
from accounts.rules.administration import VIEWERS, Place
from identity.enums import IdKind
from identity.models import Employment, Person
from identity.queries import named
from identity.rules import normalise_id_number, normalise_mobile
from portal.crypto.fields import hashes_for
from portal.organisations.enums import Role
from portal.organisations.models import Body, RoleGrant
from portal.organisations.scope import Scope
from portal.reference import pinyin


@dataclass(frozen=True)
class UserFilters:
    """`state` is "active", "disabled" or ""; `place` is the key of a body in scope or None."""

    text: str = ""
    place: int | None = None
    role: str = ""
    state: str = ""
    lacks_mobile: bool = False


def users_in(scope: Scope) -> QuerySet[User]:
    """Who works, or holds a role, at a body of the scope; or held the last role there."""
    bodies = scope.bodies(*VIEWERS).values("pk")
    employed = Employment.objects.filter(ended_on=None)
    grants = RoleGrant.objects.all()
    here = Q(person__in=employed.filter(body__in=bodies).values("person")) | Q(
        pk__in=grants.filter(body__in=bodies, ended_at=None).values("user")
    )
    nowhere = ~Exists(grants.filter(user=OuterRef("pk"), ended_at=None)) & ~Exists(
        employed.filter(person=OuterRef("person"))
    )
    left = Q(pk__in=grants.filter(body__in=bodies).values("user")) & Q(nowhere)
    return User.objects.filter(here | left).order_by("sort_key", "pk")


def user_in(scope: Scope, pk: int) -> User:
    """User.DoesNotExist outside the scope."""
    return users_in(scope).select_related("person").get(pk=pk)


def filtered(users: QuerySet[User], filters: UserFilters) -> QuerySet[User]:
    if filters.text.strip():
        users = users.filter(_matches(filters.text))
    if filters.place is not None:
        users = users.filter(_at(filters.place))
    if filters.role:
        held = RoleGrant.objects.filter(role=filters.role, ended_at=None)
        users = users.filter(pk__in=held.values("user"))
    if filters.state:
        users = users.filter(is_active=filters.state == "active")
    return users.filter(mobile_hash="") if filters.lacks_mobile else users


def _at(place: int) -> Q:
    employed = Employment.objects.filter(body=place, ended_on=None)
    held = RoleGrant.objects.filter(body=place, ended_at=None)
    return Q(person__in=employed.values("person")) | Q(pk__in=held.values("user"))


def _matches(text: str) -> Q:
    """By mobile or ID number (whole), name in characters, pinyin or initials, or user name."""
    mobile = normalise_mobile(text)
    if len(mobile) == 11 and mobile.isascii() and mobile.isdigit():
        return Q(mobile_hash__in=hashes_for(User, "mobile_hash", mobile))
    number = normalise_id_number(IdKind.RESIDENT, text)
    if len(number) == 18 and number[:17].isascii() and number[:17].isdigit():
        return Q(person__id_number_hash__in=hashes_for(Person, "id_number_hash", number))
    return named(text, "person__") | _staff_named(text)


def _staff_named(text: str) -> Q:
    """Staff accounts may have no person: their user and display names are looked through."""
    typed = pinyin.typed(text)
    compact = Replace(F("sort_key"), Value(" "), Value(""))
    read = User.objects.filter(person=None).annotate(compact=compact)
    by_reading = Q(pk__in=read.filter(compact__startswith=typed).values("pk")) if typed else Q()
    wanted = pinyin.asked(text)
    return by_reading | Q(username__iexact=wanted) | Q(display_name__contains=wanted)


def with_places(users: QuerySet[User]) -> QuerySet[User]:
    """The users with `present_employments` and `present_grants`, in a fixed number of queries."""
    employments = Employment.objects.filter(ended_on=None).select_related("body")
    grants = RoleGrant.objects.filter(ended_at=None).select_related("body").order_by("pk")
    return users.select_related("person").prefetch_related(
        Prefetch("person__employments", employments, to_attr="present_employments"),
        Prefetch("role_grants", grants, to_attr="present_grants"),
    )


def places_of(user: User) -> list[Place]:
    """Employment and present roles."""
    jobs = Employment.objects.filter(person=user.person_id, ended_on=None) if user.person_id else ()
    held = RoleGrant.objects.filter(user=user, ended_at=None).select_related("body")
    places = [Place(job.body) for job in jobs]
    return places + [Place(grant.body, Role(grant.role)) for grant in held]


def grants_in(scope: Scope, *, state: str = "", role: str = "") -> QuerySet[RoleGrant]:
    """Grants at bodies of the scope, newest first; `state` is "present", "past" or ""."""
    bodies = scope.bodies(*VIEWERS, Role.AUDIT_ADMIN).values("pk")
    rows = RoleGrant.objects.filter(body__in=bodies)
    if state:
        rows = rows.filter(ended_at__isnull=state == "present")
    if role:
        rows = rows.filter(role=role)
    rows = rows.select_related("user", "body", "granted_by", "ended_by")
    return rows.order_by("-granted_at", "-pk")


def grant_in(scope: Scope, pk: int) -> RoleGrant:
    """RoleGrant.DoesNotExist outside the scope."""
    bodies = scope.bodies(*VIEWERS).values("pk")
    return RoleGrant.objects.select_related("user", "body").get(pk=pk, body__in=bodies)


def figures_of(body: Body) -> dict[str, int]:
    """How many people and bodies there are at and below `body`."""
    below = Body.objects.filter(path__startswith=body.path).values("pk")
    staff = RoleGrant.objects.filter(body__in=below, ended_at=None, user__is_active=True)
    return {
        "schools": Body.objects.filter(pk__in=below, kind="school", is_open=True).count(),
        "teachers": Employment.objects.filter(body__in=below, ended_on=None).count(),
        "staff": staff.aggregate(n=Count("user", distinct=True))["n"],
        "lacking": staff.filter(user__mobile_hash="").aggregate(n=Count("user", distinct=True))[
            "n"
        ],
    }


def role_holders(body: Body) -> QuerySet[RoleGrant]:
    rows = RoleGrant.objects.filter(body=body, ended_at=None).select_related("user")
    return rows.order_by("role", "user__sort_key", "pk")
