"""`manage.py demo_accounts`: who to sign in as, one account a role."""

import unicodedata
from dataclasses import astuple
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo.roster import accounts

_HEAD = ("角色", "单位", "姓名", "用户名或证件号码", "密码", "手机号码")


class Command(BaseCommand):
    help = "Print the demo accounts, one per role."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is no demo portal (PORTAL_DEMO is off).")
        rows = [_HEAD, *(astuple(account) for account in accounts())]
        if len(rows) == 1:
            raise CommandError("There is no demo province yet: run manage.py load_demo.")
        widths = [max(_width(row[n]) for row in rows) for n in range(len(_HEAD))]
        for row in rows:
            self.stdout.write("  ".join(map(_padded, row, widths)).rstrip())
        self.stdout.write("短信验证码在演示短信箱中查看。")


def _width(text: str) -> int:
    """Columns in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
