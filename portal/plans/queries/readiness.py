"""What keeps a plan from being published, and where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.clock import now
from portal.plans import kinds
from portal.plans.models import Plan
from portal.plans.rules import publication_problems
from portal.plans.windows import window_of

_NEEDED_NOTICE = {"office": "项目办名称", "contact_phone": "联系电话", "notice": "须知"}


class Part(StrEnum):
    """The pages a plan is made on; KIND are the workflow's own."""

    BASICS = "basics"
    STAGES = "stages"
    NOTICE = "notice"
    KIND = "kind"


@dataclass(frozen=True)
class Missing:
    """One thing that keeps the plan from being published."""

    part: Part
    text: str


def missing(plan: Plan) -> list[Missing]:
    """Everything at once, in the order of the pages."""
    return [*_basics(plan), *_stages(plan), *_notice(plan), *_of_the_kind(plan)]


def _basics(plan: Plan) -> Iterator[Missing]:
    if not plan.body.is_open:
        yield Missing(Part.BASICS, "组织单位已停用。")
    for problem in publication_problems(window_of(plan), now()):
        yield Missing(Part.BASICS, problem.text)


def _stages(plan: Plan) -> Iterator[Missing]:
    stages = list(plan.stages.all())
    if not stages:
        yield Missing(Part.STAGES, "还没有设置审核环节。")
    holders = kinds.find(plan.workflow).holders
    for stage in stages:
        if stage.holder not in holders:
            yield Missing(Part.STAGES, f"“{stage.label}”的审核单位不适用于这类计划。")


def _notice(plan: Plan) -> Iterator[Missing]:
    for field, label in _NEEDED_NOTICE.items():
        if not getattr(plan, field).strip():
            yield Missing(Part.NOTICE, f"还没有填写{label}。")


def _of_the_kind(plan: Plan) -> Iterator[Missing]:
    for text in kinds.find(plan.workflow).problems(plan):
        yield Missing(Part.KIND, text)
