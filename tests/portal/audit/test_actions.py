"""Whatever is recorded has a name in Chinese."""

import re
from pathlib import Path

from django.conf import settings

from portal.audit.actions import LABELS, choices, label_of

RECORDED = re.compile(r"\brecord\(\s*\"([a-z_]+(?:\.[a-z_]+)+)\"")


def recorded() -> set[str]:
    folders = ("portal", "accounts", "identity")
    sources = (file for name in folders for file in Path(settings.BASE_DIR, name).rglob("*.py"))
    return {action for file in sources for action in RECORDED.findall(file.read_text())}


def test_every_recorded_action_has_words() -> None:
    assert len(recorded()) > 10
    assert recorded() - set(LABELS) == set()


def test_an_unknown_action_is_shown_by_its_name() -> None:
    assert label_of("accounts.sign_in") == "登录"
    assert label_of("tests.act") == "tests.act"


def test_the_filter_offers_each_once() -> None:
    assert len({label for _, label in choices()}) == len(choices()) == len(LABELS)
