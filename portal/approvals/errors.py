"""Why a transition was not applied; each message is one Chinese sentence for the person."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.approvals.models import Decision


class ApprovalError(Exception):
    """`str()` is what the page shows."""


class Stale(ApprovalError):
    """Somebody was faster; `decision` is theirs (None when only the data changed)."""

    def __init__(self, message: str, decision: "Decision | None" = None) -> None:
        super().__init__(message)
        self.decision = decision


class NotAllowed(ApprovalError):
    """Not from this state, not by this person, or a guard said no."""


class ReasonNeeded(ApprovalError):
    """A reason or a mark is missing or unknown; `field` is the form's: opinion, reasons, marks."""

    def __init__(self, message: str, field: str = "opinion") -> None:
        super().__init__(message)
        self.field = field


class Duplicate(ApprovalError):
    """The person has an open case that excludes this one."""
