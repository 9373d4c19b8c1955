"""What a client claims about its text, before any view or middleware sees it."""

import pytest
from django.test import RequestFactory

from portal.web.request import PortalHandler, PortalRequest
from portal.wsgi import application

CLAIMS = (
    "text/plain; charset=zlib",
    "text/plain; charset=unicode_escape",
    "text/plain; charset*=bogus''x",
)


@pytest.mark.parametrize("claim", CLAIMS)
def test_text_is_read_as_utf_8_whatever_is_claimed(claim: str) -> None:
    environ = RequestFactory().get("/?q=%5Cud800").environ | {"CONTENT_TYPE": claim}
    assert PortalRequest(environ).GET["q"] == "\\ud800"


def test_the_body_of_a_form_is_read() -> None:
    environ = RequestFactory().post("/", {"name": "王𬭎"}).environ
    assert PortalRequest(environ).POST["name"] == "王𬭎"


def test_a_cookie_that_no_database_looks_up_counts_as_none() -> None:
    cookies = 'sessionid="abcdefgh1234\\000"; large_type=1; messages="[\\"a b\\"]"'
    environ = RequestFactory().get("/", headers={"cookie": cookies}).environ
    assert PortalRequest(environ).COOKIES == {"large_type": "1", "messages": '["a b"]'}


def test_the_server_makes_such_requests() -> None:
    assert isinstance(application, PortalHandler)
    assert application.request_class is PortalRequest
