"""Creating, changing, closing and reopening bodies."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from portal.audit import services as audit
from portal.clock import now
from portal.organisations import rules
from portal.organisations.enums import BodyKind
from portal.organisations.errors import Refused, Stale
from portal.organisations.models import Body, BodyName, RoleGrant
from portal.organisations.services.rights import demand, scope_of_actor, user_or_none

CONTACTS = ("contact_name", "contact_phone", "office_hours")
EDITABLE = ("name", "base", "division", "code", "school_kind", "ownership", *CONTACTS)
_NO_RIGHT = "您没有维护该机构的权限。"


@transaction.atomic
def create_body(
    *,
    kind: BodyKind | str,
    name: str,
    parent: Body | None,
    actor: Any,
    former_names: Iterable[str] = (),
    request: Any = None,
    **fields: Any,
) -> Body:
    """A new body under `parent`; Refused when it may not lie there or its name is taken."""
    scope = scope_of_actor(actor)
    above = Body.objects.select_for_update().get(pk=parent.pk) if parent else None
    if not rules.may_lie_under(kind, above):
        raise Refused("place", "这类机构不能设在所选的上级机构之下。", "kind")
    demand(scope is None or rules.may_create(scope, kind, above), _NO_RIGHT)
    _check(kind, name, above, fields)
    body = Body(kind=kind, name=name.strip(), parent=above, **fields)
    body.save()
    body.path = f"{above.path if above else ''}{body.pk}."
    body.save(update_fields=["path"])
    set_names(body, former_names)
    _record("organisations.create_body", body, actor, request, {"kind": str(kind), "name": name})
    return body


@transaction.atomic
def update_body(
    pk: int,
    changes: Mapping[str, Any],
    *,
    version: int,
    actor: Any,
    former_names: Iterable[str] | None = None,
    request: Any = None,
) -> Body:
    """Writes the named fields; Stale when `version` is no longer the stored one.

    Those who administer only the body itself may change its contacts, nothing else.
    """
    body = locked(pk, version)
    changed = {key: value for key, value in changes.items() if getattr(body, key) != value}
    unknown = set(changed) - set(EDITABLE)
    if unknown:
        raise TypeError(f"update_body cannot change {sorted(unknown)}")
    renames = former_names is not None and list(former_names) != _former(body)
    _demand_right(body, actor, only_contacts=not renames and set(changed) <= set(CONTACTS))
    _check(body.kind, changes.get("name", body.name), body.parent, changes, besides=pk)
    old_name = body.name
    for key, value in changed.items():
        setattr(body, key, value)
    save_next_version(body)
    _rename(body, old_name, former_names)
    _record("organisations.update_body", body, actor, request, {"fields": sorted(changed)})
    return body


def _demand_right(body: Body, actor: Any, *, only_contacts: bool) -> None:
    scope = scope_of_actor(actor)
    rule = rules.may_describe if only_contacts else rules.may_keep
    demand(scope is None or rule(scope, body), _NO_RIGHT)


def _former(body: Body) -> list[str]:
    rows = body.names.filter(is_former=True).order_by("pk")
    return list(rows.values_list("name", flat=True))


def _rename(body: Body, old_name: str, former_names: Iterable[str] | None) -> None:
    names = list(_former(body) if former_names is None else former_names)
    set_names(body, [*names, old_name] if old_name != body.name else names)


@transaction.atomic
def close_body(pk: int, *, version: int, actor: Any, request: Any = None) -> Body:
    """Closes a body without open bodies below it, and ends the roles held there."""
    body = locked(pk, version)
    scope = scope_of_actor(actor)
    demand(scope is None or rules.may_keep(scope, body), _NO_RIGHT)
    if body.children.filter(is_open=True).exists():
        raise Refused("children", "下级机构还在运行，请先停用全部下级机构。")
    if body.schools.filter(is_open=True).exists():
        raise Refused("schools", "还有学校属于这个基地，请先为它们更换基地。")
    body.is_open = False
    save_next_version(body)
    held = RoleGrant.objects.filter(body=body, ended_at=None)
    ended = held.update(ended_at=now(), ended_by=user_or_none(actor))
    _record("organisations.close_body", body, actor, request, {"roles_ended": ended})
    return body


@transaction.atomic
def reopen_body(pk: int, *, version: int, actor: Any, request: Any = None) -> Body:
    """Opens a closed body again; roles must be granted anew."""
    body = locked(pk, version)
    scope = scope_of_actor(actor)
    demand(scope is None or rules.may_keep(scope, body), _NO_RIGHT)
    if body.parent is not None and not body.parent.is_open:
        raise Refused("parent", "上级机构已停用，请先启用上级机构。")
    body.is_open = True
    save_next_version(body)
    _record("organisations.reopen_body", body, actor, request, {})
    return body


def locked(pk: int, version: int) -> Body:
    """The row under lock; Stale when it is no longer at `version`."""
    body = Body.objects.select_for_update().get(pk=pk)
    if body.version != version:
        raise Stale
    return body


def save_next_version(body: Body) -> None:
    """Saves only if nobody did since: SQLite ignores row locks, the condition does not."""
    updated = Body.objects.filter(pk=body.pk, version=body.version).update(version=F("version") + 1)
    if not updated:
        raise Stale
    body.version += 1
    body.save()


def set_names(body: Body, former_names: Iterable[str]) -> None:
    """The present name and the former ones, each with its readings."""
    former = dict.fromkeys(name.strip() for name in former_names)
    body.names.all().delete()
    rows = [BodyName(body=body, name=body.name)]
    rows += [
        BodyName(body=body, name=name, is_former=True)
        for name in former
        if name and name != body.name
    ]
    BodyName.objects.bulk_create(rows)


def _check(
    kind: BodyKind | str,
    name: str,
    parent: Body | None,
    fields: Mapping[str, Any],
    besides: int | None = None,
) -> None:
    if not name.strip():
        raise Refused("name", "请填写机构名称。", "name")
    namesakes = Body.objects.filter(parent=parent, name=name.strip())
    if namesakes.exclude(pk=besides or 0).exists():
        raise Refused("name_taken", "同一上级机构下已有同名机构。", "name")
    if kind == BodyKind.SCHOOL and fields.get("school_kind", "kept") == "":
        raise Refused("school_kind", "请选择学校类别。", "school_kind")
    base = fields.get("base")
    if base is not None and base.kind != BodyKind.BASE:
        raise Refused("base", "所选机构不是基地。", "base")


def _record(action: str, body: Body, actor: Any, request: Any, detail: dict[str, Any]) -> None:
    audit.record(
        action,
        actor=actor,
        subject=f"organisations.body:{body.pk}",
        body_id=body.pk,
        detail=detail,
        request=request,
    )
