"""The list of entries as an audit administrator sees it."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from portal.audit.enums import Look
from portal.audit.sealing import seal
from portal.audit.services import record_look
from portal.clock import now
from portal.organisations.access import SECOND_FACTOR_KEY
from portal.organisations.enums import BodyKind, Role
from portal.organisations.models import Body, RoleGrant
from tests.portal.audit.conftest import write
from tests.portal.audit.test_views import make_body


@pytest.fixture
def bureau(live_server: Any) -> Body:
    return make_body(BodyKind.PROVINCE, "某省教育厅")


@pytest.fixture
def auditor(make_user: Any, bureau: Body, live_server: Any) -> Any:
    """The cookie of a session past the second factor."""
    user = make_user("auditor", display_name="陈审计")
    RoleGrant.objects.create(user=user, body=bureau, role=Role.AUDIT_ADMIN, granted_at=now())
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[SECOND_FACTOR_KEY] = user.pk
    session.save()
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": live_server.url}


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("device", ["page", "phone_page"])
def test_list_filter_and_errors(
    device: str, request: Any, auditor: Any, bureau: Body, make_user: Any, axe: Any
) -> None:
    page: Page = request.getfixturevalue(device)
    page.context.add_cookies([auditor])
    page.goto("/audit/")
    expect(page.get_by_text("还没有记录")).to_be_visible()
    axe(page)
    viewer = make_user("wang", display_name="王芳")
    for number in range(12):
        record_look(
            Look.CASE,
            actor=viewer,
            subject=f"approvals.case:{number}",
            person_id=7,
            body_id=bureau.pk,
        )
    if os.environ.get("PICTURES"):
        seal()
    write("organisations.update_body", body_id=bureau.pk, detail={"fields": ["name"]})
    page.reload()
    axe(page)
    picture(page, f"audit-{device}")
    if device == "phone_page":
        page.get_by_role("button", name="筛选条件").click()
    page.get_by_label("操作人").fill("王")
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_text("修改机构").and_(page.locator("td"))).to_have_count(0)
    page.get_by_role("button", name="查这个人的记录").click()
    expect(page.get_by_text("请填写证件号码").first).to_be_visible()
    axe(page)
    picture(page, f"audit-error-{device}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
