"""Forms of the review workspace."""

from portal.approvals.forms.bulk import BulkForm
from portal.approvals.forms.deciding import DecisionForm
from portal.approvals.forms.filtering import FilterForm
from portal.approvals.forms.reason import ReasonForm

__all__ = ["BulkForm", "DecisionForm", "FilterForm", "ReasonForm"]
