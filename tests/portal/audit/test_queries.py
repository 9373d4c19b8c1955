"""X9: who looked at a person's data."""

from typing import Any

import pytest
from django.core.paginator import Paginator

from portal.audit.enums import Look
from portal.audit.queries import looks_at
from portal.audit.services import record_look
from portal.organisations.enums import BodyKind
from tests.portal.audit.conftest import write
from tests.portal.audit.test_views import make_body

pytestmark = pytest.mark.django_db


def test_a_look_says_who_for_which_body_when_and_what(make_user: Any, clock: Any) -> None:
    bureau = make_body(BodyKind.PROVINCE, "某省教育厅")
    record_look(
        Look.DOCUMENT,
        actor=make_user("王芳"),
        subject="documents.document:5",
        person_id=7,
        body_id=bureau.pk,
    )
    (look,) = looks_at(7)
    assert (look.at, look.who, look.body, look.what, look.subject) == (
        clock.now,
        "王芳",
        "某省教育厅",
        "查看材料",
        "材料 5",
    )


def test_only_looks_and_only_at_this_person(make_user: Any) -> None:
    user = make_user("王芳")
    record_look(Look.CASE, actor=user, subject="a", person_id=7)
    record_look(Look.CASE, actor=user, subject="b", person_id=8)
    write("accounts.change_mobile", person_id=7)
    assert [look.subject for look in looks_at(7)] == ["a"]
    assert looks_at(7)[0].body == ""


def test_newest_first_and_page_by_page(
    make_user: Any, clock: Any, django_assert_num_queries: Any
) -> None:
    bureau = make_body(BodyKind.PROVINCE, "某省教育厅")
    user = make_user("王芳")
    for number in range(5):
        clock.advance(seconds=1)
        record_look(Look.CASE, actor=user, subject=f"{number}", person_id=7, body_id=bureau.pk)
    with django_assert_num_queries(3):
        page = Paginator(looks_at(7), 2).get_page(2)
        assert [look.subject for look in page.object_list] == ["2", "1"]
    assert len(looks_at(7)) == 5
