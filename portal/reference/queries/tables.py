"""Reading code tables, divisions, universities, majors and holidays."""

from typing import TypeVar

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from portal.clock import today
from portal.reference import pinyin
from portal.reference.models import Code, Division, DivisionLevel, Holiday, Major, University


def choices(table: str) -> list[tuple[str, str]]:
    """(code, name) pairs offered in forms now, in their order."""
    rows = Code.objects.filter(table=table, selectable=True).filter(_valid())
    return list(rows.order_by("position").values_list("code", "name"))


def label_of(table: str, code: str) -> str:
    """The name of a code, also of one no longer offered; "" when unknown."""
    return Code.objects.filter(table=table, code=code).values_list("name", flat=True).first() or ""


def code_for(table: str, text: str) -> str:
    """The code whose name or alias is `text` ("汉" or "汉族" is 01); "" when there is none."""
    wanted = text.strip()
    for code in Code.objects.filter(table=table).order_by("position"):
        if wanted and wanted in (code.code, code.name, *code.aliases):
            return code.code
    return ""


def _valid() -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=today())


def divisions() -> QuerySet[Division]:
    """Those in use."""
    return Division.objects.filter(_valid())


def provinces() -> QuerySet[Division]:
    return divisions().filter(level=DivisionLevel.PROVINCE)


def divisions_under(code: str) -> QuerySet[Division]:
    """Direct children in use; empty for 东莞 and its like, which have no counties."""
    return divisions().filter(parent=code)


def search_divisions(text: str, under: str = "") -> QuerySet[Division]:
    """Divisions in use by characters, full pinyin or initials, provinces first."""
    rows = divisions()
    if under:
        rows = rows.filter(code__begins=under.rstrip("0")[:6] or "-")
    return _by_likeness(rows.filter(_named(text) | _full_name(text)), text, "level", "code")


def _full_name(text: str) -> Q:
    wanted = pinyin.asked(text)
    return Q(full_name__contains=wanted) if wanted else Q()


def search_universities(text: str) -> QuerySet[University]:
    """By present or former name; `renamed_to` says what it is called today."""
    rows = University.objects.filter(_named(text)).select_related("renamed_to")
    return _by_likeness(rows, text, "sort_key", "pk")


def search_majors(text: str) -> QuerySet[Major]:
    return _by_likeness(Major.objects.filter(_named(text)), text, "sort_key", "pk")


def _named(text: str) -> Q:
    typed = pinyin.typed(text)
    if not typed:
        return Q(pk__in=[]) if text.strip() else Q()
    if typed.isascii():
        return Q(pinyin__contains=typed) | Q(initials__contains=typed)
    return Q(name__contains=pinyin.asked(text)) | Q(name__contains=typed)


Row = TypeVar("Row", bound=Model)


def _by_likeness(rows: QuerySet[Row], text: str, *order: str) -> QuerySet[Row]:
    """Names and readings that begin with `text` come first."""
    typed = pinyin.typed(text)
    begins = (
        Q(name__startswith=pinyin.asked(text))
        | Q(pinyin__startswith=typed)
        | Q(initials__startswith=typed)
    )
    rank = Case(When(begins, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(rank, *order)


def holidays(year: int) -> QuerySet[Holiday]:
    return Holiday.objects.filter(day__year=year)


def division_of(code: str) -> Division | None:
    """The division in use with this code."""
    return divisions().filter(code=code).first() if code else None
