"""portal.settings.prod starts with four variables, and names those that are missing."""

import os
import subprocess
import sys

import pytest

from deploy.paths import ROOT
from deploy.stages import production_environment

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "FIELD_KEYS")
SHOW = (
    "import portal.settings.prod as s; "
    "print(s.DEBUG, s.DEMO, s.ALLOWED_HOSTS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE,"
    " s.CSRF_COOKIE_SECURE, getattr(s, 'SECURE_PROXY_SSL_HEADER', None), s.SECURE_HSTS_SECONDS)"
)


def start(**given: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={**clean, **given},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_set_names_all_four_in_one_line() -> None:
    done = start()
    assert done.returncode != 0
    assert done.stderr.splitlines() == [
        "portal.settings.prod: set these environment variables: " + ", ".join(REQUIRED)
    ]


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("instead", [None, "", "  "])
def test_one_missing_or_empty_is_named_alone(name: str, instead: str | None) -> None:
    given = production_environment()
    given.pop(name)
    done = start(**given, **({} if instead is None else {name: instead}))
    assert done.returncode != 0
    assert done.stderr.strip().endswith(f"environment variables: {name}")


def test_with_the_four_it_starts_guarded() -> None:
    done = start(**production_environment())
    assert done.stdout.split() == (
        ["False", "False", "['portal.example']", "True", "True", "True", "None", "31536000"]
    )


def test_a_proxy_is_believed_only_when_told_so() -> None:
    done = start(**production_environment(), TRUSTED_PROXIES="1")
    assert "('HTTP_X_FORWARDED_PROTO', 'https')" in done.stdout
