"""When a person may be reminded: nobody's telephone rings at night."""

from datetime import datetime

from django.utils.timezone import localtime

_BEGINS, _ENDS = 9, 21


def is_daytime(moment: datetime) -> bool:
    """From 9:00 to before 21:00 in the portal's time zone."""
    return _BEGINS <= localtime(moment).hour < _ENDS
