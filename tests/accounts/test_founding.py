"""A new portal's first three administrators."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from portal.organisations.models import Body, RoleGrant

WHO = ["江岚省教育厅", "--system", "甲", "13800010001", "--security", "乙", "13800010002"]
AUDIT = ["--audit", "丙", "13800010003"]


@pytest.fixture
def founded(db: None, capsys) -> str:
    call_command("first_administrators", *WHO, *AUDIT)
    return capsys.readouterr().out


def test_three_people_hold_the_three_roles_at_the_province(founded: str):
    grants = RoleGrant.objects.order_by("pk").values_list("role", "user__display_name")
    assert list(grants) == [("system_admin", "甲"), ("security_admin", "乙"), ("audit_admin", "丙")]
    assert Body.objects.get().name == "江岚省教育厅"


def test_each_password_is_shown_once_and_must_be_changed(founded: str):
    for line in founded.splitlines()[:3]:
        _, username, password = line.split()
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert user.must_change_password


def test_only_once(founded: str):
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrators", *WHO, *AUDIT)
    assert User.objects.count() == 3


@pytest.mark.parametrize("mobile", ["123", "13800010001"])
def test_a_wrong_or_repeated_mobile_makes_nothing(db: None, mobile: str):
    with pytest.raises(CommandError, match="Nothing was made"):
        call_command("first_administrators", *WHO, "--audit", "丙", mobile)
    assert not User.objects.exists()
    assert not Body.objects.exists()
