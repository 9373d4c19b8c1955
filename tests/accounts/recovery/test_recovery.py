"""忘记密码 by SMS code and by e-mail (A10)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import RecoveryLink
from accounts.services import lock
from accounts.services.recovery import PER_NUMBER_HERE
from identity.enums import IdKind
from portal.audit.models import Entry
from portal.messaging.models import Message
from tests.accounts.outbox import last_code, templates_to
from tests.accounts.sign_in.test_password import sign_in, signed_in, text
from tests.accounts.slider.solving import ticket
from tests.factories.accounts import UserFactory
from tests.factories.identity import PersonFactory

pytestmark = pytest.mark.django_db

WHO = reverse("accounts:recover")
WAYS = reverse("accounts:recover-ways")
CODE = reverse("accounts:recover-code")
PASSWORD = reverse("accounts:recover-password")
NEW = {"password": "Xin-mima9", "password_again": "Xin-mima9"}


@pytest.fixture
def teacher():
    return UserFactory(person=PersonFactory(name="阿依古丽·买买提"))


def identify(client, user, **other):
    person = user.person
    data = {"id_kind": person.id_kind, "id_number": person.id_number, "name": person.name}
    return client.post(WHO, {**data, "slider_ticket": ticket(client, "recover"), **other})


def link_in_mail():
    body = Message.objects.get(template="accounts.recovery_link").body
    return re.search(r"/recover/link/\S+/", body)[0]


def test_by_sms_from_the_number_to_the_new_password(client, teacher):
    lock.count_failure(str(teacher.pk))
    assert identify(client, teacher).url == WAYS
    page = text(client.get(WAYS))
    assert f"{teacher.mobile[:3]}****{teacher.mobile[-4:]}" in page
    assert teacher.mobile not in page
    assert teacher.person.email not in page
    client.post(CODE, {"action": "send"})
    assert client.post(CODE, {"code": last_code(teacher.mobile)}).url == PASSWORD
    assert client.post(PASSWORD, NEW).url == reverse("accounts:sign-in")
    sign_in(client, teacher.mobile, "Xin-mima9")
    assert signed_in(client) == str(teacher.pk)
    assert lock.state_of(str(teacher.pk)).tries_left == 3
    assert templates_to(teacher).count("accounts.password") == 3
    assert Entry.objects.filter(action="accounts.password").count() == 1


@pytest.mark.parametrize("typed", ["lower", "dots", "spaces"])
def test_the_three_match_however_they_are_typed(client, teacher, typed):
    number = teacher.person.id_number
    ways = {
        "lower": {"id_number": number.lower()},
        "dots": {"name": "阿依古丽•买买提"},
        "spaces": {"id_number": f" {number[:6]} {number[6:]}", "name": " 阿依古丽·买买提 "},
    }
    assert identify(client, teacher, **ways[typed]).status_code == 302


def test_one_answer_for_every_mismatch(client, teacher):
    other = UserFactory()
    closed = UserFactory(is_active=False)
    nobody = PersonFactory()
    tries = (
        identify(client, teacher, name="张三"),
        identify(client, teacher, id_number=other.person.id_number),
        identify(client, teacher, id_kind=IdKind.TAIWAN_PERMIT),
        identify(client, closed),
        identify(client, teacher, id_number=nobody.id_number, name=nobody.name),
    )
    answers = {text(answer).count("没有找到与这三项都一致的账号") for answer in tries}
    assert answers == {1}


def test_what_was_typed_stays(client, teacher):
    page = text(identify(client, teacher, name="张三"))
    assert 'value="张三"' in page
    assert teacher.person.id_number in page


def test_a_used_ticket_is_not_offered_again(client, teacher):
    solved = ticket(client, "recover")
    assert solved not in text(identify(client, teacher, name="张三", slider_ticket=solved))


def test_the_puzzle_is_asked_each_time(client, teacher):
    assert identify(client, teacher, slider_ticket="").status_code == 422


def test_ten_looks_a_day_for_a_number(client, teacher, clock):
    for _ in range(PER_NUMBER_HERE.count):
        assert identify(client, teacher, name="张三").status_code == 422
    assert identify(client, teacher).status_code == 429
    # Nobody keeps the owner out who sits elsewhere.
    assert identify(Client(REMOTE_ADDR="198.51.100.1"), teacher).status_code == 302
    clock.advance(hours=24)
    assert identify(client, teacher).status_code == 302


@pytest.mark.parametrize("url", [WAYS, CODE, PASSWORD, reverse("accounts:recover-lost-number")])
def test_no_step_without_the_first(client, url):
    assert client.get(url).url == WHO


def test_no_new_password_without_a_proof(client, teacher):
    identify(client, teacher)
    assert client.get(PASSWORD).url == WAYS
    assert client.post(PASSWORD, NEW).url == WAYS
    teacher.refresh_from_db()
    assert not teacher.check_password("Xin-mima9")


def test_the_proof_is_the_browsers_own(client, teacher):
    identify(client, teacher)
    client.post(CODE, {"action": "send"})
    client.post(CODE, {"code": last_code(teacher.mobile)})
    other = Client()
    assert other.post(PASSWORD, NEW).url == WHO
    identify(other, teacher)
    assert other.post(PASSWORD, NEW).url == WAYS


def test_the_steps_end_after_half_an_hour(client, teacher, clock):
    identify(client, teacher)
    clock.advance(minutes=29, seconds=59)
    assert client.get(WAYS).status_code == 200
    clock.advance(seconds=1)
    assert client.get(WAYS).url == WHO


def test_a_second_sending_of_the_last_form_changes_nothing(client, teacher):
    identify(client, teacher)
    client.post(CODE, {"action": "send"})
    client.post(CODE, {"code": last_code(teacher.mobile)})
    client.post(PASSWORD, NEW)
    again = {"password": "Andere-mima9", "password_again": "Andere-mima9"}
    assert client.post(PASSWORD, again).url == WHO
    teacher.refresh_from_db()
    assert teacher.check_password("Xin-mima9")


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("", "", "请填写新密码"),
        ("Ab1-", "Ab1-", "至少要 8 个字符"),
        ("abcdefgh", "abcdefgh", "至少三种"),
        ("Xin-mima9", "Xin-mima8", "两次输入的新密码不一致"),
        ("Jiaoshi-2026", "Jiaoshi-2026", "不能与现在的密码相同"),
        ("A-{mobile}", "A-{mobile}", "不能含有您的证件号码或手机号码"),
        ("a-{number}", "a-{number}", "不能含有您的证件号码或手机号码"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, teacher, password, again, said):
    values = {"mobile": teacher.mobile, "number": teacher.person.id_number}
    data = {"password": password.format(**values), "password_again": again.format(**values)}
    identify(client, teacher)
    client.post(CODE, {"action": "send"})
    client.post(CODE, {"code": last_code(teacher.mobile)})
    response = client.post(PASSWORD, data)
    assert response.status_code == 422
    assert said in text(response)


class TestMail:
    def ask(self, client, user):
        identify(client, user)
        return client.post(reverse("accounts:recover-mail"))

    def test_the_link_sets_a_password_on_another_device(self, client, teacher):
        page = text(self.ask(client, teacher))
        assert teacher.person.email not in page
        other = Client()
        url = link_in_mail()
        assert other.get(url).status_code == 200
        assert other.get(url).status_code == 200, "mail programs open links by themselves"
        assert other.post(url, NEW).url == reverse("accounts:sign-in")
        sign_in(other, teacher.mobile, "Xin-mima9")
        assert signed_in(other)

    def test_it_is_good_once(self, client, teacher):
        self.ask(client, teacher)
        client.post(link_in_mail(), NEW)
        response = client.post(link_in_mail(), {**NEW})
        assert response.status_code == 410
        assert "链接已失效" in text(response)

    def test_it_is_good_for_24_hours(self, client, teacher, clock):
        self.ask(client, teacher)
        clock.advance(hours=23, minutes=59)
        assert client.get(link_in_mail()).status_code == 200
        clock.advance(minutes=1)
        assert client.get(link_in_mail()).status_code == 410
        assert client.post(link_in_mail(), NEW).status_code == 410

    def test_a_new_password_ends_every_other_link(self, client, teacher, clock):
        self.ask(client, teacher)
        first = link_in_mail()
        Message.objects.all().delete()
        client.post(reverse("accounts:recover-mail"))
        client.post(link_in_mail(), NEW)
        assert client.get(first).status_code == 410

    @pytest.mark.parametrize("token", ["x", "x:y", "x" * 500, "𬭎", "a:b:c"])
    def test_a_forged_one_is_none(self, client, token):
        url = reverse("accounts:recover-link", args=[token])
        assert client.get(url).status_code == 410

    def test_only_a_hash_is_kept(self, client, teacher):
        self.ask(client, teacher)
        secret = link_in_mail().split("/")[-2].split(":")[0]
        assert secret not in RecoveryLink.objects.get().token_hash

    def test_three_a_day(self, client, teacher):
        for _ in range(3):
            assert self.ask(client, teacher).status_code == 200
        assert self.ask(client, teacher).url == WAYS
        assert RecoveryLink.objects.count() == 3

    def test_without_an_address_there_is_no_such_way(self, client):
        user = UserFactory(person=PersonFactory(email=""))
        identify(client, user)
        assert "电子邮件" not in text(client.get(WAYS))
        assert client.post(reverse("accounts:recover-mail")).url == WAYS


@pytest.mark.parametrize(
    "name", ["", "·", "𬭎䶮", "🙂", "<script>alert(1)</script>", "字" * 201, "\x00"]
)
@pytest.mark.parametrize("number", ["", "x" * 61, "11010119870705001X", "\x00", "१२३"])
def test_bad_input_gets_an_answer(client, teacher, name, number):
    response = identify(client, teacher, name=name, id_number=number)
    assert response.status_code in (422, 429)
    assert "<script>alert" not in text(response)
