"""Certificates, and applications that wait for one, through the scope that keeps their plan."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from certification.dual_qualified.enums import CertificateState, Standing
from certification.dual_qualified.flows import DUAL_QUALIFIED
from certification.dual_qualified.models import (
    Application,
    Certificate,
    IssueItem,
    IssueResult,
    IssueRun,
    Series,
)
from identity.models import Person
from identity.queries import named
from portal.clock import today
from portal.crypto.fields import hashes_for
from portal.organisations.queries import Scope
from portal.plans.models import Plan
from portal.plans.queries import KEEPERS, kept_plans
from portal.printing import queries as prints
from portal.printing.models import Print

if TYPE_CHECKING:
    from accounts.models import User

PRINT_KIND = "dual_qualified.certificate"
APPLICATION = "dual_qualified.application:"
ISSUERS = KEEPERS
_ID_NUMBER = re.compile(r"[0-9A-Za-z]{8,18}")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; `text` is a name, its pinyin, a certificate's number or a
    whole ID number; `since` and `until` are of the day of issue.
    """

    text: str = ""
    plan: int | None = None
    unit: int | None = None
    track: str = ""
    level: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    def plain(self) -> dict[str, Any]:
        """As JSON, for a job."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items() if v}

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> "Filters":
        days = {k: date.fromisoformat(values[k]) for k in ("since", "until") if values.get(k)}
        return cls(**{**values, **days})


# Certificates


def in_scope(scope: Scope) -> QuerySet[Certificate]:
    """Of the plans this scope keeps: its own while entrusted, the province's all below it."""
    return Certificate.objects.filter(plan__in=plans_in(scope).order_by().values("pk"))


def listed(scope: Scope, filters: Filters) -> QuerySet[Certificate]:
    """The newest first."""
    rows = in_scope(scope).filter(_exact(filters), _standing(filters.state))
    if filters.since:
        rows = rows.filter(issued_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(issued_on__lte=filters.until)
    if text := filters.text.strip():
        rows = rows.filter(_text(text) | Q(number__startswith=text) | Q(name__contains=text))
    return rows.order_by("-issued_on", "-pk")


def certificate_in(scope: Scope, pk: int) -> Certificate:
    """One with all its page shows; Certificate.DoesNotExist outside the scope."""
    rows = in_scope(scope).select_related("application__case", "plan", "issued_by", "revoked_by")
    return rows.get(pk=pk)


def chosen(scope: Scope, filters: Filters, keys: list[int] | None) -> QuerySet[Certificate]:
    """Those ticked that the scope holds, or (None) all that match; as the list orders them."""
    if keys is None:
        return listed(scope, filters)
    return listed(scope, Filters()).filter(pk__in=keys)


def by_subject(subject: str) -> Certificate:
    """The certificate a print is of ("dual_qualified.certificate:12")."""
    return Certificate.objects.get(pk=int(subject.rpartition(":")[2]))


def by_number(number: str) -> Certificate | None:
    """For the public check, which compares the name itself."""
    return Certificate.objects.filter(number=number).first()


def paper_of(certificate: Certificate) -> Print | None:
    """The stored PDF; None while it is still to be made."""
    return prints.latest(PRINT_KIND, certificate.subject)


def papers_of(found: Iterable[Certificate]) -> dict[str, Print]:
    """The stored PDFs by the certificates' subjects: one query."""
    return prints.latest_of(PRINT_KIND, [certificate.subject for certificate in found])


def of_application(application: Application) -> Certificate | None:
    """The newest: after a revocation and another decision there may be several."""
    return Certificate.objects.filter(application=application).order_by("-pk").first()


def held_by(person: Person) -> QuerySet[Certificate]:
    """All of the person's own, the newest first."""
    return Certificate.objects.filter(person=person)


def units_with_certificates(scope: Scope) -> QuerySet[Certificate, tuple[int, str]]:
    """(key, name), for the filter."""
    rows = in_scope(scope).order_by("unit__sort_key", "unit_id")
    return rows.values_list("unit_id", F("unit__name")).distinct()


# Applications that wait for a certificate


def plans_in(scope: Scope) -> QuerySet[Plan]:
    return kept_plans(scope).filter(workflow=DUAL_QUALIFIED.name)


def plan_in(scope: Scope, pk: int) -> Plan:
    """Plan.DoesNotExist outside the scope."""
    return plans_in(scope).get(pk=pk)


def plans_to_issue(scope: Scope) -> QuerySet[Plan]:
    """Those with people who wait for their certificates; `waiting` says how many."""
    waiting = _waiting().order_by().values("plan").annotate(n=Count("pk")).values("n")
    counted = plans_in(scope).annotate(
        waiting=Coalesce(Subquery(waiting.filter(plan=OuterRef("pk"))), 0)
    )
    return counted.filter(waiting__gt=0)


def _waiting() -> QuerySet[Application]:
    """Passed, without a valid certificate, and decided anew since one was revoked."""
    given = Certificate.objects.filter(application=OuterRef("pk")).filter(
        Q(state=CertificateState.VALID) | Q(revoked_at__gte=OuterRef("ended_at"))
    )
    return Application.objects.filter(~Exists(given), case__state="passed")


def to_issue(plan: Plan, filters: Filters | None = None) -> QuerySet[Application]:
    """Applications that passed and wait for their certificates, by unit and name."""
    wanted = filters or Filters()
    rows = _waiting().filter(_exact(wanted), plan=plan)
    if text := wanted.text.strip():
        rows = rows.filter(_text(text) | Q(case__reference=text.upper()))
    rows = rows.select_related("case", "person", "unit")
    return rows.order_by("unit__sort_key", "unit_id", "person__name_sort_key", "pk")


def keys_to_issue(plan: Plan, filters: Filters, ticked: list[int] | None) -> list[int]:
    """Applications ticked, as far as they wait; or (None) all that match. In the list's order."""
    if ticked is None:
        return list(to_issue(plan, filters).values_list("pk", flat=True))
    return list(to_issue(plan).filter(pk__in=ticked).values_list("pk", flat=True))


def units_to_issue(plan: Plan) -> QuerySet[Application, tuple[int, str]]:
    """(key, name), for the filter."""
    rows = to_issue(plan).order_by("unit__sort_key", "unit_id")
    return rows.values_list("unit_id", F("unit__name")).distinct()


def _exact(filters: Filters) -> Q:
    asked = {
        "plan_id": filters.plan,
        "unit_id": filters.unit,
        "track": filters.track,
        "level": filters.level,
    }
    return Q(**{column: value for column, value in asked.items() if value})


def _standing(state: str) -> Q:
    revoked, expired = Q(state=CertificateState.REVOKED), Q(valid_until__lt=today())
    conditions = {
        Standing.REVOKED: revoked,
        Standing.EXPIRED: ~revoked & expired,
        Standing.VALID: ~revoked & ~expired,
    }
    return conditions[Standing(state)] if state else Q()


def _text(text: str) -> Q:
    """A person by name, pinyin or whole ID number."""
    condition = named(text, "person__")
    if _ID_NUMBER.fullmatch(text):
        hashes = hashes_for(Person, "id_number_hash", text.upper())
        condition |= Q(person__id_number_hash__in=hashes)
    return condition


def may_issue(scope: Scope, plan_id: int) -> bool:
    """Asked anew for each certificate: a role may end while a run goes on."""
    return plans_in(scope).filter(pk=plan_id).exists()


# Runs


def run_for(user: "User", pk: int) -> IssueRun:
    """The run, when it is theirs; else IssueRun.DoesNotExist."""
    return IssueRun.objects.select_related("plan__body").get(pk=pk, user=user)


def items_of(run: IssueRun, result: str = "") -> QuerySet[IssueItem]:
    items = run.items.select_related(
        "application__person", "application__unit", "application__case", "certificate"
    ).order_by("pk")
    return items.filter(result=result) if result else items


def figures_of(run: IssueRun) -> list[tuple[str, str, int]]:
    """(result, label, how many) of each result there is, in a fixed order."""
    counted = dict(run.items.order_by().values_list("result").annotate(n=Count("pk")))
    return [(r.value, str(r.label), counted[r.value]) for r in IssueResult if counted.get(r.value)]


def kinds_in(run: IssueRun) -> list[tuple[str, str, int]]:
    """(track, level, how many) of what was chosen: each has a series of numbers of its own."""
    rows = run.items.order_by("application__track", "application__level")
    found = rows.values_list("application__track", "application__level").annotate(n=Count("pk"))
    return [(track, level, number) for track, level, number in found]


def last_serial(stem: str) -> int:
    """The newest serial given under a stem; 0 before the first."""
    series = Series.objects.filter(stem=stem).first()
    return series.last if series else 0
