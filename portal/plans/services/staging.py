"""The levels of review."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.plans import kinds
from portal.plans.errors import Contradiction
from portal.plans.models import Plan, Stage
from portal.plans.rules import LONGEST_STAGE, MOST_STAGES, Problem
from portal.plans.services.locking import locked
from portal.plans.services.noting import demand_changeable, keep
from portal.plans.words import EMPTY, Change, stages_in_words

_LABEL = "审核环节"


@dataclass(frozen=True)
class StageSpec:
    """A level as it is to be; its position is its place in the sequence."""

    holder: str
    label: str
    working_days: int


@transaction.atomic
def set_stages(
    plan: Plan,
    stages: Sequence[StageSpec],
    *,
    version: int,
    actor: Any,
    reason: str = "",
    request: Any = None,
) -> Plan:
    """These stages in place of those before; cases under way keep the route they began with.

    Raises Stale, NotAllowed, ReasonNeeded, Contradiction.
    """
    row = locked(plan, version, actor)
    _refuse_impossible(row, stages)
    wanted = [
        Stage(
            plan=row,
            position=position,
            holder=stage.holder,
            label=stage.label.strip(),
            working_days=stage.working_days,
        )
        for position, stage in enumerate(stages, start=1)
    ]
    before = stages_in_words(row.stages.all()) or EMPTY
    after = stages_in_words(wanted)
    if before == after:
        return row
    demand_changeable(row, reason)
    row.stages.all().delete()
    Stage.objects.bulk_create(wanted)
    change = Change(label=_LABEL, before=before, after=after)
    keep(row, [change], reason, actor=actor, request=request)
    return row


def _refuse_impossible(plan: Plan, stages: Sequence[StageSpec]) -> None:
    holders = kinds.find(plan.workflow).holders
    problems = []
    if not 1 <= len(stages) <= MOST_STAGES:
        problems.append(Problem("", f"请设置1到{MOST_STAGES}级审核。"))
    for number, stage in enumerate(stages, start=1):
        if stage.holder not in holders:
            problems.append(Problem("holder", f"第{number}级的审核单位不适用于这类计划。"))
        if not stage.label.strip():
            problems.append(Problem("label", f"请填写第{number}级的名称。"))
        if not 1 <= stage.working_days <= LONGEST_STAGE:
            text = f"第{number}级的期限应为1到{LONGEST_STAGE}个工作日。"
            problems.append(Problem("working_days", text))
    if problems:
        raise Contradiction(problems)
