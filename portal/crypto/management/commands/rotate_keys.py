import signal
import threading
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.crypto.keys import keyring
from portal.crypto.rotation import all_stores, rotate

STOPPED = 130


class Command(BaseCommand):
    help = (
        "Re-encrypt everything under the first key of FIELD_KEYS while the portal runs. "
        "Ctrl-C stops after the batch in hand; run it again to go on. "
        "Exit code: 0 all done, 1 something is left, 130 stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows read at once (500)")
        parser.add_argument("--dry-run", action="store_true", help="only count values by key")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch must be at least 1")
        self.stdout.write(f"current key: {keyring()[0].id}")
        if not options["dry_run"]:
            self._rotate(options["batch"])
        else:
            self._show_counts()

    def _rotate(self, batch: int) -> None:
        outcome = rotate(batch, _stop_on_signals(), self.stdout.write)
        for failure in outcome.failed:
            self.stderr.write(failure)
        self.stdout.write(f"{outcome.turned} turned")
        self._show_counts()
        if outcome.stopped:
            raise CommandError("stopped; run it again to go on", returncode=STOPPED)
        if not outcome.complete:
            left = ", ".join(f"{number} under {key}" for key, number in outcome.left.items())
            raise CommandError(f"left: {left}; keep these keys", returncode=1)

    def _show_counts(self) -> None:
        total: Counter[str] = Counter()
        for store in all_stores():
            total += store.counts()
        known = {key.id for key in keyring()}
        for key_id, number in sorted(total.items()):
            missing = "" if key_id in known else "  NOT CONFIGURED: these values are unreadable"
            self.stdout.write(f"{key_id}: {number} values{missing}")


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
    return stop
