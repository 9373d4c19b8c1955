"""The rules in force for a body and a year."""

from dataclasses import fields

from django.db.models import Q, QuerySet

from ceducation.queries.requirements import province_of
from portal.clock import today
from portal.organisations.models import Body
from registration.models import RegistrationRule
from registration.rules.due import Terms

NAMES = tuple(field.name for field in fields(Terms))


def rules_at(province_id: int | None) -> list[RegistrationRule]:
    """The province's own before the national ones, the newest year first: one query."""
    wanted = Q(province=None) | Q(province=province_id)
    rows = list(RegistrationRule.objects.filter(wanted).order_by("-year"))
    return sorted(rows, key=lambda row: row.province_id is None)


def rule_of(rows: list[RegistrationRule], year: int) -> RegistrationRule:
    """The first of `rules_at` that has begun by then; the standard where there is none."""
    found = next((row for row in rows if row.year <= year), None)
    return found or RegistrationRule(year=year)


def terms_of(rule: RegistrationRule) -> Terms:
    return Terms(**{name: getattr(rule, name) for name in NAMES})


def terms_at(body: Body | None, year: int | None = None) -> Terms:
    """Of this year unless another is named; one query."""
    province = province_of(body) if body else None
    return terms_of(rule_of(rules_at(province), year or today().year))


def own_rules(province: Body) -> QuerySet[RegistrationRule]:
    return RegistrationRule.objects.filter(province=province)
