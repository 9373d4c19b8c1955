"""Bodies as administrators list them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.rules.administration import VIEWERS
from portal.organisations.enums import BodyKind
from portal.organisations.models import Body
from portal.organisations.queries import by_likeness
from portal.organisations.scope import Scope
from portal.organisations.search import named


def roots_of(scope: Scope) -> list[Body]:
    """The topmost bodies of the scope: where its tree begins."""
    ids = {grant.body_id for grant in scope.with_roles(*VIEWERS)}
    below = Body.objects.filter(parent=OuterRef("pk"))
    rows = Body.objects.filter(pk__in=ids).annotate(has_children=Exists(below))
    found = list(rows.order_by("path"))
    return [row for row in found if not any(_under(row, other) for other in found)]


def _under(row: Body, other: Body) -> bool:
    return row.pk != other.pk and row.path.startswith(other.path)


def chosen_bodies(scope: Scope, chosen: Mapping[str, Any]) -> QuerySet[Body]:
    """Bodies of the scope by name (`q`), `kind` and `state` ("open", "closed")."""
    rows = scope.bodies(*VIEWERS).select_related("parent")
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("state"):
        rows = rows.filter(is_open=chosen["state"] == "open")
    text = chosen.get("q", "")
    return by_likeness(named(rows, text), text) if text else rows.order_by("sort_key", "pk")


def bases_for(body: Body) -> list[Body]:
    """The open bases of the same province, which a school may belong to."""
    province = body.path.split(".")[0]
    rows = Body.objects.filter(kind=BodyKind.BASE, is_open=True, path__startswith=f"{province}.")
    return list(rows.order_by("sort_key"))
