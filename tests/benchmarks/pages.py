"""How long the pages of the portal take, against the barest page of the same process.

`PORTAL_VAR=folder python -m tests.benchmarks.pages [--rounds 30]` on a portal with its demo
province (`./dev run` makes one in var/). Everything but the network: middleware, session, queries,
template. Prints the median in milliseconds and the ratio to /healthz, page by page.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django

PAGES = (
    ("home page", "", "/"),
    ("sign-up, first step", "", "/sign-up/"),
    ("sign-in", "", "/sign-in/"),
    ("questions", "", "/questions/"),
    ("school look-up by initials", "", "/bodies/schools/?q=lb"),
    ("dashboard", "p1", "/dashboard/"),
    ("one's own data", "p1", "/me/"),
    ("review list", "county1", "/review/"),
    ("review list, 200 rows", "province", "/review/?box=all&size=200"),
    ("users", "province", "/manage/users/"),
)


def median_ms(client, path: str, rounds: int) -> float:
    client.get(path)
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        answer = client.get(path)
        times.append(time.perf_counter() - begun)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
    return statistics.median(times) * 1000


@contextmanager
def visitor(name: str) -> Iterator[object]:
    from django.test import Client

    from accounts.models import User
    from tests.factories.accounts import sign_in_as

    client = Client()
    yield sign_in_as(client, User.objects.get(username=name)) if name else client


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()
    with visitor("") as nobody:
        baseline = median_ms(nobody, "/healthz", rounds)
    print(f"{'page':<30}{'ms':>9}{'ratio':>9}")
    print(f"{'baseline: /healthz':<30}{baseline:>9.2f}{1.0:>9.1f}")
    for label, user, path in PAGES:
        with visitor(user) as client:
            taken = median_ms(client, path, rounds)
        print(f"{label:<30}{taken:>9.2f}{taken / baseline:>9.1f}")


if __name__ == "__main__":
    main()
