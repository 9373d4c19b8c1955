"""The texts of notices, by key. Apps register theirs in `AppConfig.ready()`.

Texts have `${name}` variables (string.Template). An SMS has one segment of 70 characters, or
several of 67, the signature in 【】 included.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from string import Template
from typing import Final

from django.conf import settings

from portal.connectors.sms import catalogue

_ONE_SEGMENT: Final = 70
_SEGMENT: Final = 67
# What carriers deliver reliably; beyond it a notice belongs in the portal and the mail.
_MOST_SEGMENTS: Final = 4
_LONGEST_TITLE: Final = 100


@dataclass(frozen=True)
class Notice:
    """Title and body are shown in the portal and mailed; `sms` is empty where none is sent."""

    key: str
    title: str
    body: str
    sms: str = ""


@dataclass(frozen=True)
class Rendered:
    """A notice filled in. `params` are the SMS variables, for the gateway's template."""

    title: str
    body: str
    sms: str
    params: dict[str, str]


_notices: dict[str, Notice] = {}


def register(notice: Notice) -> None:
    """Make a notice known; the same key with other texts is a programming error."""
    if segments(notice.sms) > _MOST_SEGMENTS:
        raise ValueError(f"the SMS of {notice.key!r} is too long")
    if _notices.setdefault(notice.key, notice) != notice:
        raise ValueError(f"two notices for {notice.key!r}")
    if notice.sms:
        catalogue.register(notice.key, notice.sms)


def find(key: str) -> Notice:
    """The notice; KeyError when no app registered it."""
    return _notices[key]


def every() -> tuple[Notice, ...]:
    return tuple(_notices.values())


def render(key: str, context: Mapping[str, object]) -> Rendered:
    """Fill a notice in; KeyError for a variable the context lacks."""
    notice = find(key)
    values = {name: str(value) for name, value in context.items()}
    return Rendered(
        title=Template(notice.title).substitute(values)[:_LONGEST_TITLE],
        body=Template(notice.body).substitute(values),
        sms=Template(notice.sms).substitute(values),
        params={name: values[name] for name in variables(notice.sms)},
    )


def variables(text: str) -> list[str]:
    """The names of `${…}` in a text, each once, in order."""
    return list(dict.fromkeys(re.findall(r"\$\{(\w+)\}", text)))


def segments(sms: str) -> int:
    """How many SMS the text takes on the air, signature included."""
    length = len(f"【{settings.SMS_SIGN_NAME}】{sms}")
    return 1 if length <= _ONE_SEGMENT else ceil(length / _SEGMENT)
