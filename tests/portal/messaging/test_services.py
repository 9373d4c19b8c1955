"""Notices into the outbox: once, on the channels a person can be reached on."""

import uuid

import pytest

from portal.messaging import queries
from portal.messaging.enums import Channel, MessageState
from portal.messaging.models import Message
from portal.messaging.services import Contact, mark_all_read, mark_read, notify
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def news(recipient, **options):
    return notify(recipient, "test.news", {"what": "审核"}, **{"subject": "a.b:1", **options})


def channels(messages):
    return [message.channel for message in messages]


def test_a_user_is_reached_everywhere(clock):
    user = UserFactory(person__email="teacher@example.cn")
    portal, sms, email = news(user, link="/me/")
    assert (portal.title, portal.link) == ("关于审核的通知", "/me/")
    assert (portal.state, portal.delivered_at) == (MessageState.DELIVERED, clock.now)
    assert (sms.mobile, sms.params) == (user.mobile, {"what": "审核"})
    assert (email.email, email.state) == ("teacher@example.cn", MessageState.QUEUED)


def test_a_user_without_address_or_number():
    assert channels(news(UserFactory(person__email="", mobile=""))) == [Channel.PORTAL]
    assert channels(news(UserFactory(person=None, mobile=""))) == [Channel.PORTAL]


def test_somebody_without_an_account_is_reached_by_their_contacts():
    assert channels(news(Contact(mobile="13900000001"))) == [Channel.SMS]
    both = news(Contact(mobile="13900000001", email="a@example.cn"))
    assert channels(both) == [Channel.SMS, Channel.EMAIL]
    assert news(Contact()) == []


def test_only_the_wanted_channels():
    assert channels(news(UserFactory(), channels=["portal"])) == [Channel.PORTAL]


def test_the_same_key_is_sent_once():
    user = UserFactory(person__email="")
    first, second = news(user, key="decision:17"), news(user, key="decision:17")
    assert [message.pk for message in first] == [message.pk for message in second]
    assert Message.objects.count() == 2
    assert news(user, key="decision:18")[0].pk != first[0].pk


def test_without_a_key_each_is_a_message_of_its_own():
    user = UserFactory(person__email="", mobile="")
    news(user)
    news(user)
    assert queries.inbox(user).count() == 2


def test_nothing_is_sent_when_the_transaction_fails(simulators, run_jobs):
    from django.db import transaction

    with transaction.atomic():
        news(Contact(mobile="13900000001"))
        transaction.set_rollback(True)
    run_jobs()
    assert not Message.objects.exists()


def test_what_was_sent_about_a_record():
    news(UserFactory(mobile="", person=None), subject="accounts.signup:1")
    news(UserFactory(mobile="", person=None), subject="accounts.signup:2")
    assert Message.objects.filter(subject="accounts.signup:1").count() == 1


def test_reading_is_ones_own_and_once(clock):
    user, other = UserFactory(person=None, mobile=""), UserFactory(person=None, mobile="")
    [message] = news(user)
    assert queries.unread_count(user) == 1
    assert not mark_read(other, message.pk)
    assert not mark_read(user, uuid.uuid4())
    assert mark_read(user, message.pk)
    first = clock.now
    clock.advance(minutes=1)
    assert not mark_read(user, message.pk)
    message.refresh_from_db()
    assert message.read_at == first
    assert queries.unread_count(user) == 0


def test_reading_all():
    user, other = UserFactory(person=None, mobile=""), UserFactory(person=None, mobile="")
    for person in (user, user, other):
        news(person)
    assert mark_all_read(user) == 2
    assert queries.unread_count(other) == 1


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", "me"])
def test_a_link_leads_into_the_portal_only(link):
    with pytest.raises(ValueError):
        news(UserFactory(person=None, mobile=""), link=link)
