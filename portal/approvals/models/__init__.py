"""A case and its immutable decisions: one shared record for every workflow."""

from portal.approvals.models.bulk import BulkItem, BulkResult, BulkRun
from portal.approvals.models.case import Case
from portal.approvals.models.decision import Decision, DecisionIsFinal
from portal.approvals.models.export import ListExport
from portal.approvals.models.reason import ReasonCode

__all__ = [
    "BulkItem",
    "BulkResult",
    "BulkRun",
    "Case",
    "Decision",
    "DecisionIsFinal",
    "ListExport",
    "ReasonCode",
]
