"""Plans in every state, and a kind of plan that needs no workflow."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import factory

from portal.clock import now
from portal.plans import kinds
from portal.plans.enums import Holder, PlanState
from portal.plans.kinds import PlanKind, UnderWay
from portal.plans.models import Entrustment, Plan, Stage
from portal.web.components import TaskItem
from tests.factories.organisations import BodyFactory

SAMPLE = "sample_plan"


class PlanFactory(factory.django.DjangoModelFactory):
    """A draft, complete but for its stages; see `published` and `withdrawn`."""

    class Meta:
        model = Plan

    workflow = SAMPLE
    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"第{n}批双师型教师认定")
    year = factory.LazyFunction(lambda: now().year)
    opens_at = factory.LazyFunction(lambda: now() - timedelta(days=5))
    closes_at = factory.LazyFunction(lambda: now() + timedelta(days=20))
    office = "双师型教师认定项目办"
    contact_phone = "0571-88880000"
    contact_hours = "工作日 9:00–17:00"
    notice = "请在截止时间前提交。"
    created_at = factory.LazyFunction(now)

    class Params:
        published = factory.Trait(state=PlanState.PUBLISHED, published_at=factory.LazyFunction(now))
        withdrawn = factory.Trait(
            state=PlanState.WITHDRAWN,
            published_at=factory.LazyFunction(now),
            withdrawn_at=factory.LazyFunction(now),
            withdrawn_reason="政策调整",
        )


class StageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Stage

    plan = factory.SubFactory(PlanFactory)
    position = 1
    holder = Holder.UNIT
    label = "学校"
    working_days = 5


class EntrustmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entrustment

    workflow = SAMPLE
    given_at = factory.LazyFunction(now)


def with_stages(plan, *holders):
    """The plan with these stages; school, base and the plan's body when none is named."""
    for position, holder in enumerate(holders or (Holder.UNIT, Holder.BASE, Holder.PLAN), start=1):
        StageFactory(plan=plan, position=position, holder=holder, label=Holder(holder).label)
    return plan


@dataclass
class Workbook:
    """The tables a workflow would have: who is concerned, what was copied and stopped."""

    drafters: list = field(default_factory=list)
    concerned: list = field(default_factory=list)
    under_way: UnderWay = field(default_factory=UnderWay)
    missing: list[str] = field(default_factory=list)
    copied: list[tuple[int, int]] = field(default_factory=list)
    stopped: list[int] = field(default_factory=list)
    on_stop: Callable[[], object] = lambda: None

    def stop(self, plan):
        self.stopped.append(plan.pk)
        self.on_stop()


def kind_of(book, workflow=SAMPLE, label="样例认定", **changes):
    values = {
        "workflow": workflow,
        "label": label,
        "holders": (Holder.UNIT, Holder.BASE, Holder.PLAN),
        "sections": lambda plan: [TaskItem("材料清单", "/plans/", "已完成", "good")],
        "problems": lambda plan: list(book.missing),
        "drafters": lambda plan: list(book.drafters),
        "concerned": lambda plan: list(book.concerned),
        "under_way": lambda plan: book.under_way,
        "copy": lambda source, target: book.copied.append((source.pk, target.pk)),
        "stop": book.stop,
        "applicant_url": lambda plan: "/my-cases/",
    }
    return PlanKind(**{**values, **changes})


@contextmanager
def sample_kind(**changes):
    """The sample workflow registered; gives its book."""
    book = Workbook()
    kind = kind_of(book, **changes)
    kinds.register(kind)
    try:
        yield book
    finally:
        kinds.unregister(kind.workflow)
