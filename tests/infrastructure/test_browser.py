"""The browser fixtures on a page of this test's own."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Page

PAGE = """<!doctype html><html lang="zh-CN"><head><title>测试</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>你好</h1><noscript><p>没有脚本</p></noscript>{extra}</main></body></html>"""


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.format(extra=""))


def faulty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.format(extra='<img src="/none.png"><input type="text">'))


urlpatterns = [path("plain/", plain), path("faulty/", faulty)]
pytestmark = pytest.mark.urls("tests.infrastructure.test_browser")


def test_a_desktop_page(page: Page) -> None:
    page.goto("/plain/")
    assert page.title() == "测试"
    assert page.evaluate("innerWidth") == 1280
    assert page.evaluate("navigator.language") == "zh-CN"


def test_a_phone(phone_page: Page) -> None:
    phone_page.goto("/plain/")
    assert phone_page.evaluate("innerWidth") == 390


def test_a_browser_without_scripts(no_js_page: Page) -> None:
    no_js_page.goto("/plain/")
    assert no_js_page.locator("noscript p").is_visible()


def test_axe_passes_a_sound_page(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/plain/")
    axe(page)


def test_axe_names_what_is_wrong(page: Page, axe: Callable[[Page], None]) -> None:
    page.goto("/faulty/")
    with pytest.raises(pytest.fail.Exception) as failure:
        axe(page)
    assert "image-alt" in str(failure.value)
    assert "label" in str(failure.value)
