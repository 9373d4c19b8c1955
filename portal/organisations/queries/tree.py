"""Reading the tree of bodies and the roles in it."""

from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from portal.organisations import search
from portal.organisations.enums import BUREAUS, BodyKind, Role
from portal.organisations.models import Body, BodyName, RoleGrant
from portal.organisations.scope import Grant, Scope
from portal.reference import pinyin
from portal.reference.models import Division

NO_SCOPE = Scope(None)


def scope_of(user: Any) -> Scope:
    """What the user's present roles reach; nothing for an anonymous or disabled one."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NO_SCOPE
    rows = RoleGrant.objects.filter(user=user.pk, ended_at=None, body__is_open=True)
    values = rows.order_by("pk").values_list("role", "body", "body__path", "body__kind")
    grants = (Grant(Role(role), body, path, BodyKind(kind)) for role, body, path, kind in values)
    return Scope(user.pk, tuple(grants))


def ancestor_ids(body: Body) -> list[int]:
    """Keys of the bodies above, nearest first."""
    return [int(part) for part in body.path.split(".") if part][-2::-1]


def ancestors(body: Body) -> list[Body]:
    """The bodies above, nearest first."""
    found = Body.objects.in_bulk(ancestor_ids(body))
    return [found[key] for key in ancestor_ids(body)]


def bureaus_above(body: Body) -> list[Body]:
    return [above for above in ancestors(body) if above.kind in BUREAUS]


def open_schools() -> QuerySet[Body]:
    return Body.objects.filter(kind=BodyKind.SCHOOL, is_open=True)


def search_schools(text: str, division: Division | str | None = None) -> QuerySet[Body]:
    """Open schools by characters, full pinyin, initials or former name, best match first.

    `division` (or its code) narrows to the schools of it and of what lies below it.
    """
    schools = open_schools()
    if division:
        schools = schools.filter(in_division(division))
    return by_likeness(search.named(schools, text), text).select_related("division")


def first_schools(text: str, division: str, most: int) -> list[Body]:
    """As `search_schools`, for a search box: quick, at most `most`."""
    names = BodyName.objects.filter(body__kind=BodyKind.SCHOOL, body__is_open=True)
    if division:
        names = names.filter(in_division(division, "body__"))
    names = names.select_related("body__division")
    return search.first_matches(names, text, most)


def in_division(division: Division | str, prefix: str = "") -> Q:
    """Bodies of a division and all below it: codes are hierarchical (GB/T 2260)."""
    code = division.code if isinstance(division, Division) else str(division)
    stem = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return Q(**{f"{prefix}division__code__begins": stem})


def by_likeness(bodies: QuerySet[Body], text: str) -> QuerySet[Body]:
    """Those whose name or reading begins with `text` come first, each part by pinyin."""
    typed = pinyin.typed(text)
    begins = BodyName.objects.filter(
        Q(name__startswith=pinyin.asked(text))
        | Q(pinyin__startswith=typed)
        | Q(initials__startswith=typed),
        body=OuterRef("pk"),
    )
    rank = Case(When(Exists(begins), then=Value(0)), default=Value(1), output_field=IntegerField())
    return bodies.order_by(rank, "sort_key", "pk")


def body_in(scope: Scope, pk: int, *roles: Role | str) -> Body:
    """The body, when the scope holds it; else Body.DoesNotExist."""
    return scope.bodies(*roles).get(pk=pk)


def children_of(body: Body) -> QuerySet[Body]:
    """Direct children, bureaus before schools, each by pinyin, with a flag for having children."""
    below = Body.objects.filter(parent=OuterRef("pk"))
    return body.children.annotate(has_children=Exists(below), rank=_KIND_RANK).order_by(
        "rank", "sort_key", "pk"
    )


_KIND_RANK = Case(
    *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(BodyKind.values)),
    default=Value(99),
    output_field=IntegerField(),
)


def subtree(body: Body) -> QuerySet[Body]:
    """The body and everything below it."""
    return Body.objects.filter(path__startswith=body.path)


def grants_of(user: Any) -> QuerySet[RoleGrant]:
    """Present and past, newest first."""
    rows = RoleGrant.objects.filter(user=user.pk).select_related("body", "granted_by")
    return rows.order_by("-granted_at", "-pk")


def holders(body: Body, *roles: Role | str) -> list[Any]:
    """Users that hold one of the roles at exactly this body now, enabled ones only."""
    rows = RoleGrant.objects.filter(body=body, role__in=roles, ended_at=None, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("pk")]
