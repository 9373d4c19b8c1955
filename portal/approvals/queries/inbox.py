"""The lists of the workspace: filtered and sorted by columns of the case alone."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.approvals.models import Case
from portal.approvals.queries import scoping
from portal.clock import today
from portal.crypto.fields import hashes_for
from portal.organisations.queries import Scope
from portal.reference import pinyin

# What a workflow says of its cases: the plan, 类型 or 学段, 级别 or 学科.
KINDS = ("plan", "stage", "subject_name")
_NUMBER = re.compile(r"[0-9A-Za-z]{8,18}")
_FAR = date(9999, 12, 31)
BOXES = {"todo": "待办", "asked": "申请退回", "overdue": "已逾期", "all": "全部"}
SORTS = {"due": "期限最近", "newest": "最新提交", "oldest": "最早提交", "pinyin": "姓名拼音"}
_ORDER: dict[str, tuple[str, ...]] = {
    "due": ("due_by", "submitted_at", "pk"),
    "newest": ("-submitted_at", "-pk"),
    "oldest": ("submitted_at", "pk"),
    "pinyin": ("name_sort_key", "name", "pk"),
}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; `text` is a name, pinyin, reference or whole ID number."""

    box: str = "todo"
    flow: str = ""
    state: str = ""
    unit: int | None = None
    plan: str = ""
    stage: str = ""
    subject_name: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = "due"

    def plain(self) -> dict[str, Any]:
        """As JSON, for a job."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items() if v}

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> "Filters":
        days = {k: date.fromisoformat(values[k]) for k in ("since", "until") if values.get(k)}
        return replace(cls(**{**values, **days}))


def inbox(scope: Scope, filters: Filters | None = None) -> QuerySet[Case]:
    """The cases of a list, in its order, with unit and body."""
    wanted = filters or Filters()
    cases = _box(scope, wanted.box)
    for condition in _conditions(wanted):
        cases = cases.filter(condition)
    ordered = cases.annotate(due_by=Coalesce("due_on", Value(_FAR)))
    return ordered.order_by(*_ORDER[wanted.sort]).select_related("unit", "body")


def _box(scope: Scope, box: str) -> QuerySet[Case]:
    match box:
        case "todo":
            return scoping.waiting(scope)
        case "asked":
            return scoping.waiting(scope).filter(asked=True)
        case "overdue":
            return scoping.seen(scope).filter(is_open=True, due_on__lt=today())
        case _:
            return scoping.seen(scope)


def _conditions(filters: Filters) -> list[Q]:
    exact = {
        "flow": filters.flow,
        "state": filters.state,
        "unit_id": filters.unit,
        **{column: getattr(filters, column) for column in KINDS},
    }
    found = [Q(**{column: value}) for column, value in exact.items() if value]
    if filters.since:
        found.append(Q(submitted_at__gte=_midnight(filters.since)))
    if filters.until:
        found.append(Q(submitted_at__lte=_midnight(filters.until, time.max)))
    if filters.text.strip():
        found.append(_text(filters.text.strip()))
    return found


def _midnight(day: date, at: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _text(text: str) -> Q:
    """A whole ID number by its hash, a reference, a name, or its pinyin."""
    typed = pinyin.typed(text)
    condition = Q(name__contains=text) | Q(reference=text.upper())
    if typed.isascii() and typed.isalpha():
        condition |= Q(name_pinyin__startswith=typed) | Q(name_initials__startswith=typed)
    if _NUMBER.fullmatch(text):
        condition |= Q(id_number_hash__in=hashes_for(Case, "id_number_hash", text.upper()))
    return condition


def following(scope: Scope, filters: Filters, case: Case) -> Case | None:
    """The case after `case` in the list, also when `case` has just left it."""
    later = _after(_ORDER[filters.sort], _sort_values(case))
    return inbox(scope, filters).exclude(pk=case.pk).filter(later).first()


def _sort_values(case: Case) -> dict[str, Any]:
    names = ("submitted_at", "name_sort_key", "name", "pk")
    return {"due_by": case.due_on or _FAR} | {name: getattr(case, name) for name in names}


def _after(order: tuple[str, ...], values: dict[str, Any]) -> Q:
    """Rows behind these values in this order."""
    condition, equal = Q(), Q()
    for column in order:
        name = column.removeprefix("-")
        step = "lt" if column.startswith("-") else "gt"
        condition |= equal & Q(**{f"{name}__{step}": values[name]})
        equal &= Q(**{name: values[name]})
    return condition


def units_in(scope: Scope, filters: Filters) -> QuerySet[Case, tuple[int, str]]:
    """(key, name) of the units that have cases in the box, for the filter."""
    rows = _box(scope, filters.box).filter(unit__isnull=False).order_by("unit__sort_key")
    return rows.values_list("unit_id", F("unit__name")).distinct()


def kinds_in(scope: Scope, filters: Filters) -> dict[str, list[str]]:
    """The values of each of `KINDS` that the cases of the box have, for the filter."""
    rows = list(_box(scope, filters.box).order_by(*KINDS).values_list(*KINDS).distinct())
    columns = zip(*rows, strict=True) if rows else ((),) * len(KINDS)
    return {
        name: sorted({value for value in values if value})
        for name, values in zip(KINDS, columns, strict=True)
    }
