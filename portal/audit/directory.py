"""What the trail must ask about bodies and people, which lie above it: given by them at start."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class AuditScope:
    """Whose entries a user may read: of these bodies; with `everything`, also of no body.

    `body_ids` may be a query of keys.
    """

    everything: bool = False
    body_ids: Collection[int] | Any = ()


def _nothing(user: Any) -> AuditScope:
    return AuditScope()


def _nameless(body_ids: Iterable[int]) -> Mapping[int, str]:
    return {}


def _no_person(number: str) -> list[int]:
    return []


def _closed(view: View) -> View:
    def closed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404

    return closed


@dataclass
class Directory:
    """`guard` lets only audit administrators into a view; `people_of` are persons by ID number."""

    guard: Callable[[View], View] = _closed
    scope_of: Callable[[Any], AuditScope] = _nothing
    names_of: Callable[[Iterable[int]], Mapping[int, str]] = _nameless
    people_of: Callable[[str], list[int]] = _no_person


directory = Directory()
