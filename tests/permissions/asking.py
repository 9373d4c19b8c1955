"""Asking an address as somebody: what they got, as one letter, and whether anything was changed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.jobs.models import Job
from portal.jobs.queries import SESSION_TOKENS
from portal.organisations.access import SECOND_FACTOR_KEY
from tests.permissions.world import ACTORS, STAFF, World

# Not business data (design.md, "Authority"): sessions, captcha, looks, limits of a rate, and
# pages drawn as pictures, which only save the time of drawing them again.
SPARED = frozenset(
    {
        "django_session",
        "captcha_captchastore",
        "documents_pageimage",
        "audit_entry",
        "messaging_allowance",
        "portal_cache",
    }
)
_CHANGE = re.compile(r'^(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?(\w+)', re.IGNORECASE)
_BACKEND = "accounts.backends.IdentifierBackend"


@contextmanager
def changes() -> Iterator[set[str]]:
    """The tables in which rows are added, changed or deleted meanwhile, spared ones left out."""
    found: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = execute(sql, params, many, context)
        change = _CHANGE.match(sql)
        # SQLite counts the rows of a RETURNING only once they are fetched.
        counted = "RETURNING" in sql or context["cursor"].rowcount
        if change and change[1] not in SPARED and counted:
            found.add(change[1])
        return result

    with connection.execute_wrapper(watch):
        yield found


class Askers:
    """A browser for each actor; whatever a question changes is undone after the answer."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._clients = {name: self._client(name) for name in ACTORS}
        self._pending = {name: self._client(name, confirmed=False) for name in STAFF}
        self._cookies = {
            client: {name: morsel.value for name, morsel in client.cookies.items()}
            for client in (*self._clients.values(), *self._pending.values())
        }

    def ask(self, who: str, method: str, url: str, data: Any, *, pending: bool = False) -> str:
        """One letter of `table.LETTERS`; `pending` without the second factor."""
        client = (self._pending if pending else self._clients)[who]
        client.cookies = SimpleCookie(self._cookies[client])
        with transaction.atomic(), changes() as changed:
            response = client.post(url, data) if method == "POST" else client.get(url)
            transaction.set_rollback(True)
        letter = letter_of(response)
        return "w" if letter == "y" and changed else letter

    def _client(self, name: str, *, confirmed: bool = True) -> Client:
        client = Client()
        if name == "applicant":
            self._hold_sign_up(client)
        elif name != "visitor":
            user = self.world.users[name]
            client.force_login(user, backend=_BACKEND)
            if name in STAFF and confirmed:
                keep(client, {SECOND_FACTOR_KEY: user.pk})
        return client

    def _hold_sign_up(self, client: Client) -> None:
        token = str(self.world.drafted.token)
        job = Job.objects.get(pk=self.world.things["job_drafted"])
        keep(client, {"sign_up": token, "document_tokens": [token], SESSION_TOKENS: [job.token]})


def keep(client: Client, values: dict[str, Any]) -> None:
    session = client.session
    session.update(values)
    session.save()


def letter_of(response: HttpResponse) -> str:
    status, target = response.status_code, response.headers.get("Location", "")
    if status in (404, 410):
        return "."
    if status == 405:
        return "-"
    if status in (301, 302):
        return _direction(target.partition("?")[0])
    if status in (200, 204, 400, 409, 413, 422, 503):
        return "y"
    return f"<{status}>"


def _direction(path: str) -> str:
    letters = {
        reverse("accounts:sign-in"): "L",
        reverse("accounts:second-factor"): "F",
        reverse("accounts:sign-up"): "b",
        reverse("accounts:recover"): "b",
    }
    return letters.get(path, "y")
