"""A notice of the tests' own."""

import pytest

from portal.messaging import notices

NEWS = notices.Notice(
    key="test.news",
    title="关于${what}的通知",
    body="您好！\n${what}有了进展。",
    sms="${what}有了进展，请登录查看。",
)


@pytest.fixture(autouse=True)
def news():
    notices.register(NEWS)
    return NEWS
