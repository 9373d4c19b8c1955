"""What the demo province publishes: announcements, and the questions teachers ask most."""

import json
from pathlib import Path

from django.db import transaction

from portal.audit.services import SystemActor
from portal.home import services
from portal.home.models import Announcement, Question
from portal.organisations.enums import BodyKind
from portal.organisations.models import Body

_MAKER = SystemActor("demo")

_CONTENT = Path(__file__).parent / "data" / "demo.json"


@transaction.atomic
def load_content() -> None:
    """Publish once; what administrators changed since stays."""
    bureau = Body.objects.filter(kind=BodyKind.PROVINCE).first()
    if bureau is None or Announcement.objects.exists() or Question.objects.exists():
        return
    content = json.loads(_CONTENT.read_text(encoding="utf-8"))
    for item in reversed(content["announcements"]):
        services.publish(**item, issuer=bureau, actor=_MAKER)
    for position, item in enumerate(content["questions"]):
        services.answer(**item, position=position, actor=_MAKER)
