"""The inbox and the line that follows an SMS."""

import uuid

import pytest
from django.urls import reverse

from portal.messaging.models import Message
from portal.messaging.services import notify, send_code
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(person=None, mobile="")


@pytest.fixture
def signed_in(client, user):
    client.force_login(user, backend="accounts.backends.IdentifierBackend")
    return client


def news(user, what="审核", **options):
    [message] = notify(user, "test.news", {"what": what}, subject="a.b:1", **options)
    return message


def test_an_empty_inbox(signed_in):
    answer = signed_in.get(reverse("messaging:inbox"))
    assert "还没有消息" in answer.content.decode()


def test_ones_own_messages_the_newest_first(signed_in, user, clock):
    news(user, "甲")
    clock.advance(minutes=1)
    news(user, "乙")
    news(UserFactory(person=None, mobile=""), "丙")
    shown = signed_in.get(reverse("messaging:inbox")).content.decode()
    assert "2 条未读" in shown
    assert shown.index("关于乙") < shown.index("关于甲")
    assert "关于丙" not in shown


def test_twenty_a_page(signed_in, user):
    for number in range(21):
        news(user, f"第{number}件")
    shown = signed_in.get(reverse("messaging:inbox")).content.decode()
    assert shown.count('class="letter letter--unread"') == 20
    rest = signed_in.get(reverse("messaging:inbox"), {"page": "2"}).content.decode()
    assert rest.count('class="letter letter--unread"') == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_many(
    signed_in, user, count, django_assert_max_num_queries
):
    for number in range(count):
        news(user, str(number))
    with django_assert_max_num_queries(10):
        signed_in.get(reverse("messaging:inbox"))


def test_looking_does_not_mark_as_read(signed_in, user):
    message = news(user)
    signed_in.get(reverse("messaging:inbox"))
    message.refresh_from_db()
    assert message.read_at is None


def test_opening_marks_as_read_and_leads_on(signed_in, user):
    message = news(user, link="/faq/")
    answer = signed_in.post(reverse("messaging:read", args=[message.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/faq/")
    message.refresh_from_db()
    assert message.read_at is not None


def test_a_message_without_a_link_leads_back(signed_in, user):
    answer = signed_in.post(reverse("messaging:read", args=[news(user).pk]))
    assert answer["Location"] == reverse("messaging:inbox")


def test_somebody_elses_message_is_not_there(signed_in):
    other = news(UserFactory(person=None, mobile=""), link="/faq/")
    assert signed_in.post(reverse("messaging:read", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.read_at is None


def test_reading_needs_a_post(signed_in, user):
    assert signed_in.get(reverse("messaging:read", args=[news(user).pk])).status_code == 405
    assert signed_in.get(reverse("messaging:read-all")).status_code == 405


def test_all_at_once(signed_in, user):
    news(user)
    news(user)
    answer = signed_in.post(reverse("messaging:read-all"), follow=True)
    assert "2 条消息已标为已读" in answer.content.decode()
    assert not Message.objects.filter(read_at=None).exists()


@pytest.mark.parametrize("name", ["inbox", "read-all"])
def test_nobody_is_sent_to_sign_in(client, name):
    answer = client.post(reverse(f"messaging:{name}"))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_markup_in_a_message_stays_text(signed_in, user):
    news(user, "<script>alert(1)</script>")
    assert "<script>alert" not in signed_in.get(reverse("messaging:inbox")).content.decode()


def test_the_line_that_follows_an_sms(client, rf, clock):
    asked = send_code("13900000001", "sign_up", request=rf.get("/"))
    path = reverse("messaging:delivery", args=[asked.message_id])
    shown = client.get(path).content.decode()
    assert "正在发送短信" in shown
    assert f'hx-get="{path}"' in shown
    clock.advance(minutes=5)
    assert "hx-get" not in client.get(path).content.decode()


def test_the_line_of_a_message_that_is_no_sms(client, user):
    path = reverse("messaging:delivery", args=[news(user).pk])
    assert client.get(path).status_code == 404
    assert client.get(reverse("messaging:delivery", args=[uuid.uuid4()])).status_code == 404
