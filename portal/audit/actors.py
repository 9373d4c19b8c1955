"""Who acts: a signed-in user, an applicant without an account yet, or the portal itself."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from portal.audit.enums import ActorKind


class AnonymousActor(ValueError):
    """Nobody is on record without a name."""


@dataclass(frozen=True)
class SystemActor:
    """The portal's own work: "scheduler", "demo", a command's name."""

    name: str


@dataclass(frozen=True)
class ApplicantActor:
    """Somebody whose sign-up is under way; `reference` is the sign-up's, never an ID number."""

    reference: str
    name: str


Actor = AbstractBaseUser | SystemActor | ApplicantActor


def columns_of(actor: object) -> dict[str, Any]:
    """The entry's columns that say who; AnonymousActor for nobody."""
    match actor:
        case SystemActor(name=name) if name:
            return {"actor_kind": ActorKind.SYSTEM, "actor_name": name}
        case ApplicantActor(reference=reference, name=name) if reference:
            return {
                "actor_kind": ActorKind.APPLICANT,
                "actor_reference": reference,
                "actor_name": name,
            }
    if isinstance(actor, AbstractBaseUser) and actor.pk:
        return {
            "actor_kind": ActorKind.USER,
            "actor_user_id": actor.pk,
            "actor_name": getattr(actor, "display_name", "") or actor.get_username(),
        }
    raise AnonymousActor(f"an audit entry needs an actor, not {type(actor).__name__}")
