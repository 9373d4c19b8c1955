"""Reading cases, each through a scope."""

from portal.approvals.queries.inbox import (
    BOXES,
    KINDS,
    SORTS,
    Filters,
    following,
    inbox,
    kinds_in,
    units_in,
)
from portal.approvals.queries.offers import Offer, available
from portal.approvals.queries.scoping import case_for, seen, waiting
from portal.approvals.queries.timeline import timeline
from portal.approvals.queries.words import Waiting, marks_of, state_label, state_of, waiting_for

__all__ = [
    "BOXES",
    "KINDS",
    "SORTS",
    "Filters",
    "Offer",
    "Waiting",
    "available",
    "case_for",
    "following",
    "inbox",
    "kinds_in",
    "marks_of",
    "seen",
    "state_label",
    "state_of",
    "timeline",
    "units_in",
    "waiting",
    "waiting_for",
]
