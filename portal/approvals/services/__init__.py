"""Writing cases: opened, moved by one function for every transition, revised."""

from portal.approvals.actors import Actor, applicant, applicant_without_account, staff, system
from portal.approvals.errors import ApprovalError, Duplicate, NotAllowed, ReasonNeeded, Stale
from portal.approvals.services.applying import apply
from portal.approvals.services.opening import open_case
from portal.approvals.services.revising import link_person, revise

__all__ = [
    "Actor",
    "ApprovalError",
    "Duplicate",
    "NotAllowed",
    "ReasonNeeded",
    "Stale",
    "applicant",
    "applicant_without_account",
    "apply",
    "link_person",
    "open_case",
    "revise",
    "staff",
    "system",
]
