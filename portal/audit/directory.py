"""What the trail must ask about bodies, which lie above it: given by organisations at start."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class AuditScope:
    """Whose entries a user may read: of these bodies; with `everything`, also of no body.

    `body_ids` may be a query of keys.
    """

    allowed: bool = False
    everything: bool = False
    body_ids: Collection[int] | Any = ()


ScopeOf = Callable[[Any], AuditScope]
NamesOf = Callable[[Iterable[int]], Mapping[int, str]]


def _nobody(user: Any) -> AuditScope:
    return AuditScope()


def _nameless(body_ids: Iterable[int]) -> Mapping[int, str]:
    return {}


@dataclass
class Directory:
    scope_of: ScopeOf = _nobody
    names_of: NamesOf = _nameless


directory = Directory()


def register(scope_of: ScopeOf, names_of: NamesOf) -> None:
    """From `AppConfig.ready()` of organisations."""
    directory.scope_of, directory.names_of = scope_of, names_of
