from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.verification import verify

_MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Prove the audit trail; exit code 1 and the exact places if anything is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify()
        self.stdout.write(
            f"{report.entries} sealed entries, {report.unsealed} not sealed yet, "
            f"{report.seals} seals, {report.lines} outside the database"
        )
        for problem in report.problems[:_MOST_SHOWN]:
            self.stderr.write(f"{problem.place}: {problem.what}")
        if report.problems:
            raise CommandError(f"{len(report.problems)} problems found", returncode=1)
        self.stdout.write("the trail is whole")
