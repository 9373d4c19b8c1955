"""The administration pages in a browser: axe finds nothing, the tree opens, on phones too."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from portal.organisations.enums import Role


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_the_pages(
    device: str, request: Any, live_server: Any, enter: Any, world: Any, teacher: Any, axe: Any
) -> None:
    client = enter("province", Role.SYSTEM_ADMIN)
    user = teacher("school")
    page: Page = request.getfixturevalue(device)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page.goto(reverse("accounts:manage-bodies"))
    page.get_by_text("澜江市教育局", exact=True).click()
    expect(page.get_by_text("澜滨区教育局", exact=True)).to_be_visible()
    axe(page)
    for name, args in (
        ("manage-users", []),
        ("manage-user", [user.pk]),
        ("manage-body", [world["county"].pk]),
        ("manage-body-edit", [world["school"].pk]),
        ("manage-body-move", [world["school"].pk]),
        ("manage-grants", []),
        ("manage-holidays", []),
    ):
        page.goto(reverse(f"accounts:{name}", args=args))
        axe(page)
    page.goto(reverse("accounts:manage-bodies") + "?q=zzzz")
    axe(page)
    page.goto(reverse("identity:rare-characters") + "?pinyin=hong2")
    axe(page)
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
