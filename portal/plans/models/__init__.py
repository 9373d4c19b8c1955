"""Plans, their stages and changes, and the bodies entrusted with them."""

from portal.plans.models.change import ChangeIsFinal, PlanChange
from portal.plans.models.entrustment import Entrustment
from portal.plans.models.plan import Plan
from portal.plans.models.stage import Stage

__all__ = ["ChangeIsFinal", "Entrustment", "Plan", "PlanChange", "Stage"]
