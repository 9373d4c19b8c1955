"""`/healthz`: this process answers. `/readyz`: it can do its work, or which part cannot.

Apps above add their own parts: `readiness.add("queue", check)` in `AppConfig.ready()`. A check
returns None when its part is ready, else a few words without any secret.
"""

import logging
from collections.abc import Callable

from celery import current_app
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

Check = Callable[[], str | None]
log = logging.getLogger(__name__)
BROKER_SECONDS = 2


class Readiness:
    """The named parts that must work before this process gets requests."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def add(self, part: str, check: Check) -> None:
        self._checks[part] = check

    def state(self) -> dict[str, str]:
        """part → "ready", or what is wrong with it."""
        return {part: outcome(part, check) for part, check in self._checks.items()}


def outcome(part: str, check: Check) -> str:
    # An exception's text may hold an address or a password: it goes to the log only.
    try:
        return check() or "ready"
    except Exception as error:  # whatever broke, the answer is "not ready"
        log.warning("not ready: %s: %r", part, error)
        return "does not answer"


def database() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations() -> str | None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} migrations are not applied" if missing else None


def broker() -> str | None:
    with current_app.connection_for_write(connect_timeout=BROKER_SECONDS) as channel:
        channel.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)
    return None


readiness = Readiness()
readiness.add("database", database)
readiness.add("migrations", migrations)
readiness.add("broker", broker)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part is ready, else 503 and the parts that are not."""
    state = readiness.state()
    ready = all(word == "ready" for word in state.values())
    return JsonResponse({"ready": ready, "parts": state}, status=200 if ready else 503)
