"""`manage.py first_administrators`: a new portal's province and the three who appoint others."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from accounts.services.founding import FIRST_ROLES, AlreadyFounded, Appointee, found


class Command(BaseCommand):
    help = "Make the province's body and its system, security and audit administrators, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("province", help="name of the province's bureau")
        for role in FIRST_ROLES:
            parser.add_argument(
                f"--{role.value.removesuffix('_admin')}",
                nargs=2,
                metavar=("NAME", "MOBILE"),
                required=True,
            )

    def handle(self, *args: Any, **options: Any) -> None:
        appointees = {
            role: Appointee(*options[role.value.removesuffix("_admin")]) for role in FIRST_ROLES
        }
        try:
            appointed = found(options["province"], appointees)
        except AlreadyFounded:
            raise CommandError("There are administrators already; they appoint others.") from None
        except (ValueError, IntegrityError) as error:
            raise CommandError(f"Nothing was made: {error}") from error
        for one in appointed:
            self.stdout.write(f"{one.role.label}  {one.username}  {one.password}")
        self.stdout.write("首次登录须用短信验证码验证并修改密码；以上密码只显示这一次。")
