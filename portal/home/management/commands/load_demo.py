"""`manage.py load_demo`: the demo province, once."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo.credentials import load_credentials
from accounts.demo.loading import load
from ceducation.demo.loading import load as load_hours
from certification.dual_qualified.demo.loading import load as load_certification
from portal.home.demo import load_content
from registration.demo.loading import load as load_registration


class Command(BaseCommand):
    help = "Make the demo province: invented bodies, people in every role, sign-ups in every state."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo portal (PORTAL_DEMO is off): nothing was loaded.")
        started = monotonic()
        made = load()
        load_content()
        load_credentials()
        applications = load_certification()
        hours = load_hours()
        prepared = load_registration()
        if made is None:
            self.stdout.write("The demo province is there already.")
            return
        self.stdout.write(
            f"Made {made.schools} schools, {made.teachers} teachers, {made.sign_ups} sign-ups, "
            f"{applications} applications, {hours} entries of hours, {prepared} school records "
            f"in {monotonic() - started:.1f} s."
        )
