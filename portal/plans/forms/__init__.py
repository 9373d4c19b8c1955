"""Forms of the pages that keep plans."""

from portal.plans.forms.editing import BasicsForm, EditForm, NoticeForm
from portal.plans.forms.making import CopyForm, EntrustForm, NewPlanForm, PlanFilterForm
from portal.plans.forms.publishing import PublishForm, WithdrawForm
from portal.plans.forms.stages import StagesForm

__all__ = [
    "BasicsForm",
    "CopyForm",
    "EditForm",
    "EntrustForm",
    "NewPlanForm",
    "NoticeForm",
    "PlanFilterForm",
    "PublishForm",
    "StagesForm",
    "WithdrawForm",
]
