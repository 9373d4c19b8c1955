"""Changes of a case that are no decision: data edited while it may be, the person found."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from identity.models import Person
from portal.approvals import flow as flows
from portal.approvals.actors import Actor
from portal.approvals.errors import NotAllowed
from portal.approvals.flow import WhoActs
from portal.approvals.models import Case
from portal.approvals.rules import body_at, is_own
from portal.approvals.services.stale import already
from portal.audit.services import record
from portal.clock import now

_REVISABLE = frozenset(
    {"name", "id_number", "unit", "plan", "stage", "subject_name", "file_number"}
)


@transaction.atomic
def revise(
    case_id: int, actor: Actor, *, version: int, changes: Mapping[str, Any] | None = None
) -> Case:
    """The applicant edited what the case is about, in a state that allows it: a new version.

    A reviewer who looked at the old data is told so (Y6). Stale, NotAllowed.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.version != version:
        raise already(case, actor)
    if not is_own(case, actor):
        raise NotAllowed("只能修改本人的申请。")
    state = flows.get(case.flow).state(case.state)
    if not state.editable:
        raise NotAllowed("申请已提交，现在不能修改。")
    values = dict(changes or {})
    if foreign := set(values) - _REVISABLE:
        raise ValueError(f"not to be revised: {sorted(foreign)}")
    for column, value in values.items():
        setattr(case, column, value)
    if state.who_acts is WhoActs.BODY:
        case.body_id = body_at(case, case.level)
    case.changed_at, case.version = now(), version + 1
    if not Case.objects.filter(pk=case.pk, version=version).update(version=case.version):
        raise already(Case.objects.get(pk=case.pk), actor)
    case.save(force_update=True)
    record(
        "approvals.revise",
        actor=actor.by,
        subject=f"approvals.case:{case.pk}",
        person_id=case.person_id,
        detail={"columns": sorted(values)},
    )
    return case


def link_person(case: Case, person: Person) -> None:
    """The person a case turned out to be about (a sign-up's, once approved)."""
    Case.objects.filter(pk=case.pk).update(person=person)
    case.person = person
