"""有误，请学校核对: a teacher tells the school what is wrong with what it entered."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse

from identity.models import Person
from identity.queries import current_employment
from portal.audit.services import record
from portal.messaging.enums import Channel
from portal.messaging.ratelimit import Limit, take
from portal.messaging.services import notify
from portal.organisations.queries import holders
from registration.errors import Refused
from registration.notices import WRONG
from registration.queries.schools import KEEPERS

if TYPE_CHECKING:
    from accounts.models import User

LONGEST = 200
# Three a day are enough to say everything, and too few to plague anybody.
_LIMIT = Limit("registration-wrong", 3, 24 * 3600)


def report_wrong(
    person: Person, topic: str, text: str, *, user: "User", request: HttpRequest | None = None
) -> int:
    """How many administrators were told; Refused when there is nobody, or it was said often."""
    said = text.strip()
    if not said:
        raise Refused("请写明哪里有误。", "text")
    if len(said) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字，现有 {len(said)} 字。", "text")
    job = current_employment(person)
    keepers = holders(job.body, *KEEPERS) if job else []
    if job is None or not keepers:
        raise Refused("您的学校还没有管理员，请直接联系学校。")
    if take((_LIMIT, f"person:{person.pk}")):
        raise Refused("今天已经提交过 3 次，请明天再试，或直接联系学校。")
    for keeper in keepers:
        notify(
            keeper,
            WRONG,
            {"name": user.display_name, "topic": topic, "text": said},
            subject=f"identity.person:{person.pk}",
            channels=(Channel.PORTAL,),
            link=reverse("registration:teacher", args=[job.body_id, person.pk]),
        )
    record(
        "registration.report_wrong",
        actor=user,
        subject=f"identity.person:{person.pk}",
        person_id=person.pk,
        body_id=job.body_id,
        detail={"topic": topic},
        request=request,
    )
    return len(keepers)
