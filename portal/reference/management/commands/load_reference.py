"""`manage.py load_reference`: code tables, divisions, universities, majors, holidays."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.reference.loading import load_all


class Command(BaseCommand):
    help = "Load the national code tables; only what changed since the last time."

    def handle(self, *args: Any, **options: Any) -> None:
        for outcome in load_all():
            state = "loaded" if outcome.loaded else "up to date"
            self.stdout.write(f"{outcome.name}: {outcome.rows} rows, {state}")
