"""The public pages: what is published, and from when to when."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.services import SystemActor
from portal.clock import now
from portal.home import services
from portal.home.models import Announcement, Question
from portal.home.queries import announcements, questions
from portal.organisations.models import Body
from tests.factories.organisations import BodyFactory

MAKER = SystemActor("tests")


@pytest.fixture
def bureau(db: None) -> Body:
    return BodyFactory(name="江岚省教育厅")


def publish(bureau: Body, title: str, *, pinned: bool = False) -> Announcement:
    return services.publish(title=title, text="正文", pinned=pinned, issuer=bureau, actor=MAKER)


def test_pinned_first_then_the_newest(bureau: Body, clock):
    for title, pinned in (("旧", False), ("置顶", True), ("新", False)):
        publish(bureau, title, pinned=pinned)
        clock.advance(hours=1)
    assert [row.title for row in announcements()] == ["置顶", "新", "旧"]


def test_shown_from_its_time_until_withdrawn(bureau: Body, client: Client):
    item = publish(bureau, "公告一")
    url = reverse("home:announcement", args=[item.pk])
    assert client.get(url).status_code == 200
    Announcement.objects.filter(pk=item.pk).update(published_at=now() + timedelta(days=1))
    assert client.get(url).status_code == 404
    Announcement.objects.filter(pk=item.pk).update(published_at=now() - timedelta(days=1))
    services.withdraw(item, actor=MAKER)
    assert client.get(url).status_code == 404


def test_a_change_with_an_old_version_is_refused(bureau: Body):
    item = publish(bureau, "公告一")
    change = {"text": "新", "pinned": False, "actor": MAKER}
    services.change(item, title="公告二", version=1, **change)
    with pytest.raises(services.StaleAnnouncement):
        services.change(item, title="公告三", version=1, **change)
    assert Announcement.objects.get().title == "公告二"


def test_questions_hold_every_word(bureau: Body):
    services.answer("收不到验证码怎么办", text="请看短信", topic="登录", position=1, actor=MAKER)
    services.answer("照片要求", text="295×413", topic="照片", position=2, actor=MAKER)
    assert [q.topic for q in questions("验证码 短信")] == ["登录"]
    assert list(questions("验证码 照片")) == []
    assert questions("").count() == 2


def test_answering_again_changes_the_answer(bureau: Body):
    for text in ("一", "二"):
        services.answer("问", text=text, topic="注册", position=1, actor=MAKER)
    assert Question.objects.get().answer == "二"


@pytest.mark.parametrize(
    "name",
    [
        "index",
        "services",
        "announcements",
        "questions",
        "downloads",
        "certificate-look-up",
    ],
)
def test_public_pages_answer_with_and_without_content(bureau: Body, client: Client, name: str):
    url = reverse(f"home:{name}")
    assert client.get(url).status_code == 200
    publish(bureau, "公告一", pinned=True)
    services.answer("问", text="答", topic="注册", position=1, actor=MAKER)
    for asked in ("没有的词", "\0", "词" * 5000):
        assert client.get(url, {"q": asked}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_page_asks_the_same_number_of_queries(
    bureau: Body, client: Client, rows: int, django_assert_num_queries
):
    for number in range(rows):
        publish(bureau, f"公告{number}")
        services.answer(f"问{number}", text="答", topic="注册", position=1, actor=MAKER)
    with django_assert_num_queries(3):
        client.get("/")
