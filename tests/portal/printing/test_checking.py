"""The page that QR codes lead to."""

import pytest
from django.urls import reverse

from portal.printing.codes import grouped
from portal.printing.enums import ProofState
from portal.printing.services import render
from tests.factories.accounts import UserFactory
from tests.portal.printing.probes import subject_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(display_name="李梅")


@pytest.fixture
def made(person):
    return render("probe", subject_of(person), actor=person)


def check(client, code):
    return client.get(reverse("printing:check", args=[code]))


def test_a_valid_one_shows_what_its_kind_says(client, made):
    html = check(client, made.code).content.decode()
    assert "有效" in html
    assert "李*" in html
    assert "李梅" not in html
    assert grouped(made.code) in html


def test_one_replaced_by_another_says_so(client, made, person):
    person.display_name = "李红梅"
    person.save()
    second = render("probe", subject_of(person), actor=person)
    assert "已变更，请重打" in check(client, made.code).content.decode()
    assert "已变更" not in check(client, second.code).content.decode()


@pytest.mark.parametrize("state", list(ProofState))
def test_each_state_is_said_in_words(client, state):
    person = UserFactory(display_name=state.value)
    made = render("probe", subject_of(person), actor=person)
    html = check(client, made.code).content.decode()
    assert f'<h2 id="proof-result">{state.label}</h2>' in html
    assert f"proof--{state.value}" in html


def test_a_code_is_taken_as_it_is_typed(client, made):
    typed = grouped(made.code).lower()
    assert "李*" in check(client, typed).content.decode()


@pytest.mark.parametrize("code", ["A" * 20, "SPECIMEN", "x", "张三", "' OR 1=1", "9" * 500])
def test_nobody_was_given_this_one(client, made, code):
    answer = check(client, code)
    assert answer.status_code == 200
    assert "没有找到" in answer.content.decode()
    assert "李" not in answer.content.decode()


def test_found_or_not_it_is_answered_alike(client, made):
    for code in (made.code, "A" * 20):
        answer = check(client, code)
        assert answer.status_code == 200
        assert "noindex" in answer["X-Robots-Tag"]
        assert "noindex" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "核验打印件" in answer.content.decode()


def test_guessing_is_stopped_soon(client, made, clock):
    for _ in range(30):
        assert check(client, "A" * 20).status_code == 200
    assert check(client, "B" * 20).status_code == 429
    assert check(client, made.code).status_code == 429
    clock.advance(seconds=3601)
    assert check(client, made.code).status_code == 200


def test_looking_often_is_stopped_later(client, made, clock):
    for _ in range(120):
        assert check(client, made.code).status_code == 200
    assert check(client, made.code)["Retry-After"] == "600"
    clock.advance(seconds=601)
    assert check(client, made.code).status_code == 200


def test_others_may_go_on(client, made):
    for _ in range(31):
        check(client, "A" * 20)
    answer = client.get(reverse("printing:check", args=[made.code]), REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 200


def test_the_code_can_be_typed(client, made):
    start = reverse("printing:check-start")
    assert "核验码" in client.get(start).content.decode()
    answer = client.get(start, {"code": grouped(made.code)})
    assert answer.url == reverse("printing:check", args=[made.code])


@pytest.mark.parametrize("typed", ["", "  ", "../../admin", "张三", "<b>"])
def test_what_is_no_code_is_asked_again(client, typed):
    answer = client.get(reverse("printing:check-start"), {"code": typed})
    assert answer.status_code == 200
    assert "请输入核验码" in answer.content.decode()


def test_a_post_is_no_question(client, made):
    assert client.post(reverse("printing:check", args=[made.code])).status_code == 405
