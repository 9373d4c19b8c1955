"""The slider's two addresses, and the digits."""

import json

import pytest
from captcha.models import CaptchaStore
from django.urls import reverse

from accounts.slider import digits
from accounts.slider.limits import PER_ADDRESS, PER_SESSION, VOICES
from accounts.slider.picture import Puzzle
from portal.messaging.ratelimit import take
from tests.accounts.slider.solving import solution

pytestmark = pytest.mark.django_db

NEW = reverse("accounts:slider-new", args=["sign-in"])
CHECK = reverse("accounts:slider-check", args=["sign-in"])


def test_the_answer_holds_pixels_and_no_offset(client):
    answer = client.post(NEW).json()
    assert set(answer) == {"name", "width", "height", "size", "top", "picture", "piece"}
    offset = solution(answer["name"])
    numbers = [value for value in answer.values() if isinstance(value, int)]
    assert offset not in numbers
    assert "offset" in Puzzle.__dataclass_fields__


def test_solving_gives_a_ticket_and_the_session_keeps_no_answer(client):
    name = client.post(NEW).json()["name"]
    offset = solution(name)
    assert str(offset) not in json.dumps(dict(client.session))
    answer = client.post(CHECK, {"name": name, "x": offset}).json()
    assert answer["verdict"] == "right"
    assert len(answer["ticket"]) > 20


def test_a_wrong_place_tells_the_tries_left(client):
    name = client.post(NEW).json()["name"]
    answer = client.post(CHECK, {"name": name, "x": 0}).json()
    assert answer == {"verdict": "wrong", "tries_left": 2, "ticket": ""}


@pytest.mark.parametrize("x", ["", "-1", "1e3", "abc", "99999", "１２", "1.5"])
def test_what_is_no_place_is_refused_without_an_error(client, x):
    response = client.post(CHECK, {"name": "anything", "x": x})
    assert response.status_code == 400


def test_another_browser_cannot_answer(client, django_user_model):
    from django.test import Client

    name = client.post(NEW).json()["name"]
    answer = Client().post(CHECK, {"name": name, "x": solution(name)}).json()
    assert answer["verdict"] == "gone"


@pytest.mark.parametrize("url", [NEW, CHECK])
def test_only_by_post(client, url):
    assert client.get(url).status_code == 405


def test_an_unknown_purpose_does_not_exist(client):
    assert client.post("/slider/anything/").status_code == 404


def test_one_browser_gets_so_many_pictures_an_hour_and_then_again(client, clock):
    for _ in range(PER_SESSION.count):
        assert client.post(NEW).status_code == 200
    refused = client.post(NEW)
    assert refused.status_code == 429
    assert "数字验证码" in refused.json()["message"]
    clock.advance(minutes=60)
    assert client.post(NEW).status_code == 200


def test_one_address_gets_so_many_pictures_whatever_its_browsers(client, clock):
    for _ in range(PER_ADDRESS.count - 1):
        assert take((PER_ADDRESS, "127.0.0.1")) is None
    assert client.post(NEW).status_code == 200
    client.cookies.clear()
    assert client.post(NEW).status_code == 429


def test_the_digits_are_five_and_drawn_as_they_are_right():
    shown, right = digits.challenge()
    assert shown == right
    assert len(right) == 5
    assert right.isdigit()


@pytest.mark.parametrize("name", ["", "a b", "\0", "名", "a:1"])
def test_a_name_that_was_never_handed_out_is_gone(client, name):
    response = client.post(CHECK, {"x": "10", "name": name})
    assert (response.status_code, response.json()["verdict"]) == (400, "gone")


def test_no_voice_for_a_key_that_does_not_exist(client):
    assert client.get(reverse("accounts:captcha-voice", args=["nothing"])).status_code == 404


def test_the_digits_are_spoken(client):
    key = CaptchaStore.generate_key()
    response = client.get(reverse("accounts:captcha-voice", args=[key]))
    assert response["Content-Type"] == "audio/wav"
    assert response.content[:4] == b"RIFF"


def test_one_address_hears_so_many_an_hour(client):
    for _ in range(VOICES.count):
        assert take((VOICES, "127.0.0.1")) is None
    key = CaptchaStore.generate_key()
    assert client.get(reverse("accounts:captcha-voice", args=[key])).status_code == 429
