"""What the pages of a plan show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localtime

from portal.clock import now, today
from portal.plans import kinds
from portal.plans.enums import Phase
from portal.plans.models import Plan, Stage
from portal.plans.queries.readiness import Missing, Part, missing
from portal.plans.words import day, instant, stages_in_words
from portal.reference.queries import holiday_warning, working_day_after
from portal.web.components import TaskItem

TONES = {
    Phase.DRAFT: "neutral",
    Phase.BEFORE: "info",
    Phase.OPEN: "good",
    Phase.OVER: "neutral",
    Phase.WITHDRAWN: "bad",
}
_PAGES = {Part.BASICS: "plans:edit", Part.STAGES: "plans:stages", Part.NOTICE: "plans:notice"}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Row:
    """A plan in the list."""

    plan: Plan
    kind: str
    phase: Phase
    tone: str
    window: str


@dataclass(frozen=True)
class Obstacle:
    """What keeps a plan from being published, and where it is mended."""

    text: str
    url: str


@dataclass(frozen=True)
class Deadline:
    """The last day of a stage for somebody who sends their application on a day."""

    stage: Stage
    first: str
    last: str


def row(plan: Plan) -> Row:
    phase = plan.phase(now())
    return Row(plan, kinds.label_of(plan.workflow), phase, TONES[phase], window(plan))


def window(plan: Plan) -> str:
    if plan.opens_at is None and plan.closes_at is None:
        return "还没有填写"
    opens, closes = (instant(at) if at else "（未填写）" for at in (plan.opens_at, plan.closes_at))
    return f"{opens} 至 {closes}"


def sections(plan: Plan, obstacles: list[Missing]) -> list[TaskItem]:
    """The task list: our pages, then the workflow's own."""
    lacking = {each.part for each in obstacles}
    own = (
        (Part.BASICS, "基本信息与时间", window(plan)),
        (Part.STAGES, "审核环节", stages_in_words(plan.stages.all()) or "还没有设置"),
        (Part.NOTICE, "须知与联系方式", _contact(plan)),
    )
    items = [_item(plan, part, label, hint, lacking) for part, label, hint in own]
    return items + list(kinds.find(plan.workflow).sections(plan))


def _item(plan: Plan, part: Part, label: str, hint: str, lacking: set[Part]) -> TaskItem:
    status, tone = ("待完善", "wait") if plan.is_draft and part in lacking else ("已填写", "good")
    withdrawn = plan.withdrawn_at is not None
    url = "" if withdrawn else reverse(_PAGES[part], args=[plan.pk])
    return TaskItem(label, url, "" if withdrawn else status, tone, hint)


def _contact(plan: Plan) -> str:
    return "，".join(filter(None, (plan.office, plan.contact_phone))) or "还没有填写"


def obstacles(plan: Plan) -> tuple[list[Missing], list[Obstacle]]:
    """What is missing, and the same with the page where it is mended."""
    found = missing(plan)
    return found, [Obstacle(each.text, _page_of(plan, each.part)) for each in found]


def _page_of(plan: Plan, part: Part) -> str:
    if part in _PAGES:
        return reverse(_PAGES[part], args=[plan.pk])
    urls = _urls_of_the_kind(plan)
    return next(urls, reverse("plans:plan", args=[plan.pk]))


def _urls_of_the_kind(plan: Plan) -> Iterator[str]:
    """Those of its pages that are not done come first."""
    items = [item for item in kinds.find(plan.workflow).sections(plan) if item.url]
    yield from (item.url for item in items if item.tone != "good")
    yield from (item.url for item in items)


def deadlines(plan: Plan, sent: date) -> list[Deadline]:
    """The stages one after another, each taking all its working days."""
    found, begins = [], sent
    for stage in plan.stages.all():
        ends = working_day_after(begins, stage.working_days)
        found.append(Deadline(stage, _with_weekday(begins), _with_weekday(ends)))
        begins = ends
    return found


def examples(plan: Plan) -> list[tuple[str, list[Deadline]]]:
    """For whoever applies on the first day (today, when it is past), and on the last."""
    if plan.opens_at is None or plan.closes_at is None:
        return []
    first, last = _local_day(max(plan.opens_at, now())), _local_day(plan.closes_at)
    days = [first, last] if first < last else [last]
    return [(_with_weekday(sent), deadlines(plan, sent)) for sent in days]


def warning(plan: Plan) -> str:
    """Beside deadlines counted through a year without holidays."""
    if plan.opens_at is None or plan.closes_at is None or plan.withdrawn_at is not None:
        return ""
    days = sum(stage.working_days for stage in plan.stages.all())
    closes = _local_day(plan.closes_at)
    return holiday_warning(_local_day(plan.opens_at), working_day_after(closes, days))


def this_year() -> int:
    return today().year


def _with_weekday(value: date) -> str:
    return f"{day(value)}（周{_WEEKDAYS[value.weekday()]}）"


def _local_day(moment: datetime) -> date:
    return localtime(moment).date()
