"""What must hold before jobs can be trusted."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

# 网络安全法 art. 21 (3): network logs are kept for at least six months.
LEAST_LOG_DAYS = 184


@register
def check_retention(**_: Any) -> list[CheckMessage]:
    if settings.LOG_RETENTION_DAYS >= LEAST_LOG_DAYS:
        return []
    return [Error(f"LOG_RETENTION_DAYS must be at least {LEAST_LOG_DAYS}", id="jobs.E001")]
