"""Signing in with a password: who comes in, what the others are told, and what is counted."""

import pytest
from axes.models import AccessAttempt
from captcha.models import CaptchaStore
from django.urls import reverse

from accounts.models import User
from identity.enums import IdKind
from portal.audit.models import Entry
from portal.organisations.access import SECOND_FACTOR_KEY
from tests.accounts.outbox import last_code
from tests.accounts.slider.solving import ticket
from tests.factories.accounts import PASSWORD, SignUpFactory, UserFactory, staff_user
from tests.factories.identity import PersonFactory
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db

URL = reverse("accounts:sign-in")


@pytest.fixture
def teacher():
    return UserFactory()


def sign_in(client, username, password=PASSWORD, **more):
    """As a person does it: the puzzle first."""
    data = {"username": username, "password": password, "slider_ticket": ticket(client)}
    return client.post(URL, {**data, **more})


def signed_in(client):
    return client.session.get("_auth_user_id")


def text(response):
    return response.content.decode()


class TestComingIn:
    @pytest.mark.parametrize("typed", ["mobile", "id_number", "lower", "spaced", "plus86"])
    def test_by_mobile_or_id_number_however_typed(self, client, teacher, typed):
        number = teacher.person.id_number
        ways = {
            "mobile": teacher.mobile,
            "id_number": number,
            "lower": number.lower(),
            "spaced": f" {number[:6]} {number[6:14]} {number[14:]} ",
            "plus86": f"+86 {teacher.mobile[:3]}-{teacher.mobile[3:]}",
        }
        response = sign_in(client, ways[typed])
        assert response.status_code == 302
        assert signed_in(client) == str(teacher.pk)

    def test_staff_by_user_name(self, client):
        user = staff_user(SchoolFactory(), username="queren01")
        response = sign_in(client, "queren01")
        assert response.url == reverse("accounts:second-factor")
        assert last_code(user.mobile)

    def test_by_the_permit_number_of_another_kind(self, client):
        person = PersonFactory(id_kind=IdKind.HK_MACAO_PERMIT, id_number="H12345678")
        user = UserFactory(person=person)
        sign_in(client, "h1234567801")
        assert signed_in(client) == str(user.pk)

    def test_the_session_key_changes(self, client, teacher):
        client.get(URL)
        solved = ticket(client)
        before = client.session.session_key
        client.post(
            URL, {"username": teacher.mobile, "password": PASSWORD, "slider_ticket": solved}
        )
        assert client.session.session_key != before

    def test_it_is_on_record_without_the_number(self, client, teacher):
        sign_in(client, teacher.mobile)
        entry = Entry.objects.get(action="accounts.sign_in")
        assert entry.actor_user_id == teacher.pk
        assert entry.detail == {"way": "password"}

    def test_who_is_in_already_goes_on(self, client, teacher):
        sign_in(client, teacher.mobile)
        assert client.get(URL).status_code == 302

    def test_a_pasted_password_keeps_its_spaces(self, client, teacher):
        teacher.set_password(" Jiao shi-2026 ")
        teacher.save()
        sign_in(client, teacher.mobile, " Jiao shi-2026 ")
        assert signed_in(client)

    def test_large_type_follows_the_account(self, client):
        user = UserFactory(large_type=True)
        assert sign_in(client, user.mobile).cookies["large_type"].value == "1"


class TestNext:
    @pytest.mark.parametrize("wanted", ["/me/", "/me/password/?a=1"])
    def test_the_asked_page_follows(self, client, teacher, wanted):
        assert sign_in(client, teacher.mobile, next=wanted).url == wanted

    @pytest.mark.parametrize(
        "wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
    )
    def test_no_other_site_follows(self, client, teacher, wanted):
        assert "evil" not in sign_in(client, teacher.mobile, next=wanted).url

    def test_it_survives_a_mistake(self, client, teacher):
        response = sign_in(client, teacher.mobile, "wrong", next="/me/")
        assert 'name="next" value="/me/"' in text(response)


class TestPuzzle:
    def test_without_it_nothing_is_tried(self, client, teacher):
        response = client.post(URL, {"username": teacher.mobile, "password": "wrong"})
        assert response.status_code == 422
        assert "请拖动滑块补全拼图，或填写图片中的数字" in text(response)
        assert not AccessAttempt.objects.exists()

    def test_a_made_up_ticket_is_none(self, client, teacher):
        data = {"username": teacher.mobile, "password": PASSWORD, "slider_ticket": "x" * 32}
        assert client.post(URL, data).status_code == 422
        assert not signed_in(client)

    def test_a_ticket_for_recovery_is_none_here(self, client, teacher):
        solved = ticket(client, "recover")
        data = {"username": teacher.mobile, "password": PASSWORD, "slider_ticket": solved}
        assert client.post(URL, data).status_code == 422

    def test_the_digits_do_as_well(self, client, teacher):
        key = CaptchaStore.generate_key()
        right = CaptchaStore.objects.get(hashkey=key).response
        data = {"username": teacher.mobile, "password": PASSWORD}
        client.post(URL, {**data, "captcha_0": key, "captcha_1": right})
        assert signed_in(client)

    def test_wrong_digits_do_not_and_are_used_up(self, client, teacher):
        key = CaptchaStore.generate_key()
        right = CaptchaStore.objects.get(hashkey=key).response
        data = {"username": teacher.mobile, "password": PASSWORD, "captcha_0": key}
        response = client.post(URL, {**data, "captcha_1": "abcde"})
        assert "数字不对或已过期" in text(response)
        assert client.post(URL, {**data, "captcha_1": right}).status_code == 422
        assert not signed_in(client)

    def test_a_forgotten_password_field_does_not_cost_the_puzzle(self, client, teacher):
        solved = ticket(client)
        data = {"username": teacher.mobile, "password": "", "slider_ticket": solved}
        page = text(client.post(URL, data))
        assert "请填写密码" in page
        assert solved in page
        client.post(URL, {**data, "password": PASSWORD})
        assert signed_in(client)

    def test_just_solved_it_is_not_asked_again_for_the_same_account(self, client, teacher):
        page = text(sign_in(client, teacher.mobile, "wrong"))
        assert "data-human" not in page
        client.post(URL, {"username": teacher.mobile, "password": PASSWORD})
        assert signed_in(client)

    def test_but_it_is_for_another(self, client, teacher):
        sign_in(client, teacher.mobile, "wrong")
        other = UserFactory()
        response = client.post(URL, {"username": other.mobile, "password": PASSWORD})
        assert response.status_code == 422
        assert "data-human" in text(response)

    def test_and_after_five_minutes(self, client, teacher, clock):
        sign_in(client, teacher.mobile, "wrong")
        clock.advance(minutes=5)
        response = client.post(URL, {"username": teacher.mobile, "password": PASSWORD})
        assert response.status_code == 422


class TestWhoMayNot:
    def test_a_sent_sign_up_leads_to_where_it_stands(self, client):
        sign_up = SignUpFactory()
        response = sign_in(client, sign_up.id_number)
        assert response.status_code == 302
        assert not signed_in(client)
        assert client.session["sign_up"] == str(sign_up.token)

    def test_but_not_with_a_wrong_password(self, client):
        sign_up = SignUpFactory()
        known = text(sign_in(client, sign_up.mobile, "wrong"))
        unknown = text(sign_in(client, "13900009999", "wrong"))
        assert "账号或密码不正确，还可以再试 2 次" in known
        assert "账号或密码不正确，还可以再试 2 次" in unknown

    def test_a_closed_account_is_told_with_the_right_password_only(self, client):
        user = UserFactory(is_active=False)
        assert "已停用" not in text(sign_in(client, user.mobile, "wrong"))
        assert "已停用" in text(sign_in(client, user.mobile))
        assert not signed_in(client)

    def test_an_account_without_a_password_has_no_way_in_here(self, client):
        user = UserFactory()
        user.set_unusable_password()
        user.save()
        assert sign_in(client, user.mobile, "").status_code == 422
        assert sign_in(client, user.mobile, user.password).status_code == 422


@pytest.mark.parametrize(
    "username", ["", " ", "x" * 101, "𬭎", "<script>", "' OR 1=1 --", "\x00", "🙂", "-1", "1" * 18]
)
@pytest.mark.parametrize("password", ["", "\x00", "密" * 300, "x"])
def test_bad_input_gets_an_answer(client, username, password):
    client.post(URL, {"username": username, "password": password, "slider_ticket": "\x00"})
    response = sign_in(client, username, password)
    assert response.status_code == 422


def test_one_hash_is_computed_whoever_it_is(client, teacher, monkeypatch):
    """Known, unknown, sign-up and without a password: the same work, so the time tells nothing."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    done = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: done.append(1) or plain(*args))
    silent = UserFactory()
    User.objects.filter(pk=silent.pk).update(password="!")
    counts = []
    for name in (teacher.mobile, "13900009999", SignUpFactory().mobile, silent.mobile):
        done.clear()
        sign_in(client, name, "wrong")
        counts.append(len(done))
    assert counts[0] == counts[1] == counts[2] == counts[3] == 1


def test_nothing_typed_is_kept_by_the_counter(client, teacher):
    sign_in(client, teacher.mobile, "Geheim-123")
    sign_in(client, "13900009999", "Geheim-123")
    kept = str([list(vars(row).values()) for row in AccessAttempt.objects.all()])
    for secret in (teacher.mobile, "13900009999", "Geheim-123"):
        assert secret not in kept


def test_signing_out_only_by_post(client, teacher):
    sign_in(client, teacher.mobile)
    url = reverse("accounts:sign-out")
    assert client.get(url).status_code == 405
    assert signed_in(client)
    assert client.post(url).status_code == 302
    assert not signed_in(client)
    assert client.session.get(SECOND_FACTOR_KEY) is None
    assert Entry.objects.filter(action="accounts.sign_out").count() == 1
