"""Texts of notices: filled in, and short enough for the air."""

import pytest

from portal.connectors.sms import catalogue
from portal.messaging import notices
from portal.messaging.notices import Notice


def test_a_notice_is_filled_in():
    rendered = notices.render("test.news", {"what": "注册审核", "unused": 1})
    assert rendered.title == "关于注册审核的通知"
    assert rendered.body == "您好！\n注册审核有了进展。"
    assert rendered.sms == "注册审核有了进展，请登录查看。"
    assert rendered.params == {"what": "注册审核"}


def test_a_missing_variable_is_a_programming_error():
    with pytest.raises(KeyError):
        notices.render("test.news", {})


def test_an_unknown_notice_is_a_programming_error():
    with pytest.raises(KeyError):
        notices.render("test.nothing", {})


def test_what_is_filled_in_is_not_filled_in_again():
    rendered = notices.render("test.news", {"what": "${what}$$"})
    assert rendered.title == "关于${what}$$的通知"


def test_the_same_key_cannot_have_two_texts():
    notices.register(notices.find("test.news"))
    with pytest.raises(ValueError):
        notices.register(Notice("test.news", "另一个", "文本"))


def test_a_registered_sms_is_known_to_the_gateway():
    assert catalogue.approved()["SMS_TEST_NEWS"] == "${what}有了进展，请登录查看。"


@pytest.mark.parametrize(("length", "parts"), [(70, 1), (71, 2), (134, 2), (135, 3)])
def test_segments_count_the_signature(settings, length, parts):
    settings.SMS_SIGN_NAME = "教师平台"
    assert notices.segments("字" * (length - 6)) == parts


def test_an_endless_sms_is_not_taken():
    with pytest.raises(ValueError):
        notices.register(Notice("test.endless", "t", "b", sms="字" * 300))


def test_every_notice_of_the_portal_is_complete():
    for notice in notices.every():
        assert notice.title
        assert notices.segments(notice.sms) <= 4


def test_a_long_title_is_cut():
    assert len(notices.render("test.news", {"what": "长" * 200}).title) == 100
