"""Serials without gaps: one row per stem, moved on in the transaction that uses the number."""

from django.db import IntegrityError, transaction
from django.db.models import F

from certification.dual_qualified.models import NumberRule, Series
from certification.dual_qualified.rules.numbering import stem_of
from portal.organisations.models import Body
from portal.plans.models import Plan


def next_in(stem: str) -> tuple[Series, int]:
    """The next serial under this stem. What rolls back gives its serial back."""
    series = _series(stem)
    # The UPDATE takes the row's lock, on every database; what is read next is ours.
    Series.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db()
    return series, series.last


def _series(stem: str) -> Series:
    try:
        with transaction.atomic():
            return Series.objects.get_or_create(stem=stem)[0]
    except IntegrityError:
        return Series.objects.get(stem=stem)


def rule_of(plan: Plan) -> NumberRule:
    """The plan's own rule, or the usual one."""
    return NumberRule.objects.filter(plan=plan).first() or NumberRule(plan=plan)


def stem_for(plan: Plan, issuer: Body, *, year: int, track: str, level: str) -> str:
    region = issuer.division_id or ""
    return stem_of(rule_of(plan).stem, year=year, region=region, track=track, level=level)
