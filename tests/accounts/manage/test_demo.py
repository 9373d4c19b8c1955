"""The demo province: as large as promised, once, quick, with people in every role."""

import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from accounts.demo.credentials import load_credentials
from accounts.demo.inventing import People
from accounts.demo.loading import load
from accounts.demo.roster import accounts
from accounts.models import SignUp, User
from identity.models import Credential, CredentialSync, Employment, Person
from identity.rules import check_id_number, check_mobile, check_name
from portal.approvals.models import Case
from portal.clock import today
from portal.organisations.enums import Role
from portal.organisations.models import Body, RoleGrant
from portal.organisations.queries import search_schools
from portal.reference.loading import codes


@pytest.fixture
def demo(db):
    codes.load()
    return load()


def test_invented_people_are_right_and_always_the_same():
    first, again = People(7), People(7)
    people = [first.next() for _ in range(900)]
    assert people == [again.next() for _ in range(900)]
    assert len({who.id_number for who in people}) == 900
    assert len({who.mobile for who in people}) == 900
    for who in people:
        assert check_id_number("resident", who.id_number, today=today()) == []
        assert check_name(who.name, "resident") == []
        assert check_mobile(who.mobile) == []
    assert any("·" in who.name for who in people)
    assert People(8).next() != people[0]


def test_the_province_is_as_large_and_as_full_as_promised(demo):
    kinds = Counter(Body.objects.values_list("kind", flat=True))
    assert kinds == {"province": 1, "city": 3, "county": 9, "school": 60, "base": 3, "point": 9}
    assert Employment.objects.filter(ended_on=None, body__kind="school").count() >= 800
    schools = Body.objects.filter(kind="school", employments=None)
    assert not schools.exists()
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role.values)
    assert not Person.objects.exclude(id_number_hash__gt="").exists()
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {"pending", "returned", "recalled", "approved", "declined"}
    assert SignUp.objects.filter(case=None).exists()
    assert search_schools("澜江师范学校附属小学")[0].name == "澜滨区实验小学"
    assert search_schools("𬭎文")[0].name == "龑溪县𬭎文小学"


def test_teachers_have_the_certificates_the_simulated_database_answers(demo):
    made = load_credentials()
    assert made == Credential.objects.count() > 600
    assert load_credentials() == 0
    outcomes = set(CredentialSync.objects.values_list("outcome", flat=True))
    assert outcomes == {"matched", "number_unknown", "issued_before"}
    assert Credential.objects.values("number_hash").distinct().count() == made
    assert Credential.objects.filter(source="hand", picture__isnull=False).count() == 10
    assert Person.objects.filter(credential_syncs=None, user__isnull=False).exists()
    first = Person.objects.filter(name="林知远").get()
    assert [row.outcome for row in first.credentials.get().registrations.all()] == [
        "passed", "deferred", "passed",
    ]  # fmt: skip


def test_one_account_for_each_role_that_can_sign_in(demo, capsys):
    before = User.objects.count()
    assert load() is None
    call_command("load_demo")
    assert User.objects.count() == before
    assert "already" in capsys.readouterr().out
    shown = accounts()
    assert {account.role for account in shown} == {"教师", *(str(r.label) for r in Role)}
    for account in shown:
        user = User.objects.get(display_name=account.name, username=known(account))
        assert user.check_password(account.password)
        assert user.is_active
        assert re.fullmatch(r"154\d{8}", account.mobile)
    assert any("𬭎" in account.name for account in shown)
    assert any("·" in account.name for account in shown)
    call_command("demo_accounts")
    assert shown[0].sign_in in capsys.readouterr().out


def known(account):
    if account.sign_in[0].isdigit():
        return next(
            user.username
            for user in User.objects.select_related("person").exclude(person=None)
            if user.person.id_number == account.sign_in
        )
    return account.sign_in


def test_no_demo_on_a_real_portal(db, settings):
    settings.DEMO = False
    for command in ("load_demo", "demo_accounts"):
        with pytest.raises(CommandError):
            call_command(command)
    assert not Body.objects.exists()


def test_no_accounts_before_the_province(db):
    assert accounts() == []
    with pytest.raises(CommandError, match="load_demo"):
        call_command("demo_accounts")
