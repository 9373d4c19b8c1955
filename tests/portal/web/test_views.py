import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory

from portal.web import views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("web_urls")]


def test_the_page_for_what_the_web_server_cut_off(client: Client) -> None:
    answer = client.get("/too-large/")
    assert answer.status_code == 413
    assert "一次上传一个" in answer.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500, 503])
def test_error_pages_say_what_to_do_and_nothing_of_the_inside(status: int) -> None:
    answer = Client(raise_request_exception=False).get(f"/t/{status}/")
    text = answer.content.decode()
    assert answer.status_code == status
    assert f"错误 {status}" in text
    assert "回到首页" in text
    assert "secret detail" not in text
    assert "Traceback" not in text


def test_waiting_is_told_in_minutes_and_in_the_header() -> None:
    answer = Client().get("/t/429/")
    assert "等待 2 分钟" in answer.content.decode()
    assert answer["Retry-After"] == "61"


def test_the_500_page_needs_neither_request_nor_database() -> None:
    answer = views.server_error(RequestFactory().get("/"))
    assert "已经保存的内容不受影响" in answer.content.decode()


def test_a_stale_form_is_led_back_to_its_page() -> None:
    client = Client(enforce_csrf_checks=True)
    back = "http://testserver/sign-up/"
    answer = client.post("/text-size/", {"large": "1"}, headers={"referer": back})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert f'href="{back}">返回刚才的页面' in text
    assert "没有提交" in text


def refused(**headers: str) -> str:
    typed = {"name": ["王", "溪"], "password1": "geheim", "text": "<b>"}
    client = Client(enforce_csrf_checks=True)
    return client.post("/text-size/?a=1", typed, headers=headers).content.decode()


def test_what_was_typed_can_be_sent_again() -> None:
    text = refused(referer="http://testserver/sign-up/", origin="http://testserver")
    assert 'action="/text-size/?a=1"' in text
    assert 'name="name" value="王"' in text
    assert 'name="name" value="溪"' in text
    assert 'name="text" value="&lt;b&gt;"' in text
    assert "csrfmiddlewaretoken" in text
    assert "geheim" not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"referer": "https://evil.example/", "origin": "https://evil.example"},
        {"referer": "http://testserver/", "origin": "https://evil.example"},
        {"referer": "http://testserver/", "origin": "null"},
        {"referer": "http://testserver.evil.example/", "origin": "http://testserver"},
        {},
    ],
)
def test_what_came_from_elsewhere_is_not_offered_again(headers: dict[str, str]) -> None:
    text = refused(**headers)
    assert "没有提交" in text
    assert "继续提交" not in text
    assert 'value="王"' not in text


def test_too_much_is_said_to_be_too_large() -> None:
    answer = views.bad_request(RequestFactory().post("/"), RequestDataTooBig())
    assert answer.status_code == 413


def test_the_way_back_never_leads_elsewhere() -> None:
    request = RequestFactory().post("/", headers={"referer": "https://evil.example/x"})
    text = views.csrf_failure(request).content.decode()
    assert "evil.example" not in text
    assert 'href="/">返回刚才的页面' in text


def test_large_type_is_kept_and_taken_back() -> None:
    client = Client()
    answer = client.post("/text-size/", {"large": "1", "next": "/_styleguide/"})
    assert (answer.status_code, answer["Location"]) == (302, "/_styleguide/")
    assert '<html lang="zh-CN" class="large-type">' in client.get("/_styleguide/").content.decode()
    client.post("/text-size/", {"large": "0"})
    assert '<html lang="zh-CN">' in client.get("/_styleguide/").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_the_type_size_does_not_send_people_elsewhere(target: str) -> None:
    assert Client().post("/text-size/", {"large": "1", "next": target})["Location"] == "/"


def test_looking_changes_nothing() -> None:
    answer = Client().get("/text-size/?large=1")
    assert answer.status_code == 405
    assert not answer.cookies


def test_the_style_guide_knows_its_pages() -> None:
    client = Client()
    for page in ("flow", "personal", "staff", "case", "home"):
        assert client.get(f"/_styleguide/{page}/").status_code == 200
    assert client.get("/_styleguide/unknown/").status_code == 404
