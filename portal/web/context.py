"""What every page's shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

LARGE_TYPE_COOKIE = "large_type"


def shell(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo": settings.DEMO,
        "portal_name": getattr(settings, "PORTAL_NAME", "教师业务服务平台"),
        "large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "1",
    }
