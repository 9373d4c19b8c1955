"""Moving a body with everything below it to another place in the tree."""

from typing import Any

from django.db import transaction

from portal.audit import services as audit
from portal.organisations import rules
from portal.organisations.enums import BodyKind
from portal.organisations.errors import Refused
from portal.organisations.models import Body
from portal.organisations.queries import subtree
from portal.organisations.services.bodies import locked, save_next_version
from portal.organisations.services.rights import demand, scope_of_actor


@transaction.atomic
def move_body(pk: int, new_parent: Body, *, version: int, actor: Any, request: Any = None) -> Body:
    """Puts the body under `new_parent` and rewrites the paths below it."""
    # All moves queue up at the provinces: two at once could tie a branch into a ring.
    list(Body.objects.select_for_update().filter(kind=BodyKind.PROVINCE).order_by("pk"))
    body = locked(pk, version)
    target = Body.objects.get(pk=new_parent.pk)
    _check(body, target)
    scope = scope_of_actor(actor)
    allowed = scope is None or (
        rules.may_keep(scope, body) and rules.may_create(scope, body.kind, target)
    )
    demand(allowed, "调整隶属关系需要对原上级和新上级都有维护权限。")
    old_parent, old_path = body.parent_id, body.path
    rows = list(subtree(body).exclude(pk=pk).select_for_update().order_by("pk"))
    body.parent = target
    body.path = f"{target.path}{body.pk}."
    save_next_version(body)
    for row in rows:
        row.path = f"{body.path}{row.path[len(old_path) :]}"
    Body.objects.bulk_update(rows, ["path"], batch_size=500)
    audit.record(
        "organisations.move_body",
        actor=actor,
        subject=f"organisations.body:{body.pk}",
        body_id=body.pk,
        detail={"from": old_parent, "to": target.pk, "below": len(rows)},
        request=request,
    )
    return body


def _check(body: Body, target: Body) -> None:
    if target.path.startswith(body.path):
        raise Refused("ring", "不能移到自己或自己的下级机构之下。", "parent")
    if not target.is_open:
        raise Refused("closed", "所选的上级机构已停用。", "parent")
    if not rules.may_lie_under(body.kind, target):
        raise Refused("place", "这类机构不能设在所选的上级机构之下。", "parent")
    if target.children.filter(name=body.name).exclude(pk=body.pk).exists():
        raise Refused("name_taken", "新的上级机构下已有同名机构。", "parent")
