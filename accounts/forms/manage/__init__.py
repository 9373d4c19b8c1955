"""Forms of the administration pages."""

from accounts.forms.manage.bodies import BodyForm, MoveForm, differences, initial_of, kinds_under
from accounts.forms.manage.calendar import HolidayForm
from accounts.forms.manage.filters import BodyFilterForm, GrantFilterForm, UserFilterForm
from accounts.forms.manage.places import find_bodies
from accounts.forms.manage.users import GrantForm, ReasonForm, StaffAccountForm

__all__ = [
    "BodyFilterForm",
    "BodyForm",
    "GrantFilterForm",
    "GrantForm",
    "HolidayForm",
    "MoveForm",
    "ReasonForm",
    "StaffAccountForm",
    "UserFilterForm",
    "differences",
    "find_bodies",
    "initial_of",
    "kinds_under",
]
