from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from portal.web.components import NavItem

pytestmark = pytest.mark.usefixtures("web_urls")


def render(text: str, **values: Any) -> str:
    return Template("{% load shell %}" + text).render(Context(values))


def request_of(user: Any) -> Any:
    request = RequestFactory().get("/_styleguide/?a=1")
    request.user = user
    return request


def test_a_person_sees_their_name_and_a_stranger_does_not() -> None:
    person = SimpleNamespace(is_authenticated=True, display_name="王小溪")
    assert "王小溪" in render("{% account_menu %}", request=request_of(person))
    assert "person-menu" not in render("{% account_menu %}", request=request_of(AnonymousUser()))
    assert "person-menu" not in render("{% account_menu %}")


def test_staff_places_come_from_the_context_or_are_none() -> None:
    items = [NavItem("待办", "/review/", "inbox", 12, current=True)]
    html = render("{% staff_navigation %}", staff_nav=items)
    assert 'href="/review/" aria-current="page"' in html
    assert '12<span class="visually-hidden"> 项待办</span>' in html
    assert "<a " not in render("{% staff_navigation %}")


def test_the_type_size_returns_to_the_page_it_was_chosen_on() -> None:
    html = render("{% text_size %}", request=request_of(AnonymousUser()), csrf_token="t0ken")
    assert 'name="next" value="/_styleguide/?a=1"' in html
    assert 'value="1">' in html
    assert 't0ken"' in html
    assert "标准字版" in render("{% text_size %}", large_type=True)


def test_messages_take_the_tone_of_their_level() -> None:
    levels = {"success": "good", "error": "bad", "warning": "wait", "info": "info"}
    for level, tone in levels.items():
        message = SimpleNamespace(level_tag=level)
        html = render("{% flash_messages %}", messages=[message])
        assert f"notice--{tone}" in html
    assert render("{% flash_messages %}").strip() == ""
