"""What is known of many people, in a fixed number of queries; nothing encrypted is read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate

from identity.models import Credential, CredentialSync, Employment, RegistrationRecord
from identity.models.credential import IN_FORCE
from registration.models import Probation
from registration.rules.due import Certificate, Concluded, Facts, Probated, Work

_CONCLUDED = ("year", "kind", "outcome", "decided_on", "valid_until")
_WORK = ("person", "body__school_kind", "body__ownership", "body__name", "started_on")


def facts_of(people: Collection[int] | QuerySet[Any]) -> dict[int, Facts]:
    """By person: five queries, however many they are. `people` are keys, or a query of keys."""
    work = _work(people)
    certificates = _certificates(people)
    probations = _probations(people)
    asked = _asked(people)
    keys = people if isinstance(people, list | tuple | set) else work.keys() | certificates.keys()
    return {
        key: Facts(
            work.get(key),
            tuple(certificates.get(key, ())),
            probations.get(key),
            asked.get(key),
        )
        for key in keys
    }


def _work(people: Any) -> dict[int, Work]:
    rows = Employment.objects.filter(person__in=people, ended_on=None)
    return {person: Work(*found) for person, *found in rows.values_list(*_WORK)}


def _certificates(people: Any) -> dict[int, list[Certificate]]:
    concluded = _concluded(people)
    found: dict[int, list[Certificate]] = defaultdict(list)
    rows = Credential.objects.filter(person__in=people).order_by("-issued_on", "-pk")
    for pk, person, kind, state, issued_on in rows.values_list(
        "pk", "person", "kind", "state", "issued_on"
    ):
        conclusions = tuple(concluded.get(pk, ()))
        found[person].append(Certificate(pk, kind, state in IN_FORCE, issued_on, conclusions))
    return found


def _concluded(people: Any) -> dict[int, list[Concluded]]:
    found: dict[int, list[Concluded]] = defaultdict(list)
    rows = RegistrationRecord.objects.filter(credential__person__in=people).order_by("-year")
    values: Iterable[tuple[Any, ...]] = rows.values_list("credential", *_CONCLUDED)
    for credential, *conclusion in values:
        found[credential].append(Concluded(*conclusion))
    return found


def _probations(people: Any) -> dict[int, Probated]:
    rows = Probation.objects.filter(person__in=people)
    return {
        person: Probated(result, passed_on, localdate(at))
        for person, result, passed_on, at in rows.values_list(
            "person", "result", "passed_on", "entered_at"
        )
    }


def _asked(people: Any) -> dict[int, date]:
    """When the national database last answered about each."""
    rows = CredentialSync.objects.filter(Q(person__in=people), finished_at__isnull=False)
    latest: Iterator[tuple[int, datetime]] = (
        rows.order_by().values_list("person").annotate(at=Max("finished_at")).iterator()
    )
    return {person: localdate(at) for person, at in latest}
