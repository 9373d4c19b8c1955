"""What teachers are told: that something already credited was changed."""

from django.urls import reverse

from accounts.models import User
from ceducation.models import HoursEntry
from portal.messaging.enums import Channel
from portal.messaging.notices import Notice, register
from portal.messaging.services import notify

_CORRECTED = Notice(
    "ceducation.corrected",
    "学时已更正",
    "${name}，${unit}更正了您${year}年的一条${kind}学时（${title}，${before} 学时），"
    "更正后计 ${after} 学时。原因：${reason}",
)


def register_notices() -> None:
    register(_CORRECTED)


def tell_corrected(counter: HoursEntry, replacement: HoursEntry | None) -> None:
    """The person whose hours were corrected, once; nobody where there is no account."""
    user = User.objects.filter(person=counter.person_id).first()
    if user is None:
        return
    notify(
        user,
        _CORRECTED.key,
        {
            "name": user.display_name,
            "unit": counter.unit.name,
            "year": counter.year,
            "kind": counter.get_kind_display(),
            "title": counter.title,
            "before": -counter.hours,
            "after": replacement.hours if replacement else 0,
            "reason": counter.reason,
        },
        subject=counter.subject,
        channels=[Channel.PORTAL],
        key=f"ceducation:corrected:{counter.pk}",
        link=reverse("ceducation:mine"),
    )
