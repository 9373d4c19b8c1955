"""A new case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from identity.models import Person
from portal.approvals import flow as flows
from portal.approvals.actors import Actor
from portal.approvals.errors import Duplicate
from portal.approvals.flow import Facts, Flow, WhoActs, start
from portal.approvals.models import Case
from portal.approvals.references import new_reference
from portal.approvals.services import placing
from portal.audit.services import record
from portal.clock import now, today
from portal.crypto.fields import hashes_for
from portal.organisations.models import Body

_TRIES = 3


@transaction.atomic
def open_case(
    flow: Flow | str,
    *,
    subject: str,
    name: str,
    id_number: str,
    unit: Body | None,
    actor: Actor,
    person: Person | None = None,
    route: Sequence[Mapping[str, Any]] = (),
    facts: Facts | None = None,
    **columns: str,
) -> Case:
    """A case in the flow's first state. Duplicate when an open one excludes it.

    `subject` is "app.model:pk"; `id_number` is normalised; `route` is the plan's levels,
    [{"body": pk, "label": "初审", "days": 20}, …]; `columns` may be plan, stage, subject_name,
    file_number.
    """
    declared = flows.get(flow) if isinstance(flow, str) else flow
    key = declared.exclusive(facts or Facts(today())) if declared.exclusive else ""
    case = Case(
        flow=declared.name,
        subject=subject,
        name=name,
        id_number=id_number,
        unit=unit,
        person=person,
        route=[dict(stop) for stop in route],
        exclusive_key=key,
        created_at=now(),
        changed_at=now(),
        **columns,
    )
    _place(declared, case)
    _refuse_second(declared, case)
    _insert(declared, case)
    record(
        "approvals.open",
        actor=actor.by,
        subject=f"approvals.case:{case.pk}",
        person_id=case.person_id,
        body_id=case.unit_id,
        detail={"flow": declared.name, "reference": case.reference, "of": subject},
    )
    return case


def _place(flow: Flow, case: Case) -> None:
    position = start(flow).now
    for column, value in placing.columns(flow, case, position).items():
        setattr(case, column, value)
    state = flow.state(position.state)
    case.due_on = placing.due_on(case, state, position.level)
    if state.who_acts is not WhoActs.APPLICANT:
        case.submitted_at = case.created_at


def _refuse_second(flow: Flow, case: Case) -> None:
    """While keys are rotated one number has two hashes: the constraint alone would not see it."""
    hashes = hashes_for(Case, "id_number_hash", case.id_number)
    same = Case.objects.filter(
        flow=flow.name, is_open=True, id_number_hash__in=hashes, exclusive_key=case.exclusive_key
    )
    if case.exclusive_key and same.exists():
        raise duplicate(flow)


def duplicate(flow: Flow) -> Duplicate:
    return Duplicate(f"已有一件正在办理的{flow.label}，不能重复提交，请先查询办理进度。")


def _insert(flow: Flow, case: Case) -> None:
    for _ in range(_TRIES):
        case.reference = new_reference(flow.prefix)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
                return
        except IntegrityError as error:
            if "exclusive_key" in str(error) or "approvals_one_open_case" in str(error):
                raise duplicate(flow) from error
            if "reference" not in str(error):
                raise
    raise RuntimeError("no free reference found")
