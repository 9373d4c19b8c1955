from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from portal.organisations.access import SECOND_FACTOR_KEY
from tests.accounts.sign_up.conftest import make_province
from tests.accounts.sign_up.world import Province


@pytest.fixture
def province_with_reasons(transactional_db: None, reference_data: None) -> Province:
    return make_province()


@pytest.fixture
def sign_in_staff(live_server: Any) -> Callable[[Page, Any], None]:
    """A session past the second factor, without walking through the sign-in page."""
    from django.conf import settings
    from django.test import Client

    def put(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = client.session
        session[SECOND_FACTOR_KEY] = user.pk
        session.save()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return put
