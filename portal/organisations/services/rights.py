"""Whether an actor may do what a service is asked for. Machines (commands) are not limited."""

from typing import Any

from portal.audit.actors import SystemActor
from portal.organisations.errors import Refused
from portal.organisations.queries import scope_of
from portal.organisations.scope import Scope


def scope_of_actor(actor: Any) -> Scope | None:
    """The scope of a user; None for a system actor, which is limited by no place."""
    return None if isinstance(actor, SystemActor) else scope_of(actor)


def user_or_none(actor: Any) -> Any:
    """The actor as a row may name it: commands are no users."""
    return None if isinstance(actor, SystemActor) else actor


def demand(allowed: bool, message: str) -> None:
    if not allowed:
        raise Refused("not_allowed", message)
