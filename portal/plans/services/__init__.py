"""Changes to plans; each in a transaction, with its audit entry.

Everything takes the actor (a user, held to what they keep, or a `SystemActor`) and, for a plan
that exists, the `version` its page showed: `Stale` when somebody was faster.
"""

from portal.plans.services.editing import copy_plan, create_plan, save_plan
from portal.plans.services.entrusting import end_entrustment, entrust
from portal.plans.services.noting import note_change
from portal.plans.services.publishing import publish, withdraw
from portal.plans.services.staging import StageSpec, set_stages

__all__ = [
    "StageSpec",
    "copy_plan",
    "create_plan",
    "end_entrustment",
    "entrust",
    "note_change",
    "publish",
    "save_plan",
    "set_stages",
    "withdraw",
]
